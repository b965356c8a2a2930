import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { readTermChanges, sameTerms, termChangesText } from '#src/domain/terms-change.ts';

function terms(quantity: string, limit?: string, stop?: string) {
  return {
    quantity: Decimal.from(quantity),
    limitPrice: limit === undefined ? undefined : Decimal.from(limit),
    stopPrice: stop === undefined ? undefined : Decimal.from(stop),
  };
}

function read(detail: string, type: 'LIMIT' | 'STOP' | 'STOP_LIMIT' = 'LIMIT'): readonly string[] {
  return readTermChanges(detail, type).map(
    ({ term, from, to }) => `${term} ${from?.toString() ?? '?'} ${to.toString()}`,
  );
}

describe('what an amendment changes', () => {
  test('is written with what it was, and without what stays', () => {
    expect(termChangesText(terms('2', '10000.5'), terms('2', '10000.6'))).toBe(
      'limit price from 10000.5 to 10000.6',
    );
    expect(termChangesText(terms('2', '10', '9'), terms('1.5', '10', '9.5'))).toBe(
      'quantity from 2 to 1.5, stop price from 9 to 9.5',
    );
    expect(termChangesText(terms('2'), terms('2.0'))).toBeUndefined();
  });

  test('is none of a price that one of the two does not have', () => {
    expect(termChangesText(terms('2', '10'), terms('3'))).toBe('quantity from 2 to 3');
    expect(termChangesText(terms('2'), terms('3', '10'))).toBe('quantity from 2 to 3');
  });

  test('is read back, behind an amendment that was only asked for too', () => {
    expect(read('quantity from 2 to 1.5, stop price from 9 to 9.5')).toEqual([
      'quantity 2 1.5',
      'stopPrice 9 9.5',
    ]);
    expect(read('limit price from 10000.5 to 10000.6 asked for')).toEqual(['limitPrice 10000.5 10000.6']);
  });

  test('is read from what earlier versions wrote, as far as they said it', () => {
    expect(read('quantity 2, price 10000.6')).toEqual(['quantity ? 2', 'limitPrice ? 10000.6']);
    expect(read('quantity 2, price 9.5', 'STOP')).toEqual(['quantity ? 2', 'stopPrice ? 9.5']);
    expect(read('quantity 2, price 10, price 9.5', 'STOP_LIMIT')).toEqual([
      'quantity ? 2',
      'limitPrice ? 10',
      'stopPrice ? 9.5',
    ]);
    expect(read('quantity 2 asked for')).toEqual(['quantity ? 2']);
  });

  test('is nothing in another event', () => {
    expect(read('0.5 at 42000.1')).toEqual([]);
    expect(read('the same terms')).toEqual([]);
  });
});

test.each([
  [terms('2', '10', '9'), terms('2.0', '10.00', '9'), true],
  [terms('2', '10', '9'), terms('3', '10', '9'), false],
  [terms('2', '10', '9'), terms('2', '10.5', '9'), false],
  [terms('2', '10', '9'), terms('2', '10', '9.5'), false],
  [terms('2'), terms('2'), true],
  [terms('2', '10'), terms('2'), false],
  [terms('2'), terms('2', '10'), false],
])('terms %#: the same is what asks the venue for nothing', (one, another, same) => {
  expect(sameTerms(one, another)).toBe(same);
});
