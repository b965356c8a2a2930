import { describe, expect, test } from 'vitest';
import { medianOf } from '#src/domain/median.ts';
import { warningsAbout } from '#src/domain/plausibility/order-plausibility.ts';
import { codes, decimal, market, order, own, thresholds, warned } from './order-surroundings.ts';

describe('a limit', () => {
  test.each([
    // 100.6005 is 0.5 % above the ask of 100.1.
    ['BUY', '100.6', []],
    ['BUY', '100.61', ['LIMIT_THROUGH_MARKET']],
    ['BUY', '2500', ['LIMIT_THROUGH_MARKET']],
    // 90.09 is 10 % below the ask.
    ['BUY', '90.09', []],
    ['BUY', '90.08', ['FAR_FROM_MARKET']],
    // 99.4005 is 0.5 % below the bid of 99.9, 109.89 is 10 % above it.
    ['SELL', '99.41', []],
    ['SELL', '99.4', ['LIMIT_THROUGH_MARKET']],
    ['SELL', '109.89', []],
    ['SELL', '109.9', ['FAR_FROM_MARKET']],
  ] as const)('to %s at %s: %s', (side, limit, expected) => {
    expect(codes({ side, limit })).toEqual(expected);
  });

  test('says by how much', () => {
    // (110.11 − 100.1) ÷ 100.1 = 0.1
    expect(warningsAbout(order({ limit: '110.11' }), market, thresholds)).toEqual([
      {
        code: 'LIMIT_THROUGH_MARKET',
        price: decimal('110.11'),
        market: decimal('100.1'),
        share: decimal('0.1'),
      },
    ]);
  });

  test('is not doubted where there is no market', () => {
    expect(codes({ limit: '2500' }, { bid: undefined, ask: undefined, last: undefined })).toEqual([]);
  });
});

describe('a stop', () => {
  test.each([
    ['BUY', '105', []],
    ['BUY', '100', ['STOP_AT_ONCE']],
    ['BUY', '95', ['STOP_AT_ONCE']],
    ['BUY', '110.1', ['FAR_FROM_MARKET']],
    ['SELL', '95', []],
    ['SELL', '100', ['STOP_AT_ONCE']],
    ['SELL', '105', ['STOP_AT_ONCE']],
    ['SELL', '89.9', ['FAR_FROM_MARKET']],
  ] as const)('to %s at %s with the last trade at 100: %s', (side, stop, expected) => {
    expect(codes({ type: 'STOP', side, stop })).toEqual(expected);
  });

  test.each([
    ['BUY', '105', '105', []],
    ['BUY', '105', '105.5', []],
    ['BUY', '105', '104.99', ['STOP_LIMIT_CANNOT_FILL']],
    // 0.5 % of 105 is 0.525.
    ['BUY', '105', '105.53', ['LIMIT_THROUGH_MARKET']],
    ['SELL', '95', '95', []],
    ['SELL', '95', '95.01', ['STOP_LIMIT_CANNOT_FILL']],
    ['SELL', '95', '94.52', ['LIMIT_THROUGH_MARKET']],
  ] as const)('to %s at %s with the limit %s: %s', (side, stop, limit, expected) => {
    expect(codes({ type: 'STOP_LIMIT', side, stop, limit })).toEqual(expected);
  });
});

describe('a market order', () => {
  test.each([
    ['a fresh, narrow quote', {}, []],
    ['no quote', { quoteAge: undefined, bid: undefined, ask: undefined, last: undefined }, ['QUOTE_UNKNOWN']],
    ['nothing asked', { ask: undefined }, ['QUOTE_UNKNOWN']],
    ['a quote of a minute ago', { quoteAge: 60_000 }, []],
    ['an older one', { quoteAge: 60_001 }, ['QUOTE_OLD']],
    ['a book that shows nothing', { ask: undefined, shown: decimal('0') }, ['BOOK_TOO_THIN']],
    // 100.899 is 1 % above the bid.
    ['bid and ask 1 % apart', { ask: decimal('100.899') }, []],
    ['bid and ask further apart', { ask: decimal('100.91') }, ['SPREAD_WIDE']],
  ] as const)('with %s: %s', (_, around, expected) => {
    expect(codes({ type: 'MARKET' }, around)).toEqual(expected);
  });
});

