import type { OrderDraft, OrderInfo } from '#src/contract/orders.ts';

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
