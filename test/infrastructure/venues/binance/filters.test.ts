import { expect, test } from 'vitest';

import type { Instrument } from '#src/domain/instrument.ts';
import { refusedByRules } from '#src/domain/matching/refusal.ts';
import { noPrices } from '#src/domain/price-band.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { parseExchangeInfo } from '#src/infrastructure/venues/binance/exchange-info.ts';
import { orderOf, type TermsText } from '#test/domain/matching/matching-fixtures.ts';

type Filter = Readonly<Record<string, unknown>>;

const priceFilter = {
  filterType: 'PRICE_FILTER',
  minPrice: '0.01000000',
  maxPrice: '1000.00000000',
  tickSize: '0.01000000',
};
const lotSize = { filterType: 'LOT_SIZE', minQty: '0.001', maxQty: '9000.00000000', stepSize: '0.00100000' };
const bySide = {
  filterType: 'PERCENT_PRICE_BY_SIDE',
  bidMultiplierUp: '5',
  bidMultiplierDown: '0.2',
  askMultiplierUp: '4',
  askMultiplierDown: '0.5',
  avgPriceMins: 5,
};
const marketLot = {
  filterType: 'MARKET_LOT_SIZE',
  minQty: '0.00000000',
  maxQty: '10.00000000',
  stepSize: '0.00000000',
};
const notional = {
  filterType: 'NOTIONAL',
  minNotional: '5.00000000',
  applyMinToMarket: true,
  maxNotional: '9000.00000000',
  applyMaxToMarket: false,
  avgPriceMins: 5,
};

function listed(filters: readonly Filter[], more: object = {}): Instrument {
  const symbol = { symbol: 'AAAUSDT', status: 'TRADING', baseAsset: 'AAA', quoteAsset: 'USDT', filters };
  const info = parseExchangeInfo({ symbols: [{ ...symbol, ...more }] });
  const [instrument] = info?.instruments ?? [];
  if (instrument === undefined) throw new Error(JSON.stringify(info?.skipped));
  return instrument;
}

/** What the venue's rules say to it, in a market whose average is 100. */
function said(terms: TermsText, filters: readonly Filter[]): unknown {
  const hundred = Decimal.from('100');
  const refused = refusedByRules(orderOf(terms), listed(filters), hundred, { ...noPrices, average: hundred });
  return refused?.reason;
}

const all = [priceFilter, lotSize, bySide, marketLot, notional];

test.each<[string, TermsText, readonly Filter[], object | undefined]>([
  [
    'a price above the highest',
    { quantity: 1, limit: '2000' },
    all,
    { code: 'PRICE_TOO_HIGH', field: 'limitPrice', price: '2000', bound: '1000' },
  ],
  [
    'a stop above the highest',
    { quantity: 1, stop: '2000' },
    all,
    { code: 'PRICE_TOO_HIGH', field: 'stopPrice', price: '2000', bound: '1000' },
  ],
  [
    'a price below the least',
    { quantity: 9000, limit: '0.01' },
    [{ ...priceFilter, minPrice: '0.02' }, lotSize],
    { code: 'PRICE_TOO_LOW', field: 'limitPrice', price: '0.01', bound: '0.02' },
  ],
  [
    'a bid far below the average',
    { quantity: 10, limit: '1' },
    all,
    { code: 'PRICE_BELOW_BAND', price: '1', bound: '20', times: '0.2', basis: 'average' },
  ],
  [
    'a bid far above it',
    { quantity: 1, limit: '500.01' },
    all,
    { code: 'PRICE_ABOVE_BAND', price: '500.01', bound: '500', times: '5', basis: 'average' },
  ],
  ['a bid at the bound', { quantity: 1, limit: '500' }, all, undefined],
  [
    'an offer, which has bounds of its own',
    { side: 'SELL', quantity: 1, limit: '400.01' },
    all,
    { code: 'PRICE_ABOVE_BAND', price: '400.01', bound: '400', times: '4', basis: 'average' },
  ],
  [
    'the older rule, of both sides',
    { side: 'SELL', quantity: 1, limit: '70' },
    [priceFilter, lotSize, { filterType: 'PERCENT_PRICE', multiplierUp: '1.3', multiplierDown: '0.71' }],
    { code: 'PRICE_BELOW_BAND', price: '70', bound: '71', times: '0.71', basis: 'average' },
  ],
  [
    'more than one order at the market may have',
    { quantity: 11 },
    all,
    { code: 'MARKET_QUANTITY_TOO_LARGE', quantity: '11', maximum: '10' },
  ],
  ['as much with a limit', { quantity: 11, limit: '100' }, all, undefined],
  [
    'part of the lot of orders at the market',
    { quantity: '1.5' },
    [priceFilter, lotSize, { ...marketLot, stepSize: '1' }],
    { code: 'QUANTITY_OFF_LOT', quantity: '1.5', lot: '1' },
  ],
  [
    'less than orders at the market must have',
    { quantity: '1.5' },
    [priceFilter, lotSize, { ...marketLot, minQty: '2' }],
    { code: 'QUANTITY_TOO_SMALL', quantity: '1.5', minimum: '2' },
  ],
  [
    'too little worth at the market',
    { quantity: '0.04' },
    all,
    { code: 'NOTIONAL_TOO_SMALL', notional: '4', minimum: '5', currency: 'USDT' },
  ],
  [
    'too little worth at the market, where that is not asked of it',
    { quantity: '0.04' },
    [priceFilter, lotSize, { ...notional, applyMinToMarket: false }],
    undefined,
  ],
  [
    'the older rule of the least worth, which is not asked at the market',
    { quantity: '0.04' },
    [priceFilter, lotSize, { filterType: 'MIN_NOTIONAL', minNotional: '5', applyToMarket: false }],
    undefined,
  ],
  [
    'too much worth',
    { quantity: '90.01', limit: '100' },
    all,
    { code: 'NOTIONAL_TOO_LARGE', notional: '9001', maximum: '9000', currency: 'USDT' },
  ],
  [
    'as much at the market, where that is not asked of it',
    { quantity: '90.01' },
    [priceFilter, lotSize, notional],
    undefined,
  ],
  [
    'as much at the market, where it is asked',
    { quantity: '90.01' },
    [priceFilter, lotSize, { ...notional, applyMaxToMarket: true }],
    { code: 'NOTIONAL_TOO_LARGE', notional: '9001', maximum: '9000', currency: 'USDT' },
  ],
])('%s', (_what, terms, filters, reason) => {
  expect(said(terms, filters)).toEqual(reason);
});

