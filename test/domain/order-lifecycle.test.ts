import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { inFoldOrder } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import { applyReport, mayFollow, reportedFillId, type AppliedReport } from '#src/domain/order-lifecycle.ts';
import type { OrderFact, OrderReport } from '#src/domain/order-report.ts';
import { orderStatuses, type Order, type OrderStatus } from '#src/domain/order.ts';
import { orderOf } from './arbitraries.ts';
import { filled, report, reportSet, shuffled } from './report-arbitraries.ts';

const permutationsPerSet = 20;

function amended(quantity: string, limitPrice = '100'): Extract<OrderFact, { readonly type: 'amended' }> {
  return {
    type: 'amended',
    quantity: Decimal.from(quantity),
    limitPrice: Decimal.from(limitPrice),
    stopPrice: undefined,
  };
}

type History = {
  readonly order: Order;
  readonly fills: readonly Fill[];
  readonly steps: readonly AppliedReport[];
};

function run(order: Order, reports: readonly OrderReport[], known: readonly Fill[] = []): History {
  const steps: AppliedReport[] = [];
  let current = order;
  const fills = [...known];
  for (const one of reports) {
    const step = applyReport(current, fills, one);
    if (!mayFollow(current.status, step.order.status))
      throw new Error(`${current.status} → ${step.order.status}`);
    if (step.fill !== undefined) fills.push(step.fill);
    current = step.order;
    steps.push(step);
  }
  return { order: current, fills: inFoldOrder(fills), steps };
}

function statusAfter(...reports: readonly OrderReport[]): OrderStatus {
  return run(orderOf(), reports).order.status;
}

