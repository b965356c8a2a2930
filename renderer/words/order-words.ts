import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import type { Format } from '#renderer/format/format.ts';
import { symbolOf } from '#renderer/format/symbol.ts';

export const orderTypeWords: Record<OrderInfo['type'], string> = {
  MARKET: 'Market',
  LIMIT: 'Limit',
  STOP: 'Stop',
  STOP_LIMIT: 'Stop limit',
};

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

export const termWords = {
  quantity: 'Quantity',
  limitPrice: 'Limit price',
  stopPrice: 'Stop price',
} as const;

export const sideChoices = [
  { value: 'BUY', label: 'Buy' },
  { value: 'SELL', label: 'Sell' },
] as const;

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
  const at = price === undefined ? 'at market' : `@ ${format.price(price, instrument)}`;
  const word = side === 'BUY' ? 'Buy' : 'Sell';
  return `${symbolOf(instrumentId, instruments)} ${word} ${format.quantity(quantity, instrument)} ${at}`;
}

export function orderName(
  order: OrderInfo,
  instruments: Readonly<Record<string, InstrumentInfo>>,
  format: Format,
): string {
  return tradeName({ ...order, price: order.limitPrice ?? order.stopPrice }, instruments, format);
}
