import type { Publish } from '#src/application/changes.ts';
import type { MarketWatch } from '#src/application/market/market-watch.ts';
import type { Account } from '#src/domain/account.ts';
import type { Alert } from '#src/domain/alert.ts';
import { venueOf, type AccountId, type InstrumentId, type OrderId, type VenueId } from '#src/domain/ids.ts';
import { isActive, type Order } from '#src/domain/order.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type UnseenMarketsNeeds = {
  readonly store: RecordStore;
  readonly feeds: ReadonlyMap<VenueId, MarketDataFeed>;
  readonly watch: Pick<MarketWatch, 'watch'>;
  readonly account: (id: AccountId) => Account | undefined;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly log: Log;
};

type Seen = {
  readonly orders: Map<OrderId, Order>;
  readonly end: () => void;
  /** When it was last heard, and since when it is not; undefined while it is seen. */
  heardAt: number;
  lostAt: number | undefined;
  /** Whether the program was closed then. */
  wasClosed: boolean;
};

type Gap = {
  readonly order: Order;
  readonly from: number;
  readonly to: number;
  readonly wasClosed: boolean;
};

/** Milliseconds. Until the other markets are seen again as well, and until the next gaps are told. */
const settling = 2_000;
const toldAgainAfter = 10 * 60_000;
/** A shorter one stands in the history alone. */
const worthAnAlert = 10_000;
/** How often it is noted that the markets are seen, in case the program ends without a word. */
const noteEvery = 60_000;

const setting = 'market-seen';

/**
 * Paper orders are filled by what this program sees of the market. What it could not see, since the connection was lost, the
 * market fell silent or the program was closed, is told in the history of each order that rested meanwhile: nothing that
 * traded then has filled or triggered it. Gaps that follow one another closely are told as one.
 */
