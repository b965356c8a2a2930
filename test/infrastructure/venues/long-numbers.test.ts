import { describe, expect, it } from 'vitest';

import type { StreamMessage } from '#src/infrastructure/venues/market-messages.ts';
import { parseStreamMessage as binanceMessage } from '#src/infrastructure/venues/binance/stream-messages.ts';
import { readCandles as geminiCandles } from '#src/infrastructure/venues/gemini/candles.ts';
import { parseStreamMessage as geminiMessage } from '#src/infrastructure/venues/gemini/stream-messages.ts';
import { readCandles as krakenCandles } from '#src/infrastructure/venues/kraken/candles.ts';
import { createStreamParser } from '#src/infrastructure/venues/kraken/stream-messages.ts';
import { amount } from '#src/infrastructure/venues/wire-values.ts';
import { instrumentId } from '#src/domain/ids.ts';

/** Longer than a decimal is read, and just shorter: a sum of two of those is too long. */
const tooLong = ['9'.repeat(300), '9'.repeat(200), `0.${'9'.repeat(150)}`];

type Frame = readonly [what: string, (number: string) => object];

const binance: readonly Frame[] = [
  ['aggTrade', (p) => ({ e: 'aggTrade', s: 'ABCUSDT', a: 12, p, q: '4', T: 99, m: true })],
  ['aggTrade', (q) => ({ e: 'aggTrade', s: 'ABCUSDT', a: 12, p: '4', q, T: 99, m: true })],
  ['bookTicker', (a) => ({ u: 7, s: 'ABCUSDT', b: '1.5', B: '2', a, A: '3' })],
  ['ticker', (c) => ({ e: '24hrTicker', s: 'ABCUSDT', b: '1.5', B: '2', a: '1.6', A: '3', c })],
  ['avgPrice', (w) => ({ e: 'avgPrice', s: 'ABCUSDT', i: '5m', w, T: 99 })],
  ['depth@100ms', (q) => ({ e: 'depthUpdate', E: 1, s: 'ABCUSDT', U: 5, u: 7, b: [['1.5', q]], a: [] })],
  ['depth@100ms', (p) => ({ e: 'depthUpdate', E: 1, s: 'ABCUSDT', U: 5, u: 7, b: [], a: [[p, '1']] })],
];
const gemini: readonly Frame[] = [
  ['trade', (p) => ({ E: '1000000000', s: 'abcusd', t: '1', p, q: '1', m: true })],
  ['best', (A) => ({ u: '7', s: 'abcusd', b: '1', B: '1', a: '2', A })],
  [
    'depth',
    (q) => ({ e: 'depthUpdate', E: '1000000000', s: 'abcusd', U: '5', u: '7', b: [['1', q]], a: [] }),
  ],
];
const kraken: readonly Frame[] = [
  ['trade', (price) => ({ symbol: 'ABC/USD', side: 'buy', qty: '1', trade_id: '1', timestamp: at, price })],
  ['ticker', (ask) => ({ symbol: 'ABC/USD', bid: '1', bid_qty: '1', ask, ask_qty: '1', last: '1' })],
  ['book', (qty) => ({ symbol: 'ABC/USD', bids: [{ price: '1', qty }], asks: [], timestamp: at })],
];
const at = '2026-01-01T00:00:00.000Z';

function krakenMessage(text: string): StreamMessage | undefined {
  return [createStreamParser(() => undefined)(text)].flat()[0];
}

/** A venue, or who sits before it, may say anything: one bot ended by it, https://github.com/BitMEX/sample-market-maker/issues/72 */
describe('a number that is longer than any market has', () => {
  const read = {
    binance: ([what, data]: Frame, number: string) =>
      binanceMessage(JSON.stringify({ stream: `abcusdt@${what}`, data: data(number) })),
    gemini: ([, data]: Frame, number: string) => geminiMessage(JSON.stringify(data(number))),
    kraken: ([channel, data]: Frame, number: string) =>
      krakenMessage(JSON.stringify({ channel, type: 'update', data: [data(number)] })),
  };
  const frames = Object.entries({ binance, gemini, kraken }).flatMap(([venue, all]) =>
    all.map((frame) => [venue, frame[0], frame] as const),
  );

  it.each(frames)('%s %s makes the frame one that is not understood', (venue, _what, frame) => {
    const reader = Object.entries(read).find(([name]) => name === venue)?.[1];
    for (const number of tooLong) expect(reader?.(frame, number)?.kind).toBe('malformed');
    expect(reader?.(frame, '4')?.kind).not.toBe('malformed');
  });

  it('is no amount, however short it is written', () => {
    for (const number of [...tooLong, '1e60', '1e-60']) expect(amount.safeParse(number).success).toBe(false);
    expect(amount.safeParse('12345678901234567890.123456789012345678').success).toBe(true);
  });
});

describe.each([
  [
    'Gemini',
    (open: string, high: string, low: string, close: string) =>
      geminiCandles([['86400000', open, high, low, close, '1']], asked),
  ],
  [
    'Kraken',
    (open: string, high: string, low: string, close: string) =>
      krakenCandles({ error: [], result: { ABC: [['86400', open, high, low, close, '1', '1', 1]] } }, asked),
  ],
] as const)('a candle of %s', (_venue, read) => {
  it.each([
    ['1', '9'.repeat(300), '1', '1'],
    ['0', '0', '0', '0'],
    ['1', '1', '0', '1'],
  ])('with a price that no market has is left out (%#)', (...prices) => {
    expect(read(...prices)).toEqual([]);
    expect(read('1', '2', '1', '2')).toHaveLength(1);
  });
});

const asked = { instrumentId: instrumentId('gemini:ABCUSD'), interval: '1d' } as const;
