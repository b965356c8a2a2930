import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseStreamMessage } from '#src/infrastructure/venues/binance/stream-messages.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';

const depth = { e: 'depthUpdate', E: 1, s: 'ABCUSDT', U: 5, u: 7, b: [['1.50', '2.00']], a: [] };
const ticker = { u: 7, s: 'ABCUSDT', b: '1.50', B: '2.00', a: '1.60', A: '3.00' };
const trade = { e: 'aggTrade', s: 'ABCUSDT', a: 12, p: '1.50', q: '4.00', T: 99, m: true };

function parse(stream: string, data: unknown) {
  return parseStreamMessage(JSON.stringify({ stream: `abcusdt@${stream}`, data }));
}

describe('a frame of the combined stream', () => {
  it('reads changes of depth in the text of the wire', () => {
    expect(parse('depth@100ms', depth)).toEqual({
      kind: 'depth',
      symbol: 'ABCUSDT',
      firstId: 5,
      lastId: 7,
      time: 1,
      bids: [['1.50', '2.00']],
      asks: [],
    });
  });

  it('reads best prices, and zeros as a side without orders', () => {
    expect(parse('bookTicker', ticker)).toMatchObject({
      updateId: 7,
      bid: ['1.50', '2.00'],
      ask: ['1.60', '3.00'],
    });
    expect(parse('bookTicker', { ...ticker, a: '0.00000000', A: '0.00000000' })).toMatchObject({
      ask: undefined,
    });
  });

  it('reads a trade: when the buyer was the maker, the seller took', () => {
    expect(parse('aggTrade', trade)).toMatchObject({
      tradeId: '12',
      price: '1.50',
      aggressor: 'SELL',
      time: 99,
    });
    expect(parse('aggTrade', { ...trade, m: false })).toMatchObject({ aggressor: 'BUY' });
  });

  it('reads answers, refusals and announcements', () => {
    expect(parseStreamMessage('{"result":null,"id":3}')).toEqual({
      kind: 'answer',
      id: 3,
      refusal: undefined,
    });
    expect(parseStreamMessage('{"error":{"code":2,"msg":"no such stream"},"id":3}')).toEqual({
      kind: 'answer',
      id: 3,
      refusal: 'no such stream',
    });
    expect(parseStreamMessage('{"code":2,"msg":"bad request"}')).toMatchObject({ refusal: 'bad request' });
    expect(parseStreamMessage('{"e":"serverShutdown","E":1}')).toEqual({ kind: 'shutdown' });
    expect(parse('kline_1m', {})).toEqual({ kind: 'other' });
  });

  it.each([
    ['depth@100ms', { ...depth, u: 4 }],
    ['depth@100ms', { ...depth, U: '5' }],
    ['depth@100ms', { ...depth, U: 5.5 }],
    ['depth@100ms', { ...depth, b: [[1.5, '2']] }],
    ['depth@100ms', { ...depth, a: {} }],
    ['depth@100ms', { ...depth, s: undefined }],
    ['bookTicker', { ...ticker, b: 1.5 }],
    ['bookTicker', { ...ticker, B: '-1' }],
    ['aggTrade', { ...trade, m: 'true' }],
    ['aggTrade', { ...trade, q: '0' }],
    ['aggTrade', { ...trade, p: '1e5' }],
    ['aggTrade', null],
  ])('names the stream of a malformed frame: %s %j', (stream, data) => {
    expect(parse(stream, data)).toMatchObject({ kind: 'malformed', stream: `abcusdt@${stream}` });
  });

  it('never throws, and reads no depth out of anything else', () => {
    const names = fc.constantFrom(
      'stream',
      'data',
      's',
      'U',
      'u',
      'b',
      'a',
      'p',
      'q',
      'e',
      'id',
      'result',
      'error',
    );
    const noise = fc.dictionary(names, fc.jsonValue());
    const streams = fc.constantFrom('a@depth@100ms', 'a@bookTicker', 'a@aggTrade', '', '@');
    const envelope = fc.record({ stream: streams, data: fc.oneof(noise, fc.jsonValue()) });
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.oneof(noise, envelope).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (frame) => {
        expect(parseStreamMessage(frame).kind).not.toBe('depth');
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes a truncated or altered frame for malformed or for what it says, without a throw', () => {
    const frames = createSyntheticSession({ depthFrames: 20 }).frames.map(({ text }) => text);
    const altered = fc.tuple(fc.constantFrom(...frames), fc.nat(), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(altered, ([frame, position, noise]) => {
        const at = position % frame.length;
        expect(parseStreamMessage(frame.slice(0, at)).kind).toBe('malformed');
        expect(parseStreamMessage(frame.slice(0, at) + noise + frame.slice(at + 1)).kind).toBeTypeOf(
          'string',
        );
      }),
      { numRuns: 5_000 },
    );
  });
});
