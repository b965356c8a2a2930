import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import {
  changeLimits,
  checkRisk,
  noLimits,
  type RiskContext,
  type RiskLimitName,
  type RiskLimits,
} from '#src/domain/risk-limits.ts';
import type { OrderTerms, OrderType } from '#src/domain/order.ts';
import { decimalBetween, instrumentOf, orderOf } from './arbitraries.ts';

function decimal(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}

function context(reference: string | undefined = '100', change: Partial<RiskContext> = {}): RiskContext {
  return {
    instrument: instrumentOf(),
    reference: decimal(reference),
    levels: undefined,
    openOrders: 0,
    ...change,
  };
}

function terms(type: OrderType, side: Side, limit?: string, stop?: string): OrderTerms {
  return orderOf({ type, side, limitPrice: decimal(limit), stopPrice: decimal(stop) });
}

/** "limit asked>allowed", or the other code. */
function problem(
  limits: Partial<RiskLimits>,
  asked: OrderTerms,
  where: RiskContext = context(),
): string | undefined {
  const found = checkRisk({ ...noLimits, ...limits }, asked, where);
  if (found === undefined) return undefined;
  return found.code === 'RISK_LIMIT'
    ? `${found.limit} ${found.asked.toString()}>${found.allowed.toString()}`
    : `${found.code} ${found.limit}`;
}

const buy = terms('LIMIT', 'BUY', '100');
const unknownMarket: RiskContext = context(undefined, { reference: undefined });

test('no limits, no problem, even without a market', () => {
  expect(problem({}, terms('MARKET', 'BUY'), unknownMarket)).toBeUndefined();
});

describe('a change of the limits', () => {
  const limits: RiskLimits = { ...noLimits, maxQuantity: Decimal.from('5'), maxOpenOrders: 3 };
  const heldBy = (limit: RiskLimitName) => decimal(limits[limit]?.toString());
  const changed = (...changes: readonly (readonly [RiskLimitName, string | undefined])[]) =>
    changeLimits(
      limits,
      changes.map(([limit, value]) => ({ limit, seen: heldBy(limit), value: decimal(value) })),
    );

  test('sets those that it names, and leaves the others', () => {
    expect(changed()).toEqual({ ok: true, value: limits });
    expect(changed(['maxNotional', '0.5'], ['maxOpenOrders', '1000000'])).toEqual({
      ok: true,
      value: { ...limits, maxNotional: Decimal.from('0.5'), maxOpenOrders: 1_000_000 },
    });
    expect(changed(['maxQuantity', '2000000.5'], ['maxOpenOrders', undefined])).toEqual({
      ok: true,
      value: { ...noLimits, maxQuantity: Decimal.from('2000000.5') },
    });
  });

  test('that was decided on another limit than there is now is refused, and sets none', () => {
    const seen = decimal('4');
    const stale = { limit: 'maxQuantity', seen, value: decimal('6') } as const;
    const lifted = { limit: 'maxNotional', seen, value: undefined } as const;
    const fresh = { limit: 'maxPriceDistance', seen: undefined, value: decimal('0.1') } as const;
    expect(changeLimits(limits, [stale, lifted, fresh])).toEqual({
      ok: false,
      error: {
        code: 'INVALID_LIMITS',
        problems: [
          { limit: 'maxQuantity', code: 'LIMIT_SET_ELSEWHERE', now: Decimal.from('5') },
          { limit: 'maxNotional', code: 'LIMIT_SET_ELSEWHERE', now: undefined },
        ],
      },
    });
    const same = { limit: 'maxOpenOrders', seen: decimal('3'), value: decimal('2') } as const;
    expect(changeLimits(limits, [same])).toMatchObject({ ok: true, value: { maxOpenOrders: 2 } });
    expect(changeLimits(limits, [{ ...same, seen: undefined }])).toMatchObject({
      error: { code: 'INVALID_LIMITS', problems: [{ code: 'LIMIT_SET_ELSEWHERE', now: Decimal.from('3') }] },
    });
  });

  test('that no limit can be is refused with everything that is wrong, and sets none', () => {
    expect(changed(['maxNotional', '7'], ['maxQuantity', '0'], ['maxPriceDistance', '-0.1'])).toEqual({
      ok: false,
      error: {
        code: 'INVALID_LIMITS',
        problems: [
          { limit: 'maxQuantity', code: 'LIMIT_NOT_POSITIVE' },
          { limit: 'maxPriceDistance', code: 'LIMIT_NOT_POSITIVE' },
        ],
      },
    });
    expect(changed(['maxOpenOrders', '1.5'], ['maxOpenOrders', '1000001'])).toEqual({
      ok: false,
      error: {
        code: 'INVALID_LIMITS',
        problems: [
          { limit: 'maxOpenOrders', code: 'LIMIT_NOT_WHOLE' },
          { limit: 'maxOpenOrders', code: 'LIMIT_TOO_LARGE', maximum: Decimal.from('1000000') },
        ],
      },
    });
  });
});

test('quantity', () => {
  expect(problem({ maxQuantity: Decimal.from('10') }, buy)).toBeUndefined();
  expect(problem({ maxQuantity: Decimal.from('9.999') }, buy)).toBe('maxQuantity 10>9.999');
});

