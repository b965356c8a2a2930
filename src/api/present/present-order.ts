import type { AmendableTerms, FillInfo, OrderEventInfo, OrderInfo } from '#src/contract/orders.ts';
import { estimatedFee, type FeeSchedule } from '#src/domain/fee-schedule.ts';
import { valueOfFill, type Fill } from '#src/domain/fill.ts';
import type { ClientOrderId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import { readTermChanges, type ChangeableTerms } from '#src/domain/terms-change.ts';
import { averageFillPrice, isActive, remainingQuantity, type Order } from '#src/domain/order.ts';
import { inText } from '#src/domain/in-text.ts';

export function presentOrder(order: Order): OrderInfo {
  return {
    id: order.id,
    clientOrderId: order.clientOrderId,
    brokerOrderId: order.brokerOrderId,
    accountId: order.accountId,
    instrumentId: order.instrumentId,
    side: order.side,
    type: order.type,
    ...presentTerms(order),
    timeInForce: order.timeInForce,
    status: order.status,
    filledQuantity: order.filledQuantity.toString(),
    remainingQuantity: remainingQuantity(order).toString(),
    averagePrice: averageFillPrice(order)?.toString(),
    reason: order.status === order.ended?.status ? order.ended.reason : undefined,
    active: isActive(order.status),
    external: order.external,
    strategy: order.strategy,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  };
}

function presentTerms({ quantity, limitPrice, stopPrice }: ChangeableTerms): AmendableTerms {
  return inText({ quantity, limitPrice, stopPrice });
}

export function presentFill(
  fill: Fill,
  instrument: Instrument,
  clientOrderId: ClientOrderId | undefined,
  schedules: readonly FeeSchedule[] = [],
): FillInfo {
  const estimated = estimatedFee(schedules, fill, instrument);
  return {
    id: fill.id,
    orderId: fill.orderId,
    clientOrderId,
    accountId: fill.accountId,
    instrumentId: fill.instrumentId,
    venueTradeId: fill.venueTradeId,
    side: fill.side,
    quantity: fill.quantity.toString(),
    price: fill.price.toString(),
    notional: valueOfFill(fill, instrument).toString(),
    currency: instrument.settle,
    fee: fill.fee?.amount.toString(),
    feeCurrency: fill.fee?.currency,
    estimatedFee: estimated && { currency: estimated.currency, amount: estimated.amount.toString() },
    liquidity: fill.liquidity,
    source: fill.source,
    time: fill.time,
  };
}

export function presentOrderEvent(event: OrderEvent, order: Order): OrderEventInfo {
  const { sequence, type, source, status, time, receivedAt, detail } = event;
  const amends = type === 'amended' || type === 'amend-requested';
  const changes = amends && typeof detail === 'string' ? readTermChanges(detail, order.type) : [];
  return {
    sequence,
    type,
    source,
    status,
    time,
    receivedAt,
    detail,
    changes: inText(changes),
  };
}
