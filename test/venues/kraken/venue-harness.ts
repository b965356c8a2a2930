import { onTestFinished } from 'vitest';

import { manualClock } from '#test/venues/exchange/clock.ts';
import { createExchange } from '#test/venues/exchange/exchange.ts';
import { instrument } from '#test/venues/exchange/instrument.ts';
import { units } from '#test/venues/exchange/units.ts';
import { startKrakenVenue, type KrakenKey } from './venue.ts';

export const start = 1_700_000_000_000;
export const traderKey: KrakenKey = {
  apiKey: 'trader',
  secret: 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
  account: 'ann',
  canTrade: true,
};

/** A venue whose clock stands still, with an account of 10,000 USD and 10 BTC, and a book of 99 to 101. */
export async function startVenue(key: Partial<KrakenKey> = {}, at = start) {
  const clock = manualClock(at);
  const fees = { maker: units('0.0025'), taker: units('0.004'), chargedIn: 'quote' as const };
  const exchange = createExchange({
    clock,
    instruments: [instrument('BTC', 'USD', '100', { step: 1n, minNotional: 0n, marketMaxQuantity: 0n })],
    accounts: [{ name: 'ann', fees, balances: { USD: units('10000'), BTC: units('10') } }],
    postOnlyTaker: 'ended',
  });
  exchange.crowd.rest('BTCUSD', 'BUY', units('99'), units('5'));
  exchange.crowd.rest('BTCUSD', 'SELL', units('101'), units('5'));
  const own = { ...traderKey, ...key };
  const venue = await startKrakenVenue({ exchange, keys: [own] });
  onTestFinished(() => venue.close());
  function limit(name: string, price: string): void {
    exchange.place(own.account, {
      symbol: 'BTCUSD',
      clientOrderId: name,
      side: 'BUY',
      price: units(price),
      quantity: units('1'),
      quoteQuantity: 0n,
      timeInForce: 'GTC',
      postOnly: false,
      stop: undefined,
      selfTradePrevention: 'EXPIRE_TAKER',
    });
  }

  /** By the name that it was given. */
  function cancel(name: string): void {
    const order = exchange.openOrders(own.account).find(({ clientOrderId }) => clientOrderId === name);
    if (order !== undefined) exchange.cancel(order, '');
  }

  return { clock, exchange, venue, key: own, limit, cancel };
}
