import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { checkAmended, checkTerms, checkVenue } from '#src/domain/order-terms.ts';
import { venueId } from '#src/domain/ids.ts';
import type { OrderTerms, OrderType, TimeInForce } from '#src/domain/order.ts';
import { instrumentOf, orderOf } from './arbitraries.ts';

const instrument = instrumentOf({ minNotional: Decimal.from('50') });

type TermsText = {
  readonly quantity?: string;
  readonly limit?: string;
  readonly stop?: string;
  readonly timeInForce?: TimeInForce;
};

function terms(type: OrderType, { quantity, limit, stop, timeInForce }: TermsText = {}): OrderTerms {
  return orderOf({
    type,
    quantity: Decimal.from(quantity ?? '1'),
    limitPrice: limit === undefined ? undefined : Decimal.from(limit),
    stopPrice: stop === undefined ? undefined : Decimal.from(stop),
    timeInForce: timeInForce ?? 'GTC',
  });
}

function problems(asked: OrderTerms, reference?: string, traded = instrument): readonly string[] {
  const market = reference === undefined ? undefined : Decimal.from(reference);
  return checkTerms(asked, traded, market).map(({ field, code }) => `${field} ${code}`);
}

describe('prices by type', () => {
  test.each<[OrderType, TermsText, readonly string[]]>([
    ['MARKET', {}, []],
    ['MARKET', { limit: '100' }, ['limitPrice PRICE_NOT_ALLOWED']],
    ['MARKET', { stop: '100' }, ['stopPrice PRICE_NOT_ALLOWED']],
    ['LIMIT', { limit: '100' }, []],
    ['LIMIT', {}, ['limitPrice PRICE_REQUIRED']],
    ['LIMIT', { limit: '100', stop: '100' }, ['stopPrice PRICE_NOT_ALLOWED']],
    ['LIMIT', { limit: '100.001' }, ['limitPrice PRICE_OFF_TICK']],
    ['LIMIT', { limit: '0' }, ['limitPrice PRICE_NOT_POSITIVE', 'quantity NOTIONAL_TOO_SMALL']],
    ['STOP', { stop: '100' }, []],
    ['STOP', {}, ['stopPrice PRICE_REQUIRED']],
    ['STOP_LIMIT', { limit: '100', stop: '101' }, []],
    ['STOP_LIMIT', {}, ['limitPrice PRICE_REQUIRED', 'stopPrice PRICE_REQUIRED']],
    ['STOP_LIMIT', { limit: '100', stop: '100.005' }, ['stopPrice PRICE_OFF_TICK']],
  ])('%s %o', (type, text, expected) => {
    expect(problems(terms(type, text))).toEqual(expected);
  });
});

describe('time in force', () => {
  const refused: Record<OrderType, readonly TimeInForce[]> = {
    MARKET: [],
    LIMIT: [],
    STOP: ['IOC', 'FOK'],
    STOP_LIMIT: ['IOC', 'FOK'],
  };
  const prices: Record<OrderType, TermsText> = {
    MARKET: {},
    LIMIT: { limit: '100' },
    STOP: { stop: '100' },
    STOP_LIMIT: { limit: '100', stop: '100' },
  };
  test.each(['MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT'] as const)('%s', (type) => {
    for (const timeInForce of ['GTC', 'IOC', 'FOK', 'DAY'] as const) {
      const expected = refused[type].includes(timeInForce) ? ['timeInForce TIME_IN_FORCE_NOT_ALLOWED'] : [];
      expect(problems(terms(type, { ...prices[type], timeInForce }))).toEqual(expected);
    }
  });
});

describe('notional', () => {
  test('at the minimum is enough', () => {
    expect(problems(terms('LIMIT', { quantity: '0.5', limit: '100' }))).toEqual([]);
    expect(problems(terms('LIMIT', { quantity: '0.499', limit: '100' }))).toEqual([
      'quantity NOTIONAL_TOO_SMALL',
    ]);
  });

  test('of a market order needs a price, and is not judged without one', () => {
    expect(problems(terms('MARKET', { quantity: '0.1' }))).toEqual([]);
    expect(problems(terms('MARKET', { quantity: '0.1' }), '100')).toEqual(['quantity NOTIONAL_TOO_SMALL']);
  });

  test('is not judged where the venue sets no least one', () => {
    const any = instrumentOf({ minNotional: undefined });
    expect(problems(terms('LIMIT', { quantity: '0.1', limit: '1' }), undefined, any)).toEqual([]);
  });

  test('names what was asked and what is least', () => {
    expect(checkTerms(terms('LIMIT', { quantity: '0.1', limit: '100' }), instrument, undefined)).toEqual([
      {
        field: 'quantity',
        code: 'NOTIONAL_TOO_SMALL',
        currency: 'USDT',
        notional: Decimal.from('10'),
        minimum: Decimal.from('50'),
      },
    ]);
  });
});

test('all fields are marked at once', () => {
  const closed = instrumentOf({ tradable: false, minNotional: Decimal.from('50') });
  const asked = terms('STOP_LIMIT', { quantity: '0.0001', limit: '-1', timeInForce: 'FOK' });
  expect(problems(asked, undefined, closed)).toEqual([
    'instrumentId NOT_TRADABLE',
    'quantity QUANTITY_OFF_LOT',
    'limitPrice PRICE_NOT_POSITIVE',
    'stopPrice PRICE_REQUIRED',
    'timeInForce TIME_IN_FORCE_NOT_ALLOWED',
  ]);
});

describe('an amendment of an order of which nine have filled', () => {
  const nine = Decimal.from('9');
  const amended = (quantity: string, filled = nine) =>
    checkAmended(terms('LIMIT', { quantity, limit: '100' }), filled, instrument, undefined);
  const below = { field: 'quantity', code: 'QUANTITY_FILLED', filled: nine, lotSize: instrument.lotSize };

  test('leaves something to fill: what ends its rest is a cancel', () => {
    expect(amended('9.1')).toEqual([]);
    expect(amended('9')).toEqual([below]);
    expect(amended('8.5')).toEqual([below]);
    // Said once of the quantity, and in the words that help.
    expect(amended('0')).toEqual([below]);
  });

  test('keeps to every other rule', () => {
    expect(amended('0', Decimal.zero)).toMatchObject([{ field: 'quantity', code: 'QUANTITY_NOT_POSITIVE' }]);
    const offTick = terms('LIMIT', { quantity: '9', limit: '100.001' });
    expect(checkAmended(offTick, nine, instrument, undefined).map(({ code }) => code)).toEqual([
      'QUANTITY_FILLED',
      'PRICE_OFF_TICK',
    ]);
  });
});

test('an account trades what its own venue lists', () => {
  expect(checkVenue({ venue: instrument.venue }, instrument)).toEqual([]);
  expect(checkVenue({ venue: venueId('elsewhere') }, instrument)).toEqual([
    { field: 'instrumentId', code: 'OTHER_VENUE' },
  ]);
});
