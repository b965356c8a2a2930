import { describe, expect, it } from 'vitest';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { closeDraft } from '#renderer/panels/positions/close-draft.ts';

const long: PositionInfo = {
  id: 'p1',
  accountId: 'a1',
  instrumentId: 'b:BTCUSDT',
  side: 'BUY',
  quantity: '1.5',
  enteredQuantity: '1.5',
  cost: '100',
  realised: '0',
  fees: [],
  currency: 'USDT',
  method: 'FIFO',
  openedAt: 0,
  updatedAt: 0,
};

describe('closeDraft', () => {
  it('sells what is held, and buys back what is short, at the market', () => {
    expect(closeDraft(long)).toMatchObject({ side: 'SELL', quantity: '1.5', type: 'MARKET', limitPrice: '' });
    expect(closeDraft({ ...long, side: 'SELL', quantity: '-2' })).toMatchObject({
      side: 'BUY',
      quantity: '2',
    });
  });
});
