import { expect, it } from 'vitest';

import { manualClock } from './clock.ts';
import { createExchange } from './exchange.ts';
import { instrument } from './instrument.ts';
import { judge, type Claims, type Verdict } from './judge.ts';
import { units } from './units.ts';

/** An account with one order that is half filled, one that was cancelled, and one that was renamed. */
function traded() {
  const exchange = createExchange({
    clock: manualClock(1_700_000_000_000),
    instruments: [instrument('BTC', 'USDT', '100')],
    accounts: [
      {
        name: 'ann',
        fees: { maker: units('0.001'), taker: units('0.001'), chargedIn: 'received' },
        balances: { USDT: units('10000') },
      },
    ],
    uniqueClientOrderIds: false,
  });
  function place(clientOrderId: string) {
    const answer = exchange.place('ann', {
      symbol: 'BTCUSDT',
      clientOrderId,
      side: 'BUY',
      price: units('100'),
      quantity: units('2'),
      quoteQuantity: 0n,
      timeInForce: 'GTC',
      postOnly: false,
      stop: undefined,
      selfTradePrevention: 'NONE',
    });
    if ('refusal' in answer) throw new Error(answer.refusal.code);
    return answer.value;
  }
  place('half');
  exchange.crowd.take('BTCUSDT', 'SELL', units('1'));
  exchange.cancel(place('ended'), 'x');
  exchange.amend(place('renamed'), units('1'), 'other');
  return { exchange, place };
}

const fill = { clientOrderId: 'half', tradeId: '3000001', price: '100', quantity: '1', fee: '0.001' };
const half = { clientOrderId: 'half', isOpen: true, executed: '1' };
const ended = { clientOrderId: 'ended', isOpen: false, executed: '0' };
const renamed = { clientOrderId: 'renamed', isOpen: true, executed: '0' };
const truth: Claims = { orders: [half, ended, renamed], fills: [fill] };
const nothing: Verdict = { lost: [], twice: [], wrong: [], missed: [], doubled: [] };

it.each<[string, Claims, Partial<Verdict>]>([
  ['all as it is', truth, {}],
  [
    'and one that never came to the venue',
    { ...truth, orders: [...truth.orders, { ...ended, clientOrderId: 'never' }] },
    {},
  ],
  ['an order that is forgotten', { ...truth, orders: [half, renamed] }, { lost: ['ended'] }],
  [
    'an order that holds for ended',
    { ...truth, orders: [{ ...half, isOpen: false }, ended, renamed] },
    { wrong: ['half'] },
  ],
  [
    'less that is filled',
    { ...truth, orders: [{ ...half, executed: '0.5' }, ended, renamed] },
    { wrong: ['half'] },
  ],
  [
    'an order that never came and holds for open',
    { ...truth, orders: [...truth.orders, { ...renamed, clientOrderId: 'never' }] },
    { wrong: ['never'] },
  ],
  ['a fill that is missed', { ...truth, fills: [] }, { missed: ['half 3000001'] }],
  ['a fill that counts twice', { ...truth, fills: [fill, fill] }, { doubled: ['half 3000001'] }],
  ['a fill at another price', { ...truth, fills: [{ ...fill, price: '99' }] }, { doubled: ['half 3000001'] }],
  ['a fill that never was', { ...truth, fills: [fill, { ...fill, tradeId: '7' }] }, { doubled: ['half 7'] }],
])('judges a client that knows %s', (_, claims, verdict) => {
  const { exchange } = traded();
  expect(judge(exchange, 'ann', claims)).toEqual({ ...nothing, ...verdict });
});

it('sees an order that was sent twice, whatever its client says', () => {
  const { exchange, place } = traded();
  place('ended');
  const orders = [half, { ...ended, isOpen: true }, renamed];
  expect(judge(exchange, 'ann', { ...truth, orders })).toEqual({ ...nothing, twice: ['ended'] });
});