describe('the size', () => {
  test.each([
    ['ten times the usual', '20', { usualQuantity: decimal('2') }, []],
    ['more than that', '20.1', { usualQuantity: decimal('2') }, ['SIZE_UNUSUAL']],
    ['hardly more than that', '20.00002', { usualQuantity: decimal('2') }, ['SIZE_UNUSUAL']],
    [
      'many times the usual worth',
      '20',
      { usualNotional: decimal('100'), notional: decimal('2000') },
      ['SIZE_UNUSUAL'],
    ],
    [
      'usual in this instrument, whatever others were worth',
      '20',
      { usualQuantity: decimal('20'), usualNotional: decimal('1'), notional: decimal('2000') },
      [],
    ],
    ['half of the equity', '5', { openingNotional: decimal('500'), equity: decimal('1000') }, []],
    [
      'more of the equity',
      '5',
      { openingNotional: decimal('501'), equity: decimal('1000') },
      ['EQUITY_SHARE'],
    ],
    [
      'what closes a position, whatever its worth',
      '5',
      { notional: decimal('5000'), equity: decimal('1000') },
      [],
    ],
    ['the price of the limit', '100', {}, ['QUANTITY_LIKE_PRICE']],
    ['the price of the ask', '100.1', {}, ['QUANTITY_LIKE_PRICE']],
    ['near no price', '102', {}, []],
    [
      'one, at a price of one',
      '1',
      { bid: decimal('0.9999'), ask: decimal('1.0001'), last: decimal('1') },
      ['LIMIT_THROUGH_MARKET'],
    ],
  ] as const)('%s (%s)', (_, quantity, around, expected) => {
    expect(codes({ quantity, limit: '100' }, around)).toEqual(expected);
  });
});

describe('with orders of one’s own', () => {
  const waiting = [
    own('sell-high', 'SELL', '101'),
    own('sell-near', 'SELL', '100.1'),
    { ...own('stop', 'SELL'), type: 'STOP' },
    { ...own('stop-limit', 'SELL', '97'), type: 'STOP_LIMIT', stopPrice: decimal('98') },
    own('buy', 'BUY', '99.9'),
  ] as const;

  test.each([
    [{ limit: '100' }, []],
    [{ limit: '100.1' }, ['sell-near']],
    [{ type: 'MARKET' }, ['sell-near']],
    [{ side: 'SELL', limit: '99.9' }, ['buy']],
    [{ side: 'SELL', limit: '100' }, []],
    [{ side: 'SELL', type: 'MARKET' }, ['buy']],
    // A stop meets nothing before it triggers.
    [{ type: 'STOP', stop: '101' }, []],
    // A stop limit takes from its stop to its limit: what waits nearer is gone by then.
    [{ type: 'STOP_LIMIT', stop: '100.5', limit: '101' }, ['sell-high']],
    [{ type: 'STOP_LIMIT', stop: '101', limit: '101' }, ['sell-high']],
    [{ type: 'STOP_LIMIT', stop: '100.5', limit: '100.9' }, []],
    [{ type: 'STOP_LIMIT', stop: '101.1', limit: '101.2' }, []],
    [{ side: 'SELL', type: 'STOP_LIMIT', stop: '99.9', limit: '99.8' }, ['buy']],
    // The last trade is at 100: this one triggers at once, and is a limit.
    [
      { type: 'STOP_LIMIT', stop: '99', limit: '100.1' },
      ['STOP_AT_ONCE', 'LIMIT_THROUGH_MARKET', 'sell-near'],
    ],
    // What waits below is in the way of one's own stop limit.
    [{ limit: '98' }, ['stop-limit']],
    [{ limit: '97' }, ['stop-limit']],
    [{ limit: '96.9' }, []],
    [{ limit: '98.1' }, []],
  ] as const)('%o would meet %s', (written, expected) => {
    const met = warningsAbout(order(written), { ...market, waiting }, thresholds);
    expect(met.map((warning) => (warning.code === 'OWN_ORDER_MET' ? warning.orderId : warning.code))).toEqual(
      expected,
    );
  });
});

