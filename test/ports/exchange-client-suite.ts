import { describe, expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { applyReport } from '#src/domain/order-lifecycle.ts';
import type { Order, OrderTerms } from '#src/domain/order.ts';
import type { ExchangeClient, VenueReport } from '#src/ports/exchange-client.ts';

/** What a venue may lack; a case that needs it is skipped. */
export type VenueFeature =
  | 'amend'
  | 'stops'
  | 'fill or kill'
  | 'immediate or cancel'
  | 'one use of a client order id';

/** An adapter on a venue whose market the suite commands. Prices are whole ticks, quantities whole lots. */
export type ExchangeUnderTest = {
  readonly client: ExchangeClient;
  /** A new order of this account: a fresh id, GTC unless told. */
  order(terms: SuiteTerms): Order;
  /** The best levels of the venue's book, and their quantities; deep enough for `quantity` each. */
  readonly bid: Decimal;
  readonly ask: Decimal;
  readonly quantity: Decimal;
  readonly tick: Decimal;
  /** Somebody else sells down to the price, much more than `quantity`. */
  sellDownTo(price: Decimal): Promise<void>;
  /** Everything under way has been reported. */
  settled(): Promise<void>;
  /** The venue takes the next order, and its answer is lost on the way, where anything can be. */
  loseAnswer(): void;
};

export type SuiteTerms = Pick<OrderTerms, 'side' | 'quantity'> &
  Partial<Pick<OrderTerms, 'limitPrice' | 'stopPrice' | 'timeInForce'>>;

type Case = {
  readonly number: number;
  readonly title: string;
  readonly skipWhenLacking?: VenueFeature;
  readonly run: (venue: ExchangeUnderTest) => Promise<void>;
};

/** What every adapter of `ExchangeClient` owes its callers. */
export function exchangeClientSuite(
  name: string,
  create: () => Promise<ExchangeUnderTest>,
  lacks: readonly VenueFeature[] = [],
): void {
  describe(`${name} as an exchange client`, () => {
    for (const { number, title, skipWhenLacking, run } of cases) {
      const skipped = skipWhenLacking !== undefined && lacks.includes(skipWhenLacking);
      // Every case asserts through `expect` in its own function.
      test.skipIf(skipped)(`${number}. ${title}`, async () => {
        expect.hasAssertions();
        const venue = await create();
        try {
          await run(venue);
        } finally {
          await venue.client.close();
        }
      });
    }
  });
}

const cases: readonly Case[] = [
  {
    number: 1,
    title: 'a resting limit is answered with an acceptance',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place(resting(venue));
      expect(order.status).toBe('SUBMITTED');
      expect(follow.reports.every((report) => report.clientOrderId === order.clientOrderId)).toBe(true);
    },
  },
  {
    number: 2,
    title: 'a market order fills wholly, with price, fee and a trade id of its own for each fill',
    async run(venue) {
      const follow = follower(venue);
      await follow.place({ side: 'BUY', quantity: venue.quantity });
      await venue.settled();
      expect(follow.order().status).toBe('FILLED');
      expect(follow.fills().every((fill) => fill.price.atLeast(venue.ask) && fill.fee !== undefined)).toBe(
        true,
      );
      expect(new Set(follow.fills().map((fill) => fill.venueTradeId)).size).toBe(follow.fills().length);
    },
  },
  {
    number: 3,
    title: 'a limit that rests is filled later, through onReport, at its price or better',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place(resting(venue));
      await venue.sellDownTo(venue.bid.minus(venue.tick));
      await venue.settled();
      expect(follow.order().status).toBe('FILLED');
      expect(follow.fills().every((fill) => fill.price.atMost(order.limitPrice ?? Decimal.zero))).toBe(true);
    },
  },
  {
    number: 4,
    title: 'a cancel ends a resting order',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place(resting(venue));
      follow.take(await venue.client.cancel(order));
      await venue.settled();
      expect(follow.order().status).toBe('CANCELLED');
    },
  },
  {
    number: 5,
    title: 'a cancel of an order that is unknown there is refused, not assumed',
    async run(venue) {
      const answer = await venue.client.cancel(venue.order(resting(venue)));
      expect(answer).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
    },
  },
  {
    number: 6,
    title: 'an amendment changes quantity and price of a resting order',
    skipWhenLacking: 'amend',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place(resting(venue));
      const limitPrice = venue.bid.minus(venue.tick);
      const change = { quantity: order.quantity.plus(order.quantity), limitPrice, stopPrice: undefined };
      follow.take(await venue.client.amend(order, change));
      await venue.settled();
      expect(String(follow.order().quantity)).toBe(String(change.quantity));
      expect(String(follow.order().limitPrice)).toBe(String(limitPrice));
      expect(follow.order().status).toBe('SUBMITTED');
    },
  },
  {
    number: 7,
    title: 'a query of an unknown order is empty',
    async run(venue) {
      const answer = await venue.client.query(venue.order(resting(venue)));
      expect(answer).toEqual({ ok: true, value: [] });
    },
  },
  {
    number: 8,
    title: 'a query alone tells the whole story of an order',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place({ side: 'BUY', quantity: venue.quantity });
      await venue.settled();
      const answer = await venue.client.query(order);
      const anew = foldOf(follow.placed(), answer.ok ? answer.value : []);
      expect(anew.order.status).toBe('FILLED');
      expect(anew.fills.map((fill) => fill.id)).toEqual(follow.fills().map((fill) => fill.id));
    },
  },
  {
    number: 9,
    title: 'a query adds nothing to what was reported',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place(resting(venue));
      await venue.sellDownTo(venue.bid.minus(venue.tick));
      await venue.settled();
      const before = follow.order();
      follow.take(await venue.client.query(order));
      expect(follow.order().status).toBe(before.status);
      expect(String(follow.order().filledQuantity)).toBe(String(before.filledQuantity));
    },
  },
  {
    number: 10,
    title: 'a client order id is taken once',
    skipWhenLacking: 'one use of a client order id',
    async run(venue) {
      const follow = follower(venue);
      await follow.place(resting(venue));
      const again = await venue.client.place(follow.placed());
      expect(again).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
    },
  },
  {
    number: 11,
    title: 'an order beyond the balance is refused and leaves nothing',
    async run(venue) {
      const quantity = venue.quantity.times(Decimal.fromInteger(1_000_000));
      const order = venue.order({ side: 'SELL', quantity, limitPrice: venue.ask });
      expect(await venue.client.place(order)).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
      expect(await venue.client.query(order)).toEqual({ ok: true, value: [] });
    },
  },
  {
    number: 12,
    title: 'fill or kill beyond the depth fills nothing and ends',
    skipWhenLacking: 'fill or kill',
    async run(venue) {
      const follow = follower(venue);
      await follow.place({ ...resting(venue), timeInForce: 'FOK' });
      await venue.settled();
      expect(follow.order().status).toBe('EXPIRED');
      expect(follow.fills()).toEqual([]);
    },
  },
  {
    number: 13,
    title: 'immediate or cancel leaves nothing open',
    skipWhenLacking: 'immediate or cancel',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place({ ...resting(venue), timeInForce: 'IOC' });
      await venue.settled();
      expect(follow.order().status).toBe('EXPIRED');
      expect(await venue.client.cancel(order)).toMatchObject({ ok: false });
    },
  },
  {
    number: 14,
    title: 'a stop waits, triggers and fills',
    skipWhenLacking: 'stops',
    async run(venue) {
      const follow = follower(venue);
      const stopPrice = venue.bid.minus(venue.tick);
      const waiting = await follow.place({ side: 'SELL', quantity: venue.quantity, stopPrice });
      expect(waiting.status).toBe('SUBMITTED');
      await venue.sellDownTo(stopPrice);
      await venue.settled();
      expect(follow.order().triggeredAt).toBeDefined();
      expect(follow.fills().length).toBeGreaterThan(0);
    },
  },
  {
    number: 15,
    title: 'who stopped listening hears nothing more',
    async run(venue) {
      const heard: VenueReport[] = [];
      const stop = venue.client.onReport((report) => heard.push(report));
      await follower(venue).place(resting(venue));
      stop();
      const before = heard.length;
      await venue.sellDownTo(venue.bid.minus(venue.tick));
      await venue.settled();
      expect(heard.length).toBe(before);
    },
  },
  {
    number: 16,
    title: 'a closed client takes no orders',
    async run(venue) {
      await venue.client.close();
      expect((await venue.client.place(venue.order(resting(venue)))).ok).toBe(false);
    },
  },
  {
    number: 17,
    title: 'an order whose answer is lost is there all the same, and a query tells it',
    async run(venue) {
      const follow = follower(venue);
      const order = venue.order({ side: 'BUY', quantity: venue.quantity });
      venue.loseAnswer();
      const answer = await venue.client.place(order);
      expect(answer.ok || answer.error.code).toBe(
        venue.client.capabilities.isRemote ? 'OUTCOME_UNKNOWN' : true,
      );
      follow.takeUp(order);
      follow.take(await venue.client.query(order));
      expect(follow.order().status).toBe('FILLED');
    },
  },
  {
    number: 18,
    title: 'open orders are those that rest, with what is filled of them',
    async run(venue) {
      const follow = follower(venue);
      expect(await venue.client.openOrders()).toEqual({ ok: true, value: [] });
      const order = await follow.place(resting(venue));
      const listed = await venue.client.openOrders();
      expect(listed.ok && listed.value.map((open) => ({ ...open, ...inWords(open) }))).toEqual([
        {
          instrumentId: order.instrumentId,
          brokerOrderId: order.brokerOrderId,
          clientOrderId: order.clientOrderId,
          quantity: String(order.quantity),
          filledQuantity: '0',
        },
      ]);
      await venue.client.cancel(order);
      expect(await venue.client.openOrders()).toEqual({ ok: true, value: [] });
    },
  },
  {
    number: 19,
    title: 'fills are listed from the one on that is known',
    async run(venue) {
      const follow = follower(venue);
      const order = await follow.place({ side: 'BUY', quantity: venue.quantity });
      await follow.place({ side: 'SELL', quantity: venue.quantity });
      await venue.settled();
      const { instrumentId } = order;
      const all = await venue.client.fillsSince(instrumentId, { after: undefined, since: 0 });
      if (!all.ok) throw new Error(all.error.code);
      expect(all.value.length).toBeGreaterThan(1);
      expect(all.value[0]).toMatchObject({ instrumentId, brokerOrderId: order.brokerOrderId });
      for (const [at, { venueTradeId: after }] of all.value.entries()) {
        const rest = await venue.client.fillsSince(instrumentId, { after, since: 0 });
        expect(rest).toEqual({ ok: true, value: all.value.slice(at + 1) });
      }
    },
  },
  {
    number: 20,
    title: 'an order is found by the venue’s number of it, as it is by our own',
    async run(venue) {
      const order = await follower(venue).place({ side: 'BUY', quantity: venue.quantity });
      await venue.settled();
      const { instrumentId, brokerOrderId = '' } = order;
      const byNumber = await venue.client.queryAtVenue({ instrumentId, brokerOrderId });
      expect(byNumber).toEqual(await venue.client.query(order));
      const none = await venue.client.queryAtVenue({ instrumentId, brokerOrderId: '987654321' });
      expect(none).toEqual({ ok: true, value: [] });
    },
  },
  {
    number: 21,
    title: 'balances are all that the account has, also what an open order holds',
    async run(venue) {
      const follow = follower(venue);
      const before = await balancesOf(venue);
      await follow.place(resting(venue));
      expect(await balancesOf(venue)).toEqual(before);
      await follow.place({ side: 'BUY', quantity: venue.quantity });
      await venue.settled();
      expect(await balancesOf(venue)).not.toEqual(before);
    },
  },
  {
    number: 22,
    title: 'its time is told',
    async run(venue) {
      expect(await venue.client.serverTime()).toMatchObject({ ok: true, value: expect.any(Number) });
    },
  },
  {
    number: 23,
    title: 'every report names its account',
    async run(venue) {
      const follow = follower(venue);
      const { accountId } = await follow.place({ side: 'BUY', quantity: venue.quantity });
      await venue.settled();
      expect(new Set(follow.reports.map((report) => report.accountId))).toEqual(new Set([accountId]));
    },
  },
  {
    number: 24,
    title: 'what is off the step is refused and never rounded',
    async run(venue) {
      const offTick = venue.bid.minus(venue.tick.times(Decimal.from('0.5')));
      const order = venue.order({ ...resting(venue), limitPrice: offTick });
      expect(await venue.client.place(order)).toMatchObject({
        error: { code: 'REFUSED', reason: { code: 'PRICE_OFF_TICK' } },
      });
      expect(await venue.client.query(order)).toEqual({ ok: true, value: [] });
    },
  },
];

