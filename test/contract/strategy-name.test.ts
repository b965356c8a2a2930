import { describe, expect, it } from 'vitest';
import { placeRequest } from '#src/contract/orders.ts';

const order = {
  draftId: '3f8e1c52-7f0e-4c27-9d0a-5b8f3f6a2c11',
  accountId: 'a1',
  instrumentId: 'sim:BTC-USDT',
  side: 'BUY',
  type: 'MARKET',
  quantity: '1',
  timeInForce: 'GTC',
} as const;

describe('the strategy of an order', () => {
  it('may be left out, and is taken without the spaces around it', () => {
    expect(placeRequest.parse(order)).not.toHaveProperty('strategy');
    expect(placeRequest.parse({ ...order, strategy: '  Opening range ' }).strategy).toBe('Opening range');
    expect(placeRequest.parse({ ...order, strategy: 'Отбой 1–2' }).strategy).toBe('Отбой 1–2');
    expect(placeRequest.parse({ ...order, strategy: 'x'.repeat(40) }).strategy).toHaveLength(40);
  });

  it.each([
    ['without what has no width', 'Open\u200Bing \u2066range\u2069'],
    ['with one blank for several', 'Opening \u00A0\u200B range'],
    ['with a blank for a tab or a line end', '\tOpening\r\nrange\n'],
  ])('is what is seen of it: %s', (_, strategy) => {
    expect(placeRequest.parse({ ...order, strategy }).strategy).toBe('Opening range');
  });

  it('is one name in both ways of writing its letters', () => {
    expect(placeRequest.parse({ ...order, strategy: 'Bo\u0308rse' }).strategy).toBe('B\u00F6rse');
  });

  it.each([
    ['empty', '   '],
    ['nothing to the eye', '\u200B\u3164'],
    ['too long', 'x'.repeat(41)],
  ])('is refused by its name where it is %s', (_, strategy) => {
    const read = placeRequest.safeParse({ ...order, strategy });
    expect(read.error?.issues.map(({ path }) => path)).toEqual([['strategy']]);
  });
});
