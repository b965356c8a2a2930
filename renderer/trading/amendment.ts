import type { OrderDraft, OrderInfo } from '#src/contract/orders.ts';
import { Decimal } from '#src/domain/decimal.ts';

/** The terms of an order that can be changed. */
export type Amendment = Pick<OrderInfo, 'quantity' | 'limitPrice' | 'stopPrice'>;

export function amendmentOf({ quantity, limitPrice, stopPrice }: OrderInfo): Amendment {
  return {
    quantity,
    ...(limitPrice === undefined ? {} : { limitPrice }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  };
}

/** The amended order as a draft, for the core to check and to estimate. */
export function draftOf(order: OrderInfo, to: Amendment): OrderDraft {
  return {
    amends: order.id,
    accountId: order.accountId,
    instrumentId: order.instrumentId,
    side: order.side,
    type: order.type,
    quantity: to.quantity,
    limitPrice: to.limitPrice ?? '',
    stopPrice: to.stopPrice ?? '',
    timeInForce: order.timeInForce,
  };
}

/** What of the amended order is still to fill. */
export function remainingAfter({ filledQuantity }: OrderInfo, { quantity }: Amendment): string {
  const rest = Decimal.from(quantity).minus(Decimal.from(filledQuantity));
  return Decimal.max(rest, Decimal.zero).toString();
}
