import type { VenueClock } from '#test/venues/exchange/clock.ts';
import { Refused } from './refused.ts';

export type LimitSizes = {
  /** Request weight a minute, of one address. */
  readonly weight: number;
  /** Unfilled orders of one account, in ten seconds and in a day. */
  readonly ordersIn10s: number;
  readonly ordersInDay: number;
  /** Attempts to connect a socket in five minutes, of one address. */
  readonly connections: number;
};

export const commonLimits: LimitSizes = {
  weight: 6000,
  ordersIn10s: 100,
  ordersInDay: 200_000,
  connections: 300,
};

type Interval = { readonly name: string; readonly count: number; readonly ms: number };

const minute: Interval = { name: 'MINUTE', count: 1, ms: 60_000 };
const fiveMinutes: Interval = { name: 'MINUTE', count: 5, ms: 300_000 };
const tenSeconds: Interval = { name: 'SECOND', count: 10, ms: 10_000 };
const day: Interval = { name: 'DAY', count: 1, ms: 86_400_000 };

const banMs = 120_000;
/** After so many requests that were answered with 429 the address is banned. */
const toleratedRefusals = 10;
const advice = 'Please use WebSocket Streams for live updates to avoid';

export type Limits = ReturnType<typeof createLimits>;

/** Counts by the calendar, as Binance does: each minute, ten seconds and day begins at zero. */
export function createLimits(clock: VenueClock, sizes: LimitSizes) {
  const used = createCounter(clock, minute);
  const dialled = createCounter(clock, fiveMinutes);
  const accounts = new Map<string, { readonly in10s: Counter; readonly inDay: Counter }>();
  let refusals = 0;
  let bannedUntil = 0;

  function ordersOf(account: string) {
    const counters = accounts.get(account) ?? {
      in10s: createCounter(clock, tenSeconds),
      inDay: createCounter(clock, day),
    };
    accounts.set(account, counters);
    return counters;
  }

  return {
    /** Counts a request of that weight, or refuses it. */
    request(weight: number): void {
      const now = clock.now();
      if (now < bannedUntil) throw banned(now, bannedUntil);
      if (used.count() === 0) refusals = 0;
      if (used.count() + weight <= sizes.weight) return used.add(weight);
      refusals += 1;
      if (refusals > toleratedRefusals) {
        bannedUntil = now + banMs;
        throw banned(now, bannedUntil);
      }
      throw new Refused(
        429,
        -1003,
        `Too much request weight used; current limit is ${sizes.weight} request weight per 1 MINUTE. ${advice} polling the API.`,
        { data: { serverTime: now, retryAfter: used.end() }, retryAt: used.end() },
      );
    },
    /** A request that was free after all. */
    forgive: (weight: number) => used.add(-weight),
    /** Refuses one more order than the account may have unfilled. */
    mayPlace(account: string): void {
      const { in10s, inDay } = ordersOf(account);
      for (const [counter, limit, words] of [
        [in10s, sizes.ordersIn10s, '10 SECOND'],
        [inDay, sizes.ordersInDay, '1 DAY'],
      ] as const) {
        if (counter.count() < limit) continue;
        throw new Refused(429, -1015, `Too many new orders; current limit is ${limit} orders per ${words}.`, {
          data: { serverTime: clock.now(), retryAfter: counter.end() },
          retryAt: counter.end(),
        });
      }
    },
    placed(account: string): void {
      const { in10s, inDay } = ordersOf(account);
      in10s.add(1);
      inDay.add(1);
    },
    /** An order that fills for the first time counts no more. */
    filled(account: string): void {
      const { in10s, inDay } = ordersOf(account);
      in10s.add(-1);
      inDay.add(-1);
    },
    /** Counts an attempt to connect; false when it is one too many. */
    mayConnect(): boolean {
      dialled.add(1);
      return clock.now() >= bannedUntil && dialled.count() <= sizes.connections;
    },
    /** Refuses everything for so long, with 418. */
    ban(ms: number): void {
      bannedUntil = clock.now() + ms;
    },
    usedWeight: () => used.count(),
    weightHeaders: () => ({
      'x-mbx-used-weight': String(used.count()),
      'x-mbx-used-weight-1m': String(used.count()),
    }),
    orderHeaders(account: string) {
      const { in10s, inDay } = ordersOf(account);
      return {
        'x-mbx-order-count-10s': String(in10s.count()),
        'x-mbx-order-count-1d': String(inDay.count()),
      };
    },
    /** As `exchangeInfo` has them. */
    announced: () => [
      { ...intervalOf('REQUEST_WEIGHT', minute), limit: sizes.weight },
      { ...intervalOf('ORDERS', tenSeconds), limit: sizes.ordersIn10s },
      { ...intervalOf('ORDERS', day), limit: sizes.ordersInDay },
      { rateLimitType: 'RAW_REQUESTS', interval: 'MINUTE', intervalNum: 5, limit: 300_000 },
    ],
    orderCounts(account: string) {
      const { in10s, inDay } = ordersOf(account);
      return [
        { ...intervalOf('ORDERS', tenSeconds), limit: sizes.ordersIn10s, count: in10s.count() },
        { ...intervalOf('ORDERS', day), limit: sizes.ordersInDay, count: inDay.count() },
      ];
    },
    weightCount: () => ({
      ...intervalOf('REQUEST_WEIGHT', minute),
      limit: sizes.weight,
      count: used.count(),
    }),
  };
}

function intervalOf(rateLimitType: string, { name, count }: Interval) {
  return { rateLimitType, interval: name, intervalNum: count };
}

function banned(now: number, until: number): Refused {
  const message = `Way too much request weight used; IP banned until ${until}. ${advice} bans.`;
  return new Refused(418, -1003, message, { data: { serverTime: now, retryAfter: until }, retryAt: until });
}

type Counter = { count(): number; add(amount: number): void; end(): number };

function createCounter({ now }: VenueClock, { ms }: Interval): Counter {
  let window = -1;
  let count = 0;
  const current = () => {
    const at = Math.floor(now() / ms);
    if (at !== window) [window, count] = [at, 0];
    return count;
  };
  return {
    count: current,
    add(amount) {
      count = Math.max(0, current() + amount);
    },
    end: () => (Math.floor(now() / ms) + 1) * ms,
  };
}
