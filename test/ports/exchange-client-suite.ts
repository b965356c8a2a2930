import { describe, expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import { applyReport } from '#src/domain/order-lifecycle.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import type { Order, OrderTerms } from '#src/domain/order.ts';
import type { ExchangeClient } from '#src/ports/exchange-client.ts';

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
      const answer = await venue.client.query(clientOrderId('td-never-placed'));
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
      const answer = await venue.client.query(order.clientOrderId);
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
      follow.take(await venue.client.query(order.clientOrderId));
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
      expect(await venue.client.query(order.clientOrderId)).toEqual({ ok: true, value: [] });
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
      const heard: OrderReport[] = [];
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
];

function resting(venue: ExchangeUnderTest): SuiteTerms {
  return { side: 'BUY', quantity: venue.quantity, limitPrice: venue.bid };
}

type Answer = Awaited<ReturnType<ExchangeClient['query']>> | Awaited<ReturnType<ExchangeClient['place']>>;

/** Follows one order as the application does: by the reports alone. */
function follower(venue: ExchangeUnderTest) {
  const reports: OrderReport[] = [];
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
    async place(terms: SuiteTerms): Promise<Order> {
      placed = venue.order(terms);
      take(await venue.client.place(placed));
      return foldOf(placed, reports).order;
    },
    order: () => foldOf(order(), reports).order,
    fills: () => foldOf(order(), reports).fills,
  };
}

function foldOf(placed: Order, reports: readonly OrderReport[]): { order: Order; fills: readonly Fill[] } {
  let order = placed;
  const fills: Fill[] = [];
  for (const report of reports) {
    const applied = applyReport(order, fills, report);
    order = applied.order;
    if (applied.fill !== undefined) fills.push(applied.fill);
  }
  return { order, fills };
}