describe('closing a position that working orders close too', () => {
  const sells = [
    own('target', 'SELL', '110', '4'),
    { ...own('stop', 'SELL', undefined, '3'), type: 'STOP' as const },
  ];
  const buys = [own('cover', 'BUY', '90', '4')];

  test.each([
    // Held 10, offered 7: 3 are left to sell.
    ['SELL', '3', '10', sells, []],
    ['SELL', '3.001', '10', sells, [{ held: '10', working: '7', orders: 2, excess: '0.001' }]],
    ['SELL', '10', '10', sells, [{ held: '10', working: '7', orders: 2, excess: '7' }]],
    ['BUY', '10', '-10', buys, [{ held: '10', working: '4', orders: 1, excess: '4' }]],
    // What is on the other side, or enlarges the position, closes nothing twice.
    ['SELL', '10', '10', buys, []],
    ['BUY', '10', '10', sells, []],
    ['BUY', '10', '10', buys, []],
    ['SELL', '12', '10', [], []],
    ['SELL', '3', '0', sells, []],
  ] as const)('to %s %s of %s', (side, quantity, held, waiting, expected) => {
    const around = {
      ...market,
      held: decimal(held),
      quantityToFill: decimal(quantity),
      waiting,
    };
    const warnings = warningsAbout(order({ side, type: 'MARKET', quantity }), around, thresholds).filter(
      ({ code }) => code === 'CLOSED_ALREADY',
    );
    expect(warnings).toEqual(
      expected.map((warning) => ({
        code: 'CLOSED_ALREADY',
        orders: warning.orders,
        held: decimal(warning.held),
        working: decimal(warning.working),
        excess: decimal(warning.excess),
      })),
    );
  });

  test('of an amended order counts what is still to fill', () => {
    const around = { ...market, held: decimal('10'), quantityToFill: decimal('3'), waiting: sells };
    const amended = warningsAbout(order({ side: 'SELL', limit: '120', quantity: '8' }), around, thresholds);
    expect(amended.map(({ code }) => code)).not.toContain('CLOSED_ALREADY');
  });
});

test('of two of one’s own that meet only once a stop triggers, that is said', () => {
  const waiting = [own('target', 'SELL', '101')];
  const met = (written: Parameters<typeof warned>[0]) => warned(written, { waiting }).at(-1);
  const known = { code: 'OWN_ORDER_MET', orderId: 'target', price: decimal('101') };
  expect(met({ limit: '101' })).toEqual({ ...known, whenTriggered: false });
  expect(met({ type: 'STOP_LIMIT', stop: '101', limit: '101' })).toEqual({ ...known, whenTriggered: true });
});

test('the median is the middle one, or between the middle two', () => {
  expect(medianOf(['5', '1', '2'].map(decimal), 3)).toEqual(decimal('2'));
  expect(medianOf(['5', '1', '2', '100'].map(decimal), 3)).toEqual(decimal('3.5'));
  expect(medianOf(['5', '1'].map(decimal), 3)).toBeUndefined();
});

test('more than the book shows is said of what takes it, and what it is worth is the least', () => {
  const thin = {
    shown: decimal('1.5'),
    usualNotional: decimal('10'),
    notional: decimal('150'),
    openingNotional: decimal('150'),
    equity: decimal('100'),
  };
  expect(warned({ type: 'MARKET' }, thin)).toEqual([
    { code: 'BOOK_TOO_THIN', quantity: decimal('2'), shown: decimal('1.5') },
    {
      code: 'SIZE_UNUSUAL',
      of: 'notional',
      asked: decimal('150'),
      usual: decimal('10'),
      times: decimal('15'),
      isLeast: true,
    },
    {
      code: 'EQUITY_SHARE',
      notional: decimal('150'),
      equity: decimal('100'),
      share: decimal('1.5'),
      isLeast: true,
    },
  ]);
  expect(warned({ type: 'STOP', stop: '105' }, thin)).toMatchObject([
    { code: 'BOOK_TOO_THIN' },
    { code: 'SIZE_UNUSUAL', isLeast: false },
    { code: 'EQUITY_SHARE', isLeast: false },
  ]);
});
