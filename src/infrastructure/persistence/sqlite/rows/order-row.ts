import { saidFromText, saidToText } from '#src/domain/coded.ts';
import { orderReasons } from '#src/domain/order-reason.ts';
import { orderId, accountId, clientOrderId, draftId, instrumentId } from '#src/domain/ids.ts';
import {
  endStatuses,
  orderStatuses,
  orderTypes,
  timesInForce,
  type Order,
  type OrderEnd,
} from '#src/domain/order.ts';
import { sides } from '#src/domain/fill.ts';
import type { OrderRow } from '#src/infrastructure/persistence/sqlite/schema/record/orders.ts';
import {
  decimalIn,
  decimalText,
  flagIn,
  oneOf,
  optionalDecimalIn,
  optionalWholeIn,
  orNull,
  orUndefined,
  refuse,
  toLength,
  wholeIn,
} from './row-values.ts';

type SortingColumn = 'symbol' | 'quantity_order' | 'price_order' | 'period';
type GeneratedColumn = 'seq' | SortingColumn;
/** What stays as the trader decided it. */
type DecidedColumn =
  | 'id'
  | 'client_order_id'
  | 'account_id'
  | 'instrument_id'
  | 'side'
  | 'type'
  | 'time_in_force'
  | 'created_at'
  | 'external'
  | 'replaces'
  | 'strategy'
  | 'draft_id';

const sideIn = oneOf('orders.side', sides);
const typeIn = oneOf('orders.type', orderTypes);
const timeInForceIn = oneOf('orders.time_in_force', timesInForce);
const statusIn = oneOf('orders.status', orderStatuses);
const endStatusIn = oneOf('orders.ended_status', endStatuses);

export function orderToRow(order: Order): Omit<OrderRow, GeneratedColumn> {
  return {
    id: order.id,
    client_order_id: order.clientOrderId,
    account_id: order.accountId,
    instrument_id: order.instrumentId,
    side: order.side,
    type: order.type,
    time_in_force: order.timeInForce,
    created_at: order.createdAt,
    external: Number(order.external),
    replaces: orNull(order.replaces),
    strategy: orNull(order.strategy),
    draft_id: orNull(order.draftId),
    ...orderChanges(order),
  };
}

/** The columns that the venue's reports may change. */
export function orderChanges(order: Order): Omit<OrderRow, GeneratedColumn | DecidedColumn> {
  const { ended } = order;
  return {
    broker_order_id: orNull(order.brokerOrderId),
    quantity: decimalText(order.quantity),
    limit_price: decimalText(order.limitPrice),
    stop_price: decimalText(order.stopPrice),
    status: order.status,
    filled_quantity: decimalText(order.filledQuantity),
    filled_value: decimalText(order.filledValue),
    updated_at: order.updatedAt,
    acknowledged_at: orNull(order.acknowledgedAt),
    unconfirmed_at: orNull(order.unconfirmedAt),
    triggered_at: orNull(order.triggeredAt),
    amended_at: orNull(order.amendedAt),
    last_fill_at: orNull(order.lastFillAt),
    ended_status: ended === undefined ? null : ended.status,
    ended_at: ended === undefined ? null : ended.at,
    ended_reason: ended === undefined ? null : saidToText(ended.reason),
    ended_presumed: ended === undefined ? null : Number(ended.presumed),
  };
}

/** Complete by its type; the columns that only sort are computed at each read. */
const stored: Record<Exclude<keyof OrderRow, SortingColumn>, true> = {
  seq: true,
  id: true,
  client_order_id: true,
  broker_order_id: true,
  account_id: true,
  instrument_id: true,
  side: true,
  type: true,
  quantity: true,
  limit_price: true,
  stop_price: true,
  time_in_force: true,
  status: true,
  filled_quantity: true,
  filled_value: true,
  created_at: true,
  updated_at: true,
  acknowledged_at: true,
  unconfirmed_at: true,
  triggered_at: true,
  amended_at: true,
  last_fill_at: true,
  ended_status: true,
  ended_at: true,
  ended_reason: true,
  ended_presumed: true,
  external: true,
  replaces: true,
  strategy: true,
  draft_id: true,
};

export const storedOrderColumns: readonly string[] = Object.keys(stored);

export function orderFromRow(row: Omit<OrderRow, SortingColumn>): Order {
  return {
    id: orderId(row.id),
    clientOrderId: clientOrderId(row.client_order_id),
    brokerOrderId: orUndefined(row.broker_order_id),
    accountId: accountId(row.account_id),
    instrumentId: instrumentId(row.instrument_id),
    side: sideIn(row.side),
    type: typeIn(row.type),
    quantity: decimalIn('orders.quantity', row.quantity),
    limitPrice: optionalDecimalIn('orders.limit_price', row.limit_price),
    stopPrice: optionalDecimalIn('orders.stop_price', row.stop_price),
    timeInForce: timeInForceIn(row.time_in_force),
    status: statusIn(row.status),
    filledQuantity: decimalIn('orders.filled_quantity', row.filled_quantity),
    filledValue: decimalIn('orders.filled_value', row.filled_value),
    createdAt: wholeIn('orders.created_at', row.created_at),
    updatedAt: wholeIn('orders.updated_at', row.updated_at),
    acknowledgedAt: optionalWholeIn('orders.acknowledged_at', row.acknowledged_at),
    unconfirmedAt: optionalWholeIn('orders.unconfirmed_at', row.unconfirmed_at),
    triggeredAt: optionalWholeIn('orders.triggered_at', row.triggered_at),
    amendedAt: optionalWholeIn('orders.amended_at', row.amended_at),
    lastFillAt: optionalWholeIn('orders.last_fill_at', row.last_fill_at),
    ended: endIn(row),
    external: flagIn('orders.external', row.external),
    replaces: row.replaces === null ? undefined : orderId(row.replaces),
    strategy: row.strategy === null ? undefined : toLength(row.strategy),
    draftId: row.draft_id === null ? undefined : draftId(row.draft_id),
  };
}

function endIn(
  row: Pick<OrderRow, 'ended_status' | 'ended_at' | 'ended_reason' | 'ended_presumed'>,
): OrderEnd | undefined {
  const { ended_status: status, ended_at: at, ended_reason: reason, ended_presumed: presumed } = row;
  if (status === null) return undefined;
  if (at === null || reason === null || presumed === null)
    return refuse('orders.ended_status', status, 'an end without its time or reason');
  return {
    status: endStatusIn(status),
    at: wholeIn('orders.ended_at', at),
    reason: saidFromText(reason, orderReasons),
    presumed: flagIn('orders.ended_presumed', presumed),
  };
}
