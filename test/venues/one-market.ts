import { manualClock } from './exchange/clock.ts';
import { createExchange, type ExchangeOptions } from './exchange/exchange.ts';
import { instrument } from './exchange/instrument.ts';
import { units } from './exchange/units.ts';

export const start = 1_700_000_000_000;

/** An exchange whose clock stands still, with an account of 10,000 USD and 10 BTC, and a book of 99 to 101. */
export function oneMarket(
  at: number,
  fees: { readonly maker: string; readonly taker: string },
  more: Partial<ExchangeOptions> = {},
) {
  const clock = manualClock(at);
  const charged = { maker: units(fees.maker), taker: units(fees.taker), chargedIn: 'quote' as const };
  const exchange = createExchange({
    clock,
    instruments: [instrument('BTC', 'USD', '100', { step: 1n, minNotional: 0n, marketMaxQuantity: 0n })],
    accounts: [{ name: 'ann', fees: charged, balances: { USD: units('10000'), BTC: units('10') } }],
    postOnlyTaker: 'ended',
    ...more,
  });
  exchange.crowd.rest('BTCUSD', 'BUY', units('99'), units('5'));
  exchange.crowd.rest('BTCUSD', 'SELL', units('101'), units('5'));

  return {
    clock,
    exchange,
    /** By whoever trades on the account elsewhere. */
    placeElsewhere(name: string, price: string): void {
      exchange.place('ann', {
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
    },
    cancelElsewhere(name: string): void {
      const order = exchange.openOrders('ann').find(({ clientOrderId }) => clientOrderId === name);
      if (order !== undefined) exchange.cancel(order, '');
    },
  };
}
