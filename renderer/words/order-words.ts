import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import type { Format } from '#renderer/format/format.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { say } from './say.ts';

/**
 * How long an order works. One at the market takes at once what the book gives and the rest ends, whatever it was asked
 * for; only all or nothing is more than that.
 */
export function workingTime({
  type,
  timeInForce,
}: Pick<OrderInfo, 'type' | 'timeInForce'>): OrderInfo['timeInForce'] {
  return type === 'MARKET' && timeInForce !== 'FOK' ? 'IOC' : timeInForce;
}

export function sideChoices() {
  return [
    { value: 'BUY', label: say('order.buy') },
    { value: 'SELL', label: say('order.sell') },
  ];
}

export function accountName(accounts: readonly AccountInfo[], id: string): string {
  return accounts.find((account) => account.id === id)?.name ?? id;
}

type Trade = Pick<OrderInfo, 'instrumentId' | 'side' | 'quantity'> & { readonly price: string | undefined };

/** Tells an order or a fill from the others: "BTC-USDT Buy 0.01 @ 10,000.00", and without a price "at market". */
export function tradeName(
  { instrumentId, side, quantity, price }: Trade,
  instruments: Readonly<Record<string, InstrumentInfo>>,
  format: Format,
): string {
  const instrument = instruments[instrumentId];
  const values = {
    symbol: symbolOf(instrumentId, instruments),
    side,
    quantity: format.quantity(quantity, instrument),
  };
  return price === undefined
    ? say('order.nameAtMarket', values)
    : say('order.name', { ...values, price: format.price(price, instrument) });
}

export function orderName(
  order: OrderInfo,
  instruments: Readonly<Record<string, InstrumentInfo>>,
  format: Format,
): string {
  return tradeName({ ...order, price: order.limitPrice ?? order.stopPrice }, instruments, format);
}
