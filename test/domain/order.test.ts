import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import {
  activeStatuses,
  averageFillPrice,
  isActive,
  orderNotional,
  orderStatuses,
  plusFill,
  remainingQuantity,
  type FillSums,
} from '#src/domain/order.ts';
import { fillOf, fillsInOrder, instrumentOf, orderOf } from './arbitraries.ts';

test('a new order is pending, with nothing filled and nothing known', () => {
  expect(orderOf()).toMatchObject({
    status: 'PENDING',
    filledQuantity: Decimal.zero,
    filledValue: Decimal.zero,
    updatedAt: 1000,
    brokerOrderId: undefined,
    acknowledgedAt: undefined,
    ended: undefined,
    external: false,
  });
});

test('active is what may still fill on the venue', () => {
  expect(activeStatuses).toEqual(['PENDING', 'UNCONFIRMED', 'SUBMITTED', 'PARTIALLY_FILLED']);
  expect(orderStatuses.filter((status) => !isActive(status))).toEqual([
    'FILLED',
    'CANCELLED',
    'REJECTED',
    'EXPIRED',
  ]);
});

test('what remains is never negative', () => {
  const remaining = ['0', '4', '10', '11'].map((text) =>
    remainingQuantity(orderOf({ filledQuantity: Decimal.from(text) })).toString(),
  );
  expect(remaining).toEqual(['10', '6', '0', '0']);
});

function sumsOf(fills: readonly Fill[]) {
  const none: FillSums = { filledQuantity: Decimal.zero, filledValue: Decimal.zero, lastFillAt: undefined };
  return fills.reduce(plusFill, none);
}

describe('fills', () => {
  test('are summed', () => {
    const sums = sumsOf([
      fillOf({ id: '5', side: 'BUY', quantity: '1', price: '100' }),
      fillOf({ id: '3', side: 'BUY', quantity: '2', price: '103' }),
    ]);
    expect(sums).toEqual({
      filledQuantity: Decimal.from('3'),
      filledValue: Decimal.from('306'),
      lastFillAt: 5,
    });
    expect(averageFillPrice(orderOf(sums))?.toString()).toBe('102');
  });

  test('none: zero, no time, no average', () => {
    expect(sumsOf([])).toEqual({
      filledQuantity: Decimal.zero,
      filledValue: Decimal.zero,
      lastFillAt: undefined,
    });
    expect(averageFillPrice(orderOf())).toBeUndefined();
  });

  test('the average of one price is that price, however small', () => {
    const filledQuantity = Decimal.from('70000000000');
    const filledValue = Decimal.from('0.0000000013745').times(filledQuantity);
    expect(averageFillPrice(orderOf({ filledQuantity, filledValue }))?.toString()).toBe('0.0000000013745');
  });

  test('an average that does not end has eighteen places', () => {
    const order = orderOf({ filledQuantity: Decimal.from('3'), filledValue: Decimal.from('200') });
    expect(averageFillPrice(order)?.toString()).toBe('66.666666666666666667');
  });

  test('in any order give the same sums', () => {
    fc.assert(
      fc.property(fillsInOrder, (fills) => {
        expect(sumsOf(fills.toReversed())).toEqual(sumsOf(fills));
      }),
      { numRuns: 50 },
    );
  });
});

function price(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}

test.each([
  ['100', '90', '95', '1000'],
  [undefined, '90', '95', '900'],
  [undefined, undefined, '95', '950'],
  [undefined, undefined, undefined, undefined],
])('notional with limit %s, stop %s, market %s is %s', (limit, stop, reference, notional) => {
  const terms = orderOf({ limitPrice: price(limit), stopPrice: price(stop) });
  expect(orderNotional(terms, instrumentOf(), price(reference))?.toString()).toBe(notional);
});