export function createUnseenMarkets(needs: UnseenMarketsNeeds) {
  const { store, feeds, watch, account, clock, publish, log } = needs;
  const markets = new Map<InstrumentId, Seen>();
  /** Of each order one: a feed may be lost and back any number of times until they are told. */
  let gaps = new Map<OrderId, Gap>();
  let toldAt: number | undefined;
  let callOff: (() => void) | undefined;
  let endNotes: (() => void) | undefined;
  let recording: Promise<void> = Promise.resolve();
  let isClosed = false;

  function isLive(instrument: InstrumentId): boolean {
    return feeds.get(venueOf(instrument))?.state().status === 'live';
  }

  function see(instrument: InstrumentId, seenUntil: number | undefined): Seen {
    const now = clock.now();
    const wasClosed = seenUntil !== undefined;
    const seen: Seen = { orders: new Map(), end, heardAt: now, lostAt: seenUntil, wasClosed };
    const endState = feeds.get(venueOf(instrument))?.onState(({ status }) => {
      if (status !== 'live') seen.lostAt ??= seen.heardAt;
    });
    markets.set(instrument, seen);
    const endWatch = watch.watch(instrument, ({ book }) => {
      if (isLive(instrument) && book !== undefined) hear(seen);
      else seen.lostAt ??= seen.heardAt;
    });
    function end(): void {
      endState?.();
      endWatch();
    }
    return seen;
  }

  function hear(seen: Seen): void {
    seen.heardAt = clock.now();
    if (seen.lostAt === undefined) return;
    keepGap(seen, seen.heardAt);
    seen.lostAt = undefined;
    seen.wasClosed = false;
    tellSoon();
  }

  function keepGap({ orders, lostAt, wasClosed }: Seen, to: number): void {
    if (lostAt === undefined) return;
    for (const order of orders.values()) {
      const from = Math.max(lostAt, order.updatedAt);
      if (from < to) keep({ order, from, to, wasClosed });
    }
  }

  function keep(gap: Gap): void {
    const { from, wasClosed } = gaps.get(gap.order.id) ?? gap;
    gaps.set(gap.order.id, { ...gap, from, wasClosed: wasClosed && gap.wasClosed });
  }

  function tellSoon(): void {
    if (callOff !== undefined || gaps.size === 0 || isClosed) return;
    const wait = toldAt === undefined ? 0 : toldAt + toldAgainAfter - clock.monotonic();
    callOff = clock.after(Math.max(settling, wait), () => {
      callOff = undefined;
      tell();
    });
  }

  function tell(): void {
    if (gaps.size === 0) return;
    const told = [...gaps.values()];
    gaps = new Map();
    toldAt = clock.monotonic();
    recording = recording
      .then(() => record(told))
      .catch((fault: unknown) => {
        log.error('what orders could not see is not in their history yet', { fault, orders: told.length });
        const later = gaps;
        gaps = new Map();
        for (const gap of [...told, ...later.values()]) keep(gap);
        tellSoon();
      });
  }

  async function record(told: readonly Gap[]): Promise<void> {
    await store.transact(async ({ orders }) => {
      for (const { order, from, to } of told) {
        const now = await orders.find(order.id);
        if (now === undefined) continue;
        await orders.appendEvents([
          {
            orderId: order.id,
            sequence: (await orders.lastSequence(order.id)) + 1,
            type: 'market-unseen',
            source: 'recovery',
            status: now.status,
            time: to,
            receivedAt: clock.now(),
            detail: { code: 'MARKET_UNSEEN', from, to },
          },
        ]);
      }
    }, 'essential');
    publish(alertsOf(told).map((alert) => ({ type: 'alertRaised', alert })));
  }

  function alertsOf(told: readonly Gap[]): readonly Alert[] {
    const long = told.filter(({ from, to }) => to - from >= worthAnAlert);
    return [...Map.groupBy(long, ({ order }) => order.accountId)].map(([id, of]) => ({
      severity: of.every(({ wasClosed }) => wasClosed) ? 'info' : 'warning',
      code: 'MARKET_UNSEEN',
      account: account(id)?.name ?? id,
      orders: of.length,
      from: Math.min(...of.map(({ from }) => from)),
      to: Math.max(...of.map(({ to }) => to)),
    }));
  }

  /** `seenUntil`: of an order that the last session left. */
  function follow(order: Order, seenUntil?: number): void {
    if (account(order.accountId)?.mode !== 'paper') return;
    const isThere = isActive(order.status) && order.acknowledgedAt !== undefined;
    const known = markets.get(order.instrumentId);
    if (!isThere) {
      if (known?.orders.delete(order.id) !== true || known.orders.size > 0) return;
      markets.delete(order.instrumentId);
      known.end();
      return;
    }
    (known ?? see(order.instrumentId, seenUntil)).orders.set(order.id, order);
    endNotes ??= clock.after(noteEvery, note);
  }

  function note(): void {
    endNotes = markets.size > 0 && !isClosed ? clock.after(noteEvery, note) : undefined;
    if ([...markets.keys()].some(isLive)) recording = recording.then(keepSeen);
  }

  async function keepSeen(): Promise<void> {
    try {
      await noteMarketsSeen(store, clock.now());
    } catch (fault) {
      log.warn('until when the markets were seen is not noted', { fault });
    }
  }

  return {
    /** Once, with the paper venues' open orders, as the record has them. */
    async start(orders: readonly Order[]): Promise<void> {
      const noted = Number(await store.read.settings.find(setting));
      for (const order of orders) follow(order, Number.isSafeInteger(noted) ? noted : 0);
    },
    follow,
    /** What was not seen up to now is told as well. */
    async close(): Promise<void> {
      isClosed = true;
      callOff?.();
      endNotes?.();
      const hadOrders = markets.size > 0;
      for (const seen of markets.values()) {
        keepGap(seen, clock.now());
        seen.end();
      }
      markets.clear();
      tell();
      if (hadOrders) recording = recording.then(keepSeen);
      await recording;
    },
  };
}

/** Until then the markets of paper orders were seen: what comes after it is told when they are seen again. */
export async function noteMarketsSeen(store: RecordStore, until: number): Promise<void> {
  await store.transact(({ settings }) => settings.set(setting, String(until)));
}
