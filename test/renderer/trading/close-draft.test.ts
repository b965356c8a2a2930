import { describe, expect, it } from 'vitest';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { canBeClosed, closeDraft } from '#renderer/trading/close-draft.ts';
import { pair } from '#test/renderer/instruments.ts';

const long: PositionInfo = {
  id: 'p1',
  accountId: 'a1',
  instrumentId: 'b:BTCUSDT',
  held: 'BTC',
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

describe('closeDraft of what is no whole lot', () => {
  it('leaves the rest, which could not be sold with it', () => {
    expect(closeDraft({ ...long, quantity: '1.009' }, '0.01', 'comma-point').quantity).toBe('1.00');
    expect(closeDraft({ ...long, quantity: '-1.009' }, '0.01', 'comma-point').quantity).toBe('1.00');
    expect(closeDraft({ ...long, quantity: '0.009' }, '0.01', 'comma-point').quantity).toBe('0.009');
  });
});

describe('canBeClosed', () => {
  const btc = pair('BTC', { id: 'b:BTCUSDT', venue: 'b', symbol: 'BTCUSDT' });

  const account = { id: 'a1', portfolioId: 'p', name: 'Main', mode: 'paper' } as const;
  const instruments = { [btc.id]: btc };

  it('leaves out what is closed, and what is traded elsewhere', () => {
    expect(canBeClosed(long, { instruments, accounts: [account] })).toBe(true);
    expect(canBeClosed({ ...long, closedAt: 1 }, { instruments, accounts: [account] })).toBe(false);
    const elsewhere = { [btc.id]: { ...btc, tradable: false } };
    expect(canBeClosed(long, { instruments: elsewhere, accounts: [account] })).toBe(false);
  });

  it('leaves out dust, until the rules of now let it be traded', () => {
    const dust = { ...long, quantity: '0.009', dustBelow: '0.01', marketValue: '9' };
    const can = (change: object): boolean =>
      canBeClosed(dust, {
        instruments: { [btc.id]: { ...btc, lotSize: '0.01', ...change } },
        accounts: [account],
      });
    expect(can({})).toBe(false);
    expect(can({ lotSize: '0.001', minQuantity: '0.01' })).toBe(false);
    expect(can({ lotSize: '0.001', minNotional: '10' })).toBe(false);
    expect(can({ lotSize: '0.001', minNotional: '9' })).toBe(true);
    expect(can({ lotSize: '0.001' })).toBe(true);
  });

  it('leaves out what an account of history holds, though it is priced here', () => {
    expect(canBeClosed(long, { instruments, accounts: [{ ...account, mode: 'history' }] })).toBe(false);
  });
});
