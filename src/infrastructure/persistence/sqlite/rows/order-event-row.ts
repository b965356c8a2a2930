import { saidFromText, saidToText } from '#src/domain/coded.ts';
import { orderDetails } from '#src/domain/order-reason.ts';
import { orderId } from '#src/domain/ids.ts';
import { orderStatuses } from '#src/domain/order.ts';
import { orderEventSources, orderEventTypes, type OrderEvent } from '#src/domain/order-event.ts';
import type { ChainedRow } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import type { OrderEventRow } from '#src/infrastructure/persistence/sqlite/schema/record/orders.ts';
import { oneOf, wholeIn } from './row-values.ts';

const typeIn = oneOf('order_events.type', orderEventTypes);
const sourceIn = oneOf('order_events.source', orderEventSources);
const statusIn = oneOf('order_events.status', orderStatuses);

export function orderEventToRow(event: OrderEvent): ChainedRow<'order_events'> {
  return {
    order_id: event.orderId,
    sequence: event.sequence,
    type: event.type,
    source: event.source,
    status: event.status,
    time: event.time,
    received_at: event.receivedAt,
    detail: saidToText(event.detail),
  };
}

export function orderEventFromRow(row: OrderEventRow): OrderEvent {
  return {
    orderId: orderId(row.order_id),
    sequence: wholeIn('order_events.sequence', row.sequence),
    type: typeIn(row.type),
    source: sourceIn(row.source),
    status: statusIn(row.status),
    time: wholeIn('order_events.time', row.time),
    receivedAt: wholeIn('order_events.received_at', row.received_at),
    detail: saidFromText(row.detail, orderDetails),
  };
}