test('zero switches a rule off: of a tick and a lot the places that the venue reads are left', () => {
  const off = listed(
    [
      { filterType: 'PRICE_FILTER', minPrice: '0.00000000', maxPrice: '0.00', tickSize: '0.00000000' },
      { filterType: 'LOT_SIZE', minQty: '0.00000000', maxQty: '0.00000000', stepSize: '0.00000000' },
      {
        ...bySide,
        bidMultiplierUp: '0',
        bidMultiplierDown: '0',
        askMultiplierUp: '0',
        askMultiplierDown: '0',
      },
      { ...marketLot, maxQty: '0.00000000' },
      { ...notional, minNotional: '0.00000000', maxNotional: '0.00000000' },
      { filterType: 'MAX_NUM_ORDERS', maxNumOrders: 0 },
      { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: 0 },
      { filterType: 'MAX_POSITION', maxPosition: '0.00000000' },
    ],
    { baseAssetPrecision: 4, quotePrecision: 6 },
  );
  expect([off.tickSize, off.lotSize].map(String)).toEqual(['0.000001', '0.0001']);
  const { minQuantity, maxQuantity, minNotional, rules } = off;
  expect({ minQuantity, maxQuantity, minNotional, ...rules }).toEqual({
    atMarket: { minNotional: true, maxNotional: false },
  });
});

test('how many orders and stops, and how much in all, an account may have', () => {
  const { rules } = listed([
    priceFilter,
    lotSize,
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: 200 },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: 5 },
    { filterType: 'MAX_NUM_ORDER_AMENDS', maxNumOrderAmends: 10 },
    { filterType: 'MAX_POSITION', maxPosition: '10.00000000' },
    { filterType: 'ICEBERG_PARTS', limit: 10 },
    { filterType: 'TRAILING_DELTA', minTrailingAboveDelta: 10 },
  ]);
  expect(rules).toMatchObject({ maxOrders: 200, maxStops: 5, maxAmendments: 10 });
  expect(String(rules?.maxPosition)).toBe('10');
});

test('a rule that cannot be read leaves its symbol out, so that no order is judged by half of the rules', () => {
  expect(() => listed([priceFilter, lotSize, { ...bySide, bidMultiplierUp: 'five' }])).toThrow('five');
});

test('where the average is not known the last price stands in, and then the middle of the book', () => {
  const instrument = listed(all);
  const judged = (prices: object) =>
    refusedByRules(orderOf({ quantity: 10, limit: '1' }), instrument, undefined, { ...noPrices, ...prices });
  const last = Decimal.from('50');
  const middle = Decimal.from('40');
  expect(judged({ last, middle })?.reason).toMatchObject({ bound: '10', basis: 'last' });
  expect(judged({ middle })?.reason).toMatchObject({ bound: '8', basis: 'middle' });
  // Nothing is known to hold it against: that is the venue's to say.
  expect(judged({})).toBeUndefined();
  const ofLast = listed([priceFilter, lotSize, { ...bySide, avgPriceMins: 0 }]);
  const average = Decimal.from('100');
  expect(
    refusedByRules(orderOf({ quantity: 10, limit: '1' }), ofLast, undefined, { average, last, middle })
      ?.reason,
  ).toMatchObject({ bound: '10', basis: 'last' });
});
