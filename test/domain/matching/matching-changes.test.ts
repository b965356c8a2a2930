import { describe, expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { NewTerms, VenueEvent } from '#src/domain/matching/matching-engine.ts';
import { applyReport } from '#src/domain/order-lifecycle.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import {
  answerOf,
  bookOf,
  coin,
  engineWith,
  ladder,
  noon,
  orderOf,
  show,
  told,
  tradeOf,
} from './matching-fixtures.ts';

describe('changes', () => {
  const { clientOrderId } = orderOf({});

  test.each([
    ['less quantity keeps the place', terms(8, '99.8'), 'o MAKER 3 @ 99.8'],
    ['more quantity goes to the end', terms(12, '99.8'), undefined],
  ])('%s', (_, change, fill) => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    show(engine, ladder, [tradeOf('99.8', 6, 'SELL')]);
    expect(answerOf(engine.amend(clientOrderId, change, noon))).toEqual(['o amended']);
    expect(told(show(engine, ladder, [tradeOf('99.8', 4, 'SELL')]))).toEqual(
      fill === undefined ? [] : [fill],
    );
  });

  test('a reduced order fills its reduced quantity, and is done then', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    engine.amend(clientOrderId, terms(4, '99.8'), noon);
    expect(told(show(engine, ladder, [tradeOf('99.7', 50, 'SELL')]))).toEqual(['o MAKER 4 @ 99.8']);
    expect(engine.hasOpenOrders(coin.id)).toBe(false);
  });

  test('a new price that crosses takes at once', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    const events = engine.amend(clientOrderId, terms(10, '100.0'), noon);
    expect(answerOf(events)).toEqual(['o amended', 'o TAKER 4 @ 100']);
  });

  test('two amendments in one millisecond both reach the order', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    let order = orderOf({ limit: '99.8' });
    const answers = [
      engine.place(order, noon),
      engine.amend(clientOrderId, terms(9, '99.7'), noon),
      engine.amend(clientOrderId, terms(7, '99.6'), noon),
    ];
    for (const event of answers.flatMap((answer) => (answer.ok ? answer.value : []))) {
      order = applyReport(order, [], reported(event)).order;
    }
    expect(order).toMatchObject(terms(7, '99.6'));
  });

  test.each([
    ['below what is filled', terms(3, '100.0'), 'QUANTITY_BELOW_FILLED'],
    ['off tick', terms(12, '99.85'), 'PRICE_OFF_TICK'],
    ['beyond the cash', terms(99_000, '100.0'), 'INSUFFICIENT_BALANCE'],
  ])('refused: %s', (_, change, code) => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '100.0' }), noon);
    expect(answerOf(engine.amend(clientOrderId, change, noon))).toEqual([code]);
  });

  test('down to what is filled completes the order', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '100.0' }), noon);
    expect(answerOf(engine.amend(clientOrderId, terms(4, '100.0'), noon))).toEqual(['o amended']);
    expect(engine.hasOpenOrders(coin.id)).toBe(false);
  });

  test('an order that is not open can be neither cancelled nor amended', () => {
    const engine = engineWith('100000');
    expect(answerOf(engine.cancel(clientOrderId, noon))).toEqual(['UNKNOWN_ORDER']);
    expect(answerOf(engine.amend(clientOrderId, terms(1, '1.0'), noon))).toEqual(['UNKNOWN_ORDER']);
  });
});

describe('after a restart', () => {
  const accepted = { status: 'SUBMITTED', acknowledgedAt: noon, updatedAt: noon } as const;

  test('a resting order fills on, and its fills are counted on', () => {
    const before = engineWith('100000');
    show(before, ladder);
    const order = orderOf({ limit: '100.0' });
    const placed = before.place(order, noon);
    let known = applyReport(order, [], reported(placed.ok ? placed.value[0] : undefined));
    known = applyReport(known.order, [], reported(placed.ok ? placed.value[1] : undefined));
    const engine = engineWith('99599.2', '4');
    engine.restore(known.order, known.fill === undefined ? [] : [known.fill]);
    const events = show(engine, bookOf([], [['99.9', '50']], 9));
    expect(told(events)).toEqual(['o MAKER 6 @ 100']);
    expect(events[0]).toMatchObject({ fill: { venueTradeId: 'o-0002' } });
  });

  test('a triggered stop still protects; an interrupted market order does not trade on', () => {
    const engine = engineWith('100000', '50');
    engine.restore(
      { ...orderOf({ id: 'stop', side: 'SELL', stop: '99.0' }), ...accepted, triggeredAt: noon },
      [],
    );
    engine.restore({ ...orderOf({ id: 'market' }), ...accepted }, []);
    expect(told(engine.onTime(noon))).toEqual(['market expired']);
    expect(told(show(engine, ladder))).toEqual(['stop TAKER 5 @ 99.9', 'stop TAKER 5 @ 99.8']);
  });

  test('an interrupted market order ends also where the clock was set back since', () => {
    const engine = engineWith('100000');
    engine.restore({ ...orderOf({ id: 'market' }), ...accepted, updatedAt: noon }, []);
    expect(told(engine.onTime(noon - 3_600_000))).toEqual(['market expired']);
  });
});

describe('a market whose clock is set back', () => {
  test('serves a resting order by the trades that come after', () => {
    const engine = engineWith('100000');
    show(engine, ladder);
    engine.place(orderOf({ limit: '99.8' }), noon);
    const earlier = noon - 3_600_000;
    show(engine, { ...ladder, updateId: 2, time: earlier });
    const trade = { ...tradeOf('99.7', 4, 'SELL'), time: earlier + 1 };
    expect(told(show(engine, { ...ladder, updateId: 3, time: earlier + 2 }, [trade]))).toEqual([
      'o MAKER 4 @ 99.8',
    ]);
  });
});

function terms(quantity: number, limit: string): NewTerms {
  return { quantity: Decimal.fromInteger(quantity), limitPrice: Decimal.from(limit), stopPrice: undefined };
}

function reported(event: VenueEvent | undefined): OrderReport {
  if (event === undefined) throw new Error('an event was expected');
  return { ...event, brokerOrderId: undefined, source: 'answer', receivedAt: noon };
}
