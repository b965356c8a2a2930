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
    ['empty', '   '],
    ['too long', 'x'.repeat(41)],
    ['of two lines', 'Opening\nrange'],
  ])('is refused by its name where it is %s', (_, strategy) => {
    const read = placeRequest.safeParse({ ...order, strategy });
    expect(read.error?.issues.map(({ path }) => path)).toEqual([['strategy']]);
  });
});
