import { clientOrderId, orderId } from '#src/domain/ids.ts';
import {
  outboxStates,
  requestKinds,
  type OutboxEntry,
  type OutboxRequest,
} from '#src/ports/outbox-repository.ts';
import type { OutboxRow } from '#src/infrastructure/persistence/sqlite/schema/record/orders.ts';
import {
  decimalIn,
  decimalText,
  oneOf,
  optionalDecimalIn,
  optionalWholeIn,
  orNull,
  refuse,
  wholeIn,
} from './row-values.ts';

const kindIn = oneOf('outbox.kind', requestKinds);
const stateIn = oneOf('outbox.state', outboxStates);

type ChangingColumn = 'state' | 'sending_at' | 'process_id';

export function outboxToRow(entry: OutboxEntry): OutboxRow {
  const change = entry.request.kind === 'amend' ? entry.request : undefined;
  return {
    id: entry.id,
    order_id: entry.orderId,
    client_order_id: entry.clientOrderId,
    kind: entry.request.kind,
    quantity: decimalText(change?.quantity),
    limit_price: decimalText(change?.limitPrice),
    stop_price: decimalText(change?.stopPrice),
    digest: entry.digest,
    created_at: entry.createdAt,
    expires_at: entry.expiresAt,
    ...outboxChanges(entry),
  };
}

/** How far the request is; what it asks for stays as it was decided. */
export function outboxChanges({ state, sendingAt, processId }: OutboxEntry): Pick<OutboxRow, ChangingColumn> {
  return { state, sending_at: orNull(sendingAt), process_id: orNull(processId) };
}

export function outboxFromRow(row: OutboxRow): OutboxEntry {
  return {
    id: row.id,
    orderId: orderId(row.order_id),
    clientOrderId: clientOrderId(row.client_order_id),
    request: requestIn(row),
    state: stateIn(row.state),
    digest: row.digest,
    createdAt: wholeIn('outbox.created_at', row.created_at),
    expiresAt: wholeIn('outbox.expires_at', row.expires_at),
    sendingAt: optionalWholeIn('outbox.sending_at', row.sending_at),
    processId: optionalWholeIn('outbox.process_id', row.process_id),
  };
}

function requestIn(row: OutboxRow): OutboxRequest {
  const kind = kindIn(row.kind);
  if (kind !== 'amend') return { kind };
  if (row.quantity === null) return refuse('outbox.kind', kind, 'a change without its quantity');
  return {
    kind,
    quantity: decimalIn('outbox.quantity', row.quantity),
    limitPrice: optionalDecimalIn('outbox.limit_price', row.limit_price),
    stopPrice: optionalDecimalIn('outbox.stop_price', row.stop_price),
  };
}
