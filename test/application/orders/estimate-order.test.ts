import { expect, test } from 'vitest';
import { estimateOrder } from '#src/application/orders/estimate-order.ts';
import type { BookLevel } from '#src/domain/market.ts';
import {
  btc,
  decimal,
  main,
  sampleAccount,
  sampleInstrument,
  sampleOrder,
  startTime,
} from '#test/ports/sample-entities.ts';

const account = { ...sampleAccount(main), fees: { maker: decimal('0.001'), taker: decimal('0.001') } };
const asks: readonly BookLevel[] = [
  ['100', '1'],
  ['101', '1'],
  ['103', '5'],
];

type Asked = {
  readonly type?: 'MARKET' | 'STOP' | 'LIMIT';
  readonly side?: 'BUY' | 'SELL';
  readonly price?: string;
};

function estimate(quantity: string, levels: readonly BookLevel[] | undefined, asked: Asked = {}) {
  const { type = 'MARKET', side = 'BUY' } = asked;
  const price = asked.price === undefined ? undefined : decimal(asked.price);
  const order = sampleOrder(1, {
    side,
    type,
    limitPrice: type === 'LIMIT' ? price : undefined,
    stopPrice: type === 'STOP' ? price : undefined,
    quantity: decimal(quantity),
  });
  const quote = {
    instrumentId: btc,
    bid: '99',
    bidQuantity: '1',
    ask: '100',
    askQuantity: '1',
    last: '99.5',
    time: startTime,
  };
  const sides = side === 'BUY' ? { bids: [], asks: levels ?? [] } : { bids: levels ?? [], asks: [] };
  const book = { instrumentId: btc, ...sides, updateId: 1, time: startTime };
  return estimateOrder(order, sampleInstrument(btc), account, {
    quote,
    book: levels === undefined ? undefined : book,
    trades: [],
  });
}

function figures(estimated: ReturnType<typeof estimate>) {
  const { price, notional, fee, size, shown } = estimated;
  return [price, notional, fee, size, shown].map((figure) => figure?.toString());
}

test('what is taken from the book is summed up exactly, and only its average is rounded', () => {
  expect(figures(estimate('3', asks))).toEqual(['101.333333333333333333', '304', '0.304', '304', undefined]);
  expect(figures(estimate('7', asks))).toEqual(['102.285714285714285714', '716', '0.716', '716', undefined]);
});

test('without a book the quote counts: a buy pays the ask, a sell gets the bid', () => {
  expect(figures(estimate('2', undefined))).toEqual(['100', '200', '0.2', '200', undefined]);
  expect(figures(estimate('2', undefined, { side: 'SELL' }))).toEqual([
    '99',
    '198',
    '0.198',
    '198',
    undefined,
  ]);
});

test('without a market only what the order itself names is known', () => {
  const limit = sampleOrder(1, { quantity: decimal('2'), limitPrice: decimal('90') });
  const market = sampleOrder(1, { type: 'MARKET', limitPrice: undefined });
  const nothing = [undefined, undefined, undefined, undefined, undefined];
  expect(figures(estimateOrder(limit, sampleInstrument(btc), account, undefined))).toEqual([
    '90',
    '180',
    '0.18',
    '180',
    undefined,
  ]);
  for (const side of ['BUY', 'SELL'] as const) {
    const known = estimateOrder({ ...market, side }, sampleInstrument(btc), account, undefined);
    expect(figures(known)).toEqual(nothing);
  }
});

test('of nothing the price is the one that is quoted', () => {
  expect(figures(estimate('0', asks))).toEqual(['100', '0', '0', '0', undefined]);
});

test('a contract is worth its multiple, from the book as at a price', () => {
  const contract = { ...sampleInstrument(btc), multiplier: decimal('10') };
  const quote = {
    instrumentId: btc,
    bid: '99',
    bidQuantity: '1',
    ask: '100',
    askQuantity: '1',
    last: '99.5',
  };
  const book = { instrumentId: btc, bids: [], asks, updateId: 1, time: startTime };
  const market = { quote: { ...quote, time: startTime }, book, trades: [] };
  const taken = sampleOrder(1, { type: 'MARKET', limitPrice: undefined, quantity: decimal('2') });
  expect(figures(estimateOrder(taken, contract, account, market))).toEqual([
    '100.5',
    '2010',
    '2.01',
    '2010',
    undefined,
  ]);
  const limit = sampleOrder(1, { limitPrice: decimal('100'), quantity: decimal('2') });
  expect(figures(estimateOrder(limit, contract, account, market))).toEqual([
    '100',
    '2000',
    '2',
    '2000',
    undefined,
  ]);
});

test('beyond the shown book nothing is known but the least that a buy pays, and that a sell is worth', () => {
  // 100 + 101 + 6 × 103 for a buy; 99 + 2 × 98 for a sell, at the market more.
  expect(figures(estimate('8', asks))).toEqual([undefined, undefined, undefined, '819', '7']);
  const bids: readonly BookLevel[] = [
    ['99', '1'],
    ['98', '1.5'],
  ];
  expect(figures(estimate('3', bids, { side: 'SELL' }))).toEqual([
    undefined,
    undefined,
    undefined,
    '295',
    '2.5',
  ]);
});

test('an empty side of the book has no price, whatever was traded last', () => {
  expect(figures(estimate('2', []))).toEqual([undefined, undefined, undefined, undefined, '0']);
});

test('a stop is reckoned at its price, and tells that the book shows less', () => {
  expect(figures(estimate('8', asks, { type: 'STOP', price: '110' }))).toEqual([
    '110',
    '880',
    '0.88',
    '880',
    '7',
  ]);
});

test.each([
  // Seven are offered, at up to 103.
  ['BUY', '8', '110', '7'],
  ['BUY', '8', '103.01', '7'],
  ['BUY', '7', '110', undefined],
  // All that is offered at that price is shown: the rest waits there.
  ['BUY', '8', '103', undefined],
  ['BUY', '8', '101', undefined],
  ['BUY', '8', '99', undefined],
  ['SELL', '8', '90', '7'],
  ['SELL', '8', '94', undefined],
] as const)('a limit to %s %s at %s takes of what the book shows %s', (side, quantity, price, expected) => {
  const bids: readonly BookLevel[] = [
    ['99', '2'],
    ['94', '5'],
  ];
  const estimated = estimate(quantity, side === 'BUY' ? asks : bids, { type: 'LIMIT', side, price });
  expect(estimated.shown?.toString()).toBe(expected);
  expect(estimated.notional?.equals(decimal(price).times(decimal(quantity)))).toBe(true);
});

test('a limit meets no empty book', () => {
  expect(estimate('8', [], { type: 'LIMIT', price: '110' }).shown).toBeUndefined();
  expect(estimate('8', undefined, { type: 'LIMIT', price: '110' }).shown).toBeUndefined();
});
