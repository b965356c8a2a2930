import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import type { BookLevel, BookSnapshot } from '#src/domain/market.ts';
import type { NewTerms, VenueEvent } from '#src/domain/matching/matching-engine.ts';
import { orderTypes, timesInForce, type Order } from '#src/domain/order.ts';
import { bookOf, coin, engineWith, noon, orderOf, show, tradeOf } from './matching-fixtures.ts';

const sides = fc.constantFrom('BUY' as const, 'SELL' as const);
const tenths = (ticks: number): string => (ticks / 10).toFixed(1);
const quantity = fc.integer({ min: 1, max: 60 });
/** Around the market, which moves between 95 and 105. */
const ticks = fc.integer({ min: 930, max: 1070 });

const place = fc
  .record({
    side: sides,
    type: fc.constantFrom(...orderTypes),
    timeInForce: fc.constantFrom(...timesInForce),
  })
  .chain((terms) =>
    fc.record({
      kind: fc.constant('place' as const),
      terms: fc.constant(terms),
      quantity,
      limit: terms.type === 'LIMIT' || terms.type === 'STOP_LIMIT' ? ticks : fc.constant(undefined),
      stop: terms.type === 'STOP' || terms.type === 'STOP_LIMIT' ? ticks : fc.constant(undefined),
    }),
  );
const level = fc.record({ gap: fc.integer({ min: 1, max: 6 }), quantity });
const look = fc.record({
  kind: fc.constant('look' as const),
  middle: fc.integer({ min: 950, max: 1050 }),
  bids: fc.array(level, { maxLength: 6 }),
  asks: fc.array(level, { maxLength: 6 }),
  trades: fc.array(fc.record({ ticks, quantity, side: sides }), { maxLength: 3 }),
});
const cancel = fc.record({ kind: fc.constant('cancel' as const), number: fc.nat(20) });
const amend = fc.record({
  kind: fc.constant('amend' as const),
  number: fc.nat(20),
  quantity,
  limit: fc.option(ticks, { nil: undefined }),
  stop: fc.option(ticks, { nil: undefined }),
});
const action = fc.oneof(look, place, place, amend, cancel);
type Action = typeof action extends fc.Arbitrary<infer Item> ? Item : never;
const actions = fc
  .tuple(look, fc.array(action, { maxLength: 40 }))
  .map(([first, rest]): readonly Action[] => [first, ...rest]);

type Told = { readonly events: readonly VenueEvent[]; readonly orders: ReadonlyMap<string, Order> };

/** Runs the actions; `watch` sees the engine after each of them. */
function run(
  script: readonly Action[],
  watch: (engine: ReturnType<typeof engineWith>) => void = () => undefined,
): Told {
  const engine = engineWith('6000', '80');
  const events: VenueEvent[] = [];
  const orders = new Map<string, Order>();
  for (const [step, doing] of script.entries()) {
    if (doing.kind === 'look') {
      const trades = doing.trades.map((trade) =>
        tradeOf(tenths(trade.ticks), trade.quantity, trade.side, step),
      );
      events.push(...show(engine, snapshotOf(doing, step), trades));
    } else if (doing.kind === 'place') {
      const prices = {
        limit: doing.limit === undefined ? undefined : tenths(doing.limit),
        stop: doing.stop === undefined ? undefined : tenths(doing.stop),
      };
      const order = orderOf({ ...doing.terms, ...prices, id: `o${orders.size}`, quantity: doing.quantity });
      orders.set(order.clientOrderId, order);
      const placed = engine.place(order, noon);
      if (placed.ok) events.push(...placed.value);
    } else {
      const id = clientOrderId(`o${doing.number}`);
      const answer =
        doing.kind === 'cancel' ? engine.cancel(id, noon) : engine.amend(id, termsOf(doing), noon);
      if (answer.ok) events.push(...answer.value);
    }
    watch(engine);
  }
  return { events, orders };
}

function termsOf({ quantity: total, limit, stop }: Extract<Action, { kind: 'amend' }>): NewTerms {
  return { quantity: Decimal.fromInteger(total), limitPrice: priceOf(limit), stopPrice: priceOf(stop) };
}

function priceOf(at: number | undefined): Decimal | undefined {
  return at === undefined ? undefined : Decimal.from(tenths(at));
}

function snapshotOf(seen: Extract<Action, { kind: 'look' }>, step: number): BookSnapshot {
  return bookOf(ladderOf(seen.middle, seen.bids, -1), ladderOf(seen.middle, seen.asks, 1), step + 1);
}

