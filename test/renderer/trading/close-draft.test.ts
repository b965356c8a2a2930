import { describe, expect, it } from 'vitest';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { canBeClosed, closeDraft } from '#renderer/trading/close-draft.ts';
import { pair } from '#test/renderer/instruments.ts';

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
    expect(closeDraft(long, '0.001', 'comma-point')).toMatchObject({
      side: 'SELL',
      quantity: '1.500',
      type: 'MARKET',
      limitPrice: '',
      // What was typed for another order is not the reason for this one.
      strategy: '',
    });
    expect(closeDraft({ ...long, side: 'SELL', quantity: '-2000' }, '0.1', 'point-comma')).toMatchObject({
      side: 'BUY',
      quantity: '2.000,0',
    });
  });
});

describe('canBeClosed', () => {
  const btc = pair('BTC', { id: 'b:BTCUSDT', venue: 'b', symbol: 'BTCUSDT' });

  it('leaves out what is closed, and what is traded elsewhere', () => {
    expect(canBeClosed(long, { [btc.id]: btc })).toBe(true);
    expect(canBeClosed({ ...long, closedAt: 1 }, { [btc.id]: btc })).toBe(false);
    expect(canBeClosed(long, { [btc.id]: { ...btc, tradable: false } })).toBe(false);
  });
});
