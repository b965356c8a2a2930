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

function estimate(quantity: string, levels: readonly BookLevel[]) {
  const order = sampleOrder(1, { type: 'MARKET', limitPrice: undefined, quantity: decimal(quantity) });
  const quote = {
    instrumentId: btc,
    bid: '99',
    bidQuantity: '1',
    ask: '100',
    askQuantity: '1',
    last: '99.5',
    time: startTime,
  };
  const book = { instrumentId: btc, bids: [], asks: levels, updateId: 1, time: startTime };
  const { price, notional, fee } = estimateOrder(order, sampleInstrument(btc), account, {
    quote,
    book: levels.length === 0 ? undefined : book,
    trades: [],
  });
  return [price?.toString(), notional?.toString(), fee?.toString()];
}

test('what is taken from the book is summed up exactly, and only its average is rounded', () => {
  expect(estimate('3', asks)).toEqual(['101.333333333333333333', '304', '0.304']);
});

test('beyond the shown book its last level counts, and without a book the quote', () => {
  // 100 + 101 + 6 × 103
  expect(estimate('8', asks)).toEqual(['102.375', '819', '0.819']);
  expect(estimate('2', [])).toEqual(['100', '200', '0.2']);
});