function ladderOf(
  middle: number,
  levels: readonly { gap: number; quantity: number }[],
  sign: number,
): readonly BookLevel[] {
  let at = middle;
  return levels.map((entry): BookLevel => {
    at += sign * entry.gap;
    return [tenths(at), String(entry.quantity)];
  });
}

test('the same calls tell the same', () => {
  fc.assert(
    fc.property(actions, (script) => {
      expect(JSON.stringify(run(script).events)).toBe(JSON.stringify(run(script).events));
    }),
  );
});

test('balances never fall below zero', () => {
  fc.assert(
    fc.property(actions, (script) => {
      run(script, (engine) => {
        for (const { amount } of engine.balances()) expect(amount.isNegative()).toBe(false);
      });
    }),
    { numRuns: 500 },
  );
});

test('an order fills at most its quantity, never worse than its limit, and not after its end', () => {
  fc.assert(
    fc.property(actions, (script) => {
      const { events, orders } = run(script);
      const wrong: string[] = [];
      for (const order of orders.values()) {
        let { quantity: total, limitPrice } = order;
        let filled = Decimal.zero;
        let ended = false;
        for (const event of events.filter(({ clientOrderId: id }) => id === order.clientOrderId)) {
          if (ended) wrong.push(`${event.type} after the end`);
          if (event.type === 'amended') ({ quantity: total, limitPrice } = event);
          if (event.type === 'filled') {
            filled = filled.plus(event.fill.quantity);
            const worse = limitPrice === undefined ? 0 : event.fill.price.compare(limitPrice);
            if (order.side === 'BUY' ? worse > 0 : worse < 0)
              wrong.push(`${event.fill.venueTradeId} is beyond the limit`);
          }
          ended = ['cancelled', 'rejected', 'expired'].includes(event.type);
        }
        if (filled.greaterThan(total)) wrong.push(`${order.clientOrderId} is overfilled`);
      }
      expect(wrong).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('FOK fills wholly or not at all, IOC and market leave nothing open', () => {
  fc.assert(
    fc.property(actions, (script) => {
      const { events, orders } = run(script);
      for (const order of orders.values()) {
        if (order.timeInForce !== 'FOK' && order.timeInForce !== 'IOC' && order.type !== 'MARKET') continue;
        const own = events.filter(({ clientOrderId: id }) => id === order.clientOrderId);
        if (own.length === 0) continue;
        const filled = Decimal.sum(
          own.flatMap((event) => (event.type === 'filled' ? [event.fill.quantity] : [])),
        );
        const whole = filled.equals(order.quantity);
        expect(own.at(-1)?.type).toBe(whole ? 'filled' : 'expired');
        expect(order.timeInForce !== 'FOK' || whole || filled.isZero()).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('one unchanged book gives no more than it shows, however many take from it', () => {
  fc.assert(
    fc.property(look, fc.array(place, { maxLength: 12 }), fc.nat(3), (shown, placed, again) => {
      const repeated = Array.from({ length: again }, () => ({ ...shown, trades: [] }));
      const { events } = run([shown, ...placed, ...repeated]);
      const displayed = Decimal.sum(
        [...shown.bids, ...shown.asks].map((entry) => Decimal.fromInteger(entry.quantity)),
      );
      const fills = events.flatMap((event) => (event.type === 'filled' ? [event.fill] : []));
      expect(Decimal.sum(fills.map((fill) => fill.quantity)).atMost(displayed)).toBe(true);
      const book = snapshotOf(shown, 0);
      for (const [price, quantityShown] of [...book.bids, ...book.asks]) {
        const taken = fills.filter(
          (fill) => fill.liquidity === 'TAKER' && fill.price.equals(Decimal.from(price)),
        );
        expect(Decimal.sum(taken.map((fill) => fill.quantity)).atMost(Decimal.from(quantityShown))).toBe(
          true,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('cash and holdings change by exactly what the fills say', () => {
  fc.assert(
    fc.property(actions, (script) => {
      let after = engineWith('6000', '80').balances();
      const { events, orders } = run(script, (engine) => {
        after = engine.balances();
      });
      let cash = Decimal.fromInteger(6000);
      let held = Decimal.fromInteger(80);
      for (const event of events) {
        if (event.type !== 'filled') continue;
        const { quantity: lots, price, fee } = event.fill;
        const bought = orders.get(event.clientOrderId)?.side === 'BUY';
        cash = cash
          .plus(bought ? lots.times(price).negated() : lots.times(price))
          .minus(fee?.amount ?? Decimal.zero);
        held = held.plus(bought ? lots : lots.negated());
      }
      expect(after.map(({ amount }) => amount.toString())).toEqual([held.toString(), cash.toString()]);
      expect(after.map(({ currency }) => currency)).toEqual([coin.base, coin.settle]);
    }),
  );
});