test('open orders count the new one', () => {
  expect(problem({ maxOpenOrders: 3 }, buy, context('100', { openOrders: 2 }))).toBeUndefined();
  expect(problem({ maxOpenOrders: 3 }, buy, context('100', { openOrders: 3 }))).toBe('maxOpenOrders 4>3');
});

describe('notional', () => {
  // Ten units; the price that counts is the dearest at which they may trade.
  test.each<[string, OrderTerms, string]>([
    ['a buy limit never pays more than its limit', terms('LIMIT', 'BUY', '90'), '900'],
    ['a sell limit below the market sells at the market', terms('LIMIT', 'SELL', '90'), '1000'],
    ['a sell limit above the market sells at its limit', terms('LIMIT', 'SELL', '110'), '1100'],
    ['a market order', terms('MARKET', 'BUY'), '1000'],
    ['a buy stop above the market', terms('STOP', 'BUY', undefined, '120'), '1200'],
    ['a sell stop below the market', terms('STOP', 'SELL', undefined, '80'), '1000'],
    ['a buy stop below the market buys at the market', terms('STOP', 'BUY', undefined, '90'), '1000'],
    ['a stop limit', terms('STOP_LIMIT', 'BUY', '125', '120'), '1250'],
  ])('%s', (_, asked, notional) => {
    expect(problem({ maxNotional: Decimal.from(notional) }, asked)).toBeUndefined();
    expect(problem({ maxNotional: Decimal.from('1') }, asked)).toBe(`maxNotional ${notional}>1`);
  });

  test('counts the multiplier', () => {
    const instrument = instrumentOf({ multiplier: Decimal.from('50') });
    expect(problem({ maxNotional: Decimal.one }, buy, context('100', { instrument }))).toBe(
      'maxNotional 50000>1',
    );
  });

  // Four at 100 and the other six at 400 come to 2,800.
  const dearer: RiskContext = context('100', {
    levels: [
      ['100', '4'],
      ['400', '1'],
    ],
  });

  test.each<[string, OrderTerms, RiskContext, string]>([
    [
      'a market order takes what is shown, and no less for what is not',
      terms('MARKET', 'BUY'),
      dearer,
      '2800',
    ],
    ['a limit pays no more than its limit', terms('LIMIT', 'BUY', '101'), dearer, '1010'],
    [
      'a market order whose market is cheaper below the best price',
      terms('MARKET', 'SELL'),
      context('100', { levels: [['10', '50']] }),
      '1000',
    ],
    ['a book without a level', terms('MARKET', 'BUY'), context('100', { levels: [] }), '1000'],
    [
      'its multiplier',
      terms('MARKET', 'BUY'),
      { ...dearer, instrument: instrumentOf({ multiplier: Decimal.from('50') }) },
      '140000',
    ],
  ])('in the shown book: %s', (_, asked, where, notional) => {
    expect(problem({ maxNotional: Decimal.from(notional) }, asked, where)).toBeUndefined();
    expect(problem({ maxNotional: Decimal.one }, asked, where)).toBe(`maxNotional ${notional}>1`);
  });

  test('without any price is refused', () => {
    expect(problem({ maxNotional: Decimal.from('1e9') }, terms('MARKET', 'BUY'), unknownMarket)).toBe(
      'PRICE_UNKNOWN maxNotional',
    );
    expect(problem({ maxNotional: Decimal.from('1000') }, buy, unknownMarket)).toBeUndefined();
  });
});

describe('distance', () => {
  const tenth = { maxPriceDistance: Decimal.from('0.1') };

  test.each<[OrderTerms, string | undefined]>([
    [terms('LIMIT', 'BUY', '90'), undefined],
    [terms('LIMIT', 'BUY', '110'), undefined],
    [terms('LIMIT', 'BUY', '89.99'), 'maxPriceDistance 0.1001>0.1'],
    [terms('LIMIT', 'SELL', '110.00000001'), 'maxPriceDistance 0.100001>0.1'],
    [terms('STOP', 'SELL', undefined, '80'), 'maxPriceDistance 0.2>0.1'],
    [terms('STOP_LIMIT', 'BUY', '105', '111'), 'maxPriceDistance 0.11>0.1'],
    [terms('MARKET', 'BUY'), undefined],
  ])('%o', (asked, expected) => {
    expect(problem(tenth, asked)).toBe(expected);
  });

  test('without a market is refused; a market order has no price to judge', () => {
    expect(problem(tenth, buy, unknownMarket)).toBe('PRICE_UNKNOWN maxPriceDistance');
    expect(problem(tenth, buy, context('0'))).toBe('PRICE_UNKNOWN maxPriceDistance');
    expect(problem(tenth, terms('MARKET', 'BUY'), unknownMarket)).toBeUndefined();
  });

  test('is never waved through beyond the limit', () => {
    fc.assert(
      fc.property(decimalBetween(1n, 100_000n, 3), decimalBetween(1n, 100_000n, 3), (price, reference) => {
        const found = checkRisk({ ...noLimits, ...tenth }, orderOf({ limitPrice: price }), {
          ...unknownMarket,
          reference,
        });
        const beyond = price.minus(reference).abs().greaterThan(reference.times(tenth.maxPriceDistance));
        expect(found !== undefined).toBe(beyond);
      }),
    );
  });
});

test('the first broken limit is told', () => {
  const limits = { maxQuantity: Decimal.one, maxNotional: Decimal.one, maxOpenOrders: 0 };
  expect(problem(limits, buy)).toBe('maxQuantity 10>1');
});
