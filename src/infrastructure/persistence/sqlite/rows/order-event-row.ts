import { orderId } from '#src/domain/ids.ts';
import { orderStatuses } from '#src/domain/order.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { ChainedRow } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import type { OrderEventRow } from '#src/infrastructure/persistence/sqlite/schema/record/orders.ts';
import { keyOf, oneOf, wholeIn } from './row-values.ts';

const typeIn = keyOf<OrderEvent['type']>('order_events.type', {
  created: 'created',
  accepted: 'accepted',
  triggered: 'triggered',
  filled: 'filled',
  amended: 'amended',
  cancelled: 'cancelled',
  rejected: 'rejected',
  expired: 'expired',
  unconfirmed: 'unconfirmed',
  overfilled: 'overfilled',
  'cancel-requested': 'cancel-requested',
  'amend-requested': 'amend-requested',
});
const sourceIn = keyOf<OrderEvent['source']>('order_events.source', {
  trader: 'trader',
  answer: 'answer',
  stream: 'stream',
  query: 'query',
  recovery: 'recovery',
  import: 'import',
});
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
    detail: event.detail,
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
    detail: row.detail,
  };
}