describe('the same reports', () => {
  test('in any order and repeated end in the same order and fills, and a second pass says nothing new', () => {
    const sets = reportSet.chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.array(shuffled(reports), { minLength: permutationsPerSet, maxLength: permutationsPerSet }),
      ),
    );
    fc.assert(
      fc.property(sets, ([reports, orders]) => {
        const expected = run(orderOf(), reports);
        expect(expected.order.filledQuantity).toEqual(
          Decimal.sum(expected.fills.map((fill) => fill.quantity)),
        );
        for (const permuted of orders) {
          const actual = run(orderOf(), permuted);
          expect(actual.order).toEqual(expected.order);
          expect(actual.fills).toEqual(expected.fills);
        }
        const second = run(expected.order, reports, expected.fills);
        expect(second.steps.every((step) => !step.changed && step.order === expected.order)).toBe(true);
        expect(second.steps.every((step) => step.fill === undefined && step.overfilledBy === undefined)).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('with some lost, and brought later by a reconciliation, end the same', () => {
    fc.assert(
      fc.property(reportSet, fc.array(fc.boolean()), (reports, lost) => {
        const kept = reports.filter((_, index) => lost[index] !== true);
        const dropped = reports.filter((_, index) => lost[index] === true);
        expect(run(orderOf(), [...kept, ...dropped]).order).toEqual(run(orderOf(), reports).order);
      }),
    );
  });

  test('never undo an end that the venue reported, but by a fill or by an end of higher rank', () => {
    const rank = { REJECTED: 0, EXPIRED: 1, CANCELLED: 2 } as const;
    fc.assert(
      fc.property(reportSet.chain(shuffled), (reports) => {
        const { steps } = run(orderOf(), reports);
        for (const [index, { order }] of steps.entries()) {
          const was = steps[index - 1]?.order.ended;
          if (was === undefined || was.presumed) continue;
          const is = order.ended;
          const keeps = is !== undefined && !is.presumed && rank[is.status] >= rank[was.status];
          expect([keeps, order.status === 'FILLED' || order.status === is?.status]).toEqual([true, true]);
        }
      }),
    );
  });
});

describe('the table', () => {
  const moves: readonly (readonly [OrderStatus, string])[] = [
    ['PENDING', 'UNCONFIRMED SUBMITTED PARTIALLY_FILLED FILLED CANCELLED REJECTED EXPIRED'],
    ['UNCONFIRMED', 'SUBMITTED PARTIALLY_FILLED FILLED CANCELLED REJECTED EXPIRED'],
    ['SUBMITTED', 'PARTIALLY_FILLED FILLED CANCELLED REJECTED EXPIRED'],
    ['PARTIALLY_FILLED', 'FILLED CANCELLED REJECTED EXPIRED'],
    ['FILLED', 'PARTIALLY_FILLED CANCELLED REJECTED EXPIRED'],
    ['CANCELLED', 'SUBMITTED PARTIALLY_FILLED FILLED REJECTED EXPIRED'],
    ['REJECTED', 'SUBMITTED PARTIALLY_FILLED FILLED CANCELLED EXPIRED'],
    ['EXPIRED', 'SUBMITTED PARTIALLY_FILLED FILLED CANCELLED REJECTED'],
  ];

  test.each(moves)('%s may be followed by %s', (before, followers) => {
    const allowed = new Set([before, ...followers.split(' ')]);
    expect(orderStatuses.filter((after) => mayFollow(before, after))).toEqual(
      orderStatuses.filter((status) => allowed.has(status)),
    );
  });
});

describe('one report after another', () => {
  const cancelled: OrderFact = { type: 'cancelled', reason: 'by the trader' };
  const neverSent = report({ type: 'expired', reason: 'never sent' }, 1005, { source: 'recovery' });

  test.each<[string, OrderStatus, readonly OrderReport[]]>([
    ['nothing', 'PENDING', []],
    ['accepted', 'SUBMITTED', [report({ type: 'accepted' }, 1001)]],
    ['unconfirmed', 'UNCONFIRMED', [report({ type: 'unconfirmed', reason: 'time-out' }, 1001)]],
    [
      'unconfirmed, then accepted',
      'SUBMITTED',
      [report({ type: 'unconfirmed', reason: 'time-out' }, 1001), report({ type: 'accepted' }, 1001)],
    ],
    ['a part', 'PARTIALLY_FILLED', [report(filled('1', '4'), 1001)]],
    ['all in two', 'FILLED', [report(filled('1', '4'), 1001), report(filled('2', '6'), 1001)]],
    [
      'the same trade twice',
      'PARTIALLY_FILLED',
      [report(filled('1', '5'), 1001), report(filled('1', '5'), 1001)],
    ],
    ['a part, then a cancel', 'CANCELLED', [report(filled('1', '4'), 1001), report(cancelled, 1002)]],
    ['a cancel, then a late part', 'CANCELLED', [report(cancelled, 1002), report(filled('1', '4'), 1001)]],
    ['a cancel, then all', 'FILLED', [report(cancelled, 1002), report(filled('1', '10'), 1001)]],
    [
      'all, then a larger amendment',
      'PARTIALLY_FILLED',
      [report(filled('1', '10'), 1001), report(amended('12'), 1000)],
    ],
    ['never sent', 'EXPIRED', [neverSent]],
    ['never sent, but accepted', 'SUBMITTED', [neverSent, report({ type: 'accepted' }, 1001)]],
    ['never sent, but partly filled', 'PARTIALLY_FILLED', [neverSent, report(filled('1', '1'), 1001)]],
    [
      'never sent, but rejected',
      'REJECTED',
      [neverSent, report({ type: 'rejected', reason: 'margin' }, 1001)],
    ],
    ['amended to nothing', 'SUBMITTED', [report(amended('0'), 1001)]],
  ])('%s: %s', (_, status, reports) => {
    expect(statusAfter(...reports)).toBe(status);
  });

  test('a late fill after a cancel is counted', () => {
    const { order } = run(orderOf(), [report(cancelled, 1002), report(filled('1', '4', '99.5'), 1001)]);
    expect(order.filledQuantity.toString()).toBe('4');
    expect(order.filledValue.toString()).toBe('398');
    expect(order.lastFillAt).toBe(1001);
    expect(order.updatedAt).toBe(1002);
    expect(order.ended).toEqual({ status: 'CANCELLED', at: 1002, reason: 'by the trader', presumed: false });
  });

  test('the fill is the order’s, with the venue’s numbers', () => {
    const { fill, changed } = applyReport(
      orderOf(),
      [],
      report(filled('7', '4', '99.5'), 1001, { receivedAt: 1050 }),
    );
    expect(changed).toBe(true);
    expect(fill).toEqual({
      id: 'account/venue:BTCUSDT/7',
      accountId: 'account',
      instrumentId: 'venue:BTCUSDT',
      orderId: 'order',
      venueTradeId: '7',
      side: 'BUY',
      quantity: Decimal.from('4'),
      price: Decimal.from('99.5'),
      fee: { currency: 'USDT', amount: Decimal.from('0.1') },
      liquidity: 'TAKER',
      source: 'venue',
      time: 1001,
      receivedAt: 1050,
    });
  });

  test('an overfill is told once, by the report that makes or enlarges it', () => {
    const { steps, order } = run(orderOf(), [
      report(filled('1', '9'), 1001),
      report(filled('2', '3'), 1002),
      report(filled('2', '3'), 1002),
      report(filled('3', '1'), 1003),
      report({ type: 'accepted' }, 1001),
    ]);
    expect(steps.map((step) => step.overfilledBy?.toString())).toEqual([
      undefined,
      '2',
      undefined,
      '3',
      undefined,
    ]);
    expect(order.status).toBe('FILLED');
  });

  test('an amendment below what has filled is an overfill too, whichever came first', () => {
    const fill = report(filled('1', '9'), 1001);
    const smaller = report(amended('5'), 1002);
    expect(run(orderOf(), [fill, smaller]).steps[1]?.overfilledBy?.toString()).toBe('4');
    expect(run(orderOf(), [smaller, fill]).steps[1]?.overfilledBy?.toString()).toBe('4');
  });

  test('the latest amendment holds, and a tie does not depend on arrival', () => {
    const early = report(amended('12', '101'), 1001);
    const late = report(amended('8', '102'), 1002);
    expect(run(orderOf(), [late, early]).order.quantity.toString()).toBe('8');
    const tied = report(amended('8', '103'), 1002);
    expect(run(orderOf(), [late, tied]).order.limitPrice).toEqual(Decimal.from('103'));
    expect(run(orderOf(), [tied, late]).order.limitPrice).toEqual(Decimal.from('103'));
  });

  test('of two amendments at once the one with a price holds, then the one with the dearer', () => {
    const prices = [undefined, '90', '95'].map((price) =>
      price === undefined ? undefined : Decimal.from(price),
    );
    for (const field of ['limitPrice', 'stopPrice'] as const) {
      for (const [less, more] of [
        [0, 1],
        [1, 2],
        [0, 2],
      ] as const) {
        const [low, high] = [less, more].map((at) =>
          report({ ...amended('8'), limitPrice: undefined, stopPrice: undefined, [field]: prices[at] }, 1002),
        );
        if (low === undefined || high === undefined) throw new Error('two reports');
        for (const both of [
          [low, high],
          [high, low],
          [high, high],
        ])
          expect(run(orderOf(), both).order[field]).toEqual(prices[more]);
      }
    }
  });

  test('a stop that was reached is known from the earliest report of it', () => {
    const triggers = [1009, 1003, 1003].map((time) => report({ type: 'triggered' }, time));
    const { order, steps } = run(orderOf(), triggers);
    expect([order.triggeredAt, order.acknowledgedAt, order.status]).toEqual([1003, undefined, 'SUBMITTED']);
    expect(steps.map(({ changed }) => changed)).toEqual([true, true, false]);
  });

  test('the earliest acknowledgement holds', () => {
    const { order } = run(orderOf(), [
      report({ type: 'accepted' }, 1009),
      report({ type: 'accepted' }, 1003),
    ]);
    expect(order.acknowledgedAt).toBe(1003);
    expect(order.updatedAt).toBe(1003);
  });

  test('an id of the venue’s is kept, and a contradiction settled the same way round', () => {
    const [one, two] = ['a', 'b'].map((id) => report({ type: 'accepted' }, 1001, { brokerOrderId: id }));
    if (one === undefined || two === undefined) throw new Error('two reports');
    expect(run(orderOf(), [two, one]).order.brokerOrderId).toBe('a');
    expect(run(orderOf(), [one, two]).order.brokerOrderId).toBe('a');
    expect(
      run(orderOf(), [one, report(filled('1', '1'), 1002, { brokerOrderId: undefined })]).order.brokerOrderId,
    ).toBe('a');
  });

  test('of two ends of one kind the earliest holds, then the first of their reasons', () => {
    const [late, early, other] = [
      report({ type: 'cancelled', reason: 'b' }, 1005),
      report({ type: 'cancelled', reason: 'b' }, 1003),
      report({ type: 'cancelled', reason: 'a' }, 1005),
    ] as const;
    expect(run(orderOf(), [late, early]).order.ended?.at).toBe(1003);
    expect(run(orderOf(), [early, late]).order.ended?.at).toBe(1003);
    expect(run(orderOf(), [late, other]).order.ended?.reason).toBe('a');
    expect(run(orderOf(), [other, late]).order.ended?.reason).toBe('a');
  });

  test('another order’s report is a fault', () => {
    const strange = report({ type: 'accepted' }, 1001, { clientOrderId: clientOrderId('td-2') });
    expect(() => applyReport(orderOf(), [], strange)).toThrow(TypeError);
  });
});

test('a report of a fill names it by account, instrument and the venue’s trade id; any other names none', () => {
  const order = orderOf();
  const fill = report(filled('7', '1'), 1);
  expect(reportedFillId(order, fill)).toBe(`${order.accountId}/${order.instrumentId}/7`);
  expect(reportedFillId(order, report({ type: 'accepted' }, 1))).toBeUndefined();
});