function resting(venue: ExchangeUnderTest): SuiteTerms {
  return { side: 'BUY', quantity: venue.quantity, limitPrice: venue.bid };
}

function inWords({ quantity, filledQuantity }: { quantity: Decimal; filledQuantity: Decimal }) {
  return { quantity: quantity.toString(), filledQuantity: filledQuantity.toString() };
}

async function balancesOf({ client }: ExchangeUnderTest): Promise<Readonly<Record<string, string>>> {
  const told = await client.balances();
  if (!told.ok) throw new Error(told.error.code);
  return Object.fromEntries(told.value.map(({ currency, quantity }) => [currency, quantity.toString()]));
}

type Answer = Awaited<ReturnType<ExchangeClient['query']>> | Awaited<ReturnType<ExchangeClient['place']>>;

/** Follows one order as the application does: by the reports alone. */
function follower(venue: ExchangeUnderTest) {
  const reports: VenueReport[] = [];
  let placed: Order | undefined;
  venue.client.onReport((report) => reports.push(report));

  function take(answer: Answer): void {
    if (!answer.ok) throw new Error(`${answer.error.code}: ${JSON.stringify(answer.error)}`);
    reports.push(...answer.value);
  }
  function order(): Order {
    if (placed === undefined) throw new Error('nothing was placed');
    return placed;
  }
  return {
    reports,
    take,
    placed: order,
    takeUp(taken: Order): void {
      placed = taken;
    },
    async place(terms: SuiteTerms): Promise<Order> {
      placed = venue.order(terms);
      take(await venue.client.place(placed));
      return foldOf(placed, reports).order;
    },
    order: () => foldOf(order(), reports).order,
    fills: () => foldOf(order(), reports).fills,
  };
}

function foldOf(placed: Order, reports: readonly VenueReport[]): { order: Order; fills: readonly Fill[] } {
  let order = placed;
  const fills: Fill[] = [];
  for (const report of reports.filter((each) => each.clientOrderId === placed.clientOrderId)) {
    const applied = applyReport(order, fills, report);
    order = applied.order;
    if (applied.fill !== undefined) fills.push(applied.fill);
  }
  return { order, fills };
}
