import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { parseExchangeInfo } from '#src/infrastructure/venues/binance/exchange-info.ts';
import { readRecordedSession, recordings } from '#test/venues/binance/session.ts';

const filters = [
  { filterType: 'PRICE_FILTER', minPrice: '0.01000000', maxPrice: '1000', tickSize: '0.01000000' },
  { filterType: 'PERCENT_PRICE', multiplierUp: '5' },
  { filterType: 'LOT_SIZE', minQty: '0.00100000', maxQty: '9000.00000000', stepSize: '0.00100000' },
  { filterType: 'NOTIONAL', minNotional: '5.00000000' },
];
const abc = { symbol: 'ABCUSDT', status: 'TRADING', baseAsset: 'ABC', quoteAsset: 'USDT', filters };

function textsOf(body: unknown) {
  return JSON.parse(JSON.stringify(parseExchangeInfo(body)?.instruments));
}

describe("Binance's exchange information", () => {
  it('becomes instruments with their rules', () => {
    expect(textsOf({ symbols: [abc] })).toEqual([
      {
        id: 'binance:ABCUSDT',
        venue: 'binance',
        symbol: 'ABCUSDT',
        kind: 'spot',
        base: 'ABC',
        quote: 'USDT',
        settle: 'USDT',
        tickSize: '0.01',
        lotSize: '0.001',
        minQuantity: '0.001',
        maxQuantity: '9000',
        minNotional: '5',
        multiplier: '1',
        tradable: true,
        rules: {
          minPrice: '0.01',
          maxPrice: '1000',
          buyBand: { highest: '5', ofLast: false },
          sellBand: { highest: '5', ofLast: false },
          atMarket: { minNotional: true, maxNotional: false },
        },
      },
    ]);
  });

  it('reads the older filter of the notional, and none as unknown', () => {
    const older = {
      ...abc,
      filters: [...filters.slice(0, 3), { filterType: 'MIN_NOTIONAL', minNotional: '10' }],
    };
    const none = { ...abc, symbol: 'ABCBTC', filters: filters.slice(0, 3) };
    expect(textsOf({ symbols: [older, none] })).toMatchObject([{ minNotional: '10' }, { symbol: 'ABCBTC' }]);
    expect(parseExchangeInfo({ symbols: [none] })?.instruments[0]?.minNotional).toBeUndefined();
  });

  it('leaves out what no venue lists: more symbols than an import takes, and names as long as a page', () => {
    const many = Array.from({ length: 20_005 }, (_, at) => ({ ...abc, symbol: `ABC${at}` }));
    const told = parseExchangeInfo({ symbols: many });
    expect(told?.instruments).toHaveLength(20_000);
    expect(told?.skipped).toHaveLength(5);
    expect(told?.skipped[0]?.symbol).toBe('ABC20000');
    const long = 'X'.repeat(2 ** 20);
    const entries = [
      { ...abc, symbol: long },
      { ...abc, baseAsset: long },
      { ...abc, quoteAsset: long },
      abc,
    ];
    const named = parseExchangeInfo({ symbols: entries });
    expect(named?.instruments.map(({ symbol }) => symbol)).toEqual(['ABCUSDT']);
    expect(JSON.stringify(named?.skipped).length).toBeLessThan(2_000);
  });

  it.each(['1e999', '1e-999', 'Infinity', 'NaN', '0x10', `1${'0'.repeat(1_000_000)}`, '１'])(
    'leaves out a symbol whose step is no number of a venue: %#',
    (stepSize) => {
      const odd = { ...abc, filters: filters.map((filter) => ({ ...filter, stepSize })) };
      const told = parseExchangeInfo({ symbols: [odd] });
      expect(told?.instruments).toEqual([]);
      expect(told?.skipped).toHaveLength(1);
    },
  );

  it('takes nothing of a key that names a prototype', () => {
    const text = JSON.stringify({ symbols: [{ ...abc, isSpotTradingAllowed: true }] });
    const odd = text.replaceAll(
      '"filterType"',
      '"__proto__":{"tradable":false,"minNotional":"1"},"filterType"',
    );
    expect(textsOf(JSON.parse(odd))).toEqual(textsOf({ symbols: [abc] }));
    expect({}).not.toHaveProperty('minNotional');
  });

  it.each([{ status: 'BREAK' }, { isSpotTradingAllowed: false }])('lists but does not trade %j', (change) => {
    expect(textsOf({ symbols: [{ ...abc, ...change }] })).toMatchObject([{ tradable: false }]);
  });

  it('leaves surprising symbols out, says why, and keeps the others', () => {
    const info = parseExchangeInfo({
      symbols: [
        abc,
        abc,
        { ...abc, symbol: 'NOTICK', filters: filters.slice(1) },
        { ...abc, symbol: 'BADLOT', filters: [filters[0], { ...filters[2], stepSize: '-1' }] },
        { ...abc, symbol: 'BADTICK', filters: [{ ...filters[0], tickSize: 'tiny' }, filters[2]] },
        { ...abc, symbol: 'X'.repeat(200) },
        'text',
        null,
      ],
    });
    expect(info?.instruments.map(({ symbol }) => symbol)).toEqual(['ABCUSDT']);
    expect(info?.skipped.map(({ symbol }) => symbol.slice(0, 8))).toEqual([
      'ABCUSDT',
      'NOTICK',
      'BADLOT',
      'BADTICK',
      'XXXXXXXX',
      'unnamed',
      'unnamed',
    ]);
    expect(info?.skipped[3]?.reason).toContain('"tiny" is not a decimal number');
  });

  it.each([
    ['turned around', 'BTC\u202EUSDT'],
    ['without width', 'BTC\u200BUSDT'],
    ['a line end', 'BTCUSDT\n'],
    ['half of a letter', 'BTC\uD800USDT'],
    ['a space', 'BTC USDT'],
    ['a filler', 'BTC\u3164USDT'],
    ['half a filler', 'BTC\uFFA0USDT'],
    ['a joiner of marks', 'BTC\u034FUSDT'],
    ['a blank of Braille', 'BTC\u2800USDT'],
  ])('leaves a symbol out that would pass for another one: %s', (_what, symbol) => {
    const info = parseExchangeInfo({
      symbols: [abc, { ...abc, symbol }, { ...abc, symbol: 'X1', baseAsset: symbol }],
    });
    expect(info?.instruments.map((instrument) => instrument.symbol)).toEqual(['ABCUSDT']);
  });

  it('lists a symbol in another script', () => {
    const info = parseExchangeInfo({ symbols: [{ ...abc, symbol: '币安人生USDT', baseAsset: '币安人生' }] });
    expect(info?.instruments.map((instrument) => instrument.symbol)).toEqual(['币安人生USDT']);
  });

  it.each([undefined, null, [], {}, { symbols: {} }, 'html'])(
    'is refused as a whole when it reads %j',
    (body) => {
      expect(parseExchangeInfo(body)).toBeUndefined();
    },
  );

  it.skipIf(recordings === undefined)('reads all 1695 recorded symbols', () => {
    const info = parseExchangeInfo(
      JSON.parse(readRecordedSession(join(recordings ?? '', 'binance')).exchangeInfo),
    );
    expect(info?.skipped).toEqual([]);
    expect(info?.instruments).toHaveLength(1695);
    expect(info?.instruments.filter(({ tradable }) => tradable)).toHaveLength(1222);
    const nkn = info?.instruments.find(({ symbol }) => symbol === 'NKNUSDT');
    expect([nkn?.tickSize, nkn?.lotSize, nkn?.minNotional].map(String)).toEqual(['0.0001', '1', '10']);
  });
});
