import type { OrderInfo } from '#src/contract/orders.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { RecordChange } from '#src/contract/state.ts';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { type Table, tableOf } from '#renderer/core/table.ts';

/** As the screen holds what has an id. */
export function tableWith<Row extends { readonly id: string }>(...rows: readonly Row[]): Table<Row> {
  return tableOf(rows, ({ id }) => id);
}

export const paper: WorkspaceInfo = { id: 'w1', name: 'Paper', kind: 'paper', createdAt: 1 };

export function order(id: string, changes: Partial<OrderInfo> = {}): OrderInfo {
  return {
    id,
    clientOrderId: `td-${id}`,
    accountId: 'a1',
    instrumentId: 'sim:NKNUSDT',
    side: 'BUY',
    type: 'LIMIT',
    quantity: '100',
    limitPrice: '0.35',
    timeInForce: 'GTC',
    status: 'SUBMITTED',
    filledQuantity: '0',
    remainingQuantity: '100',
    active: true,
    external: false,
    createdAt: 1,
    updatedAt: 1,
    ...changes,
  };
}

export function orderChanged(id: string, changes: Partial<OrderInfo> = {}): RecordChange {
  return { type: 'orderChanged', order: order(id, changes) };
}

export function position(changes: Partial<PositionInfo> = {}): PositionInfo {
  return {
    id: 'p1',
    accountId: 'a1',
    held: 'NKN',
    instrumentId: 'sim:NKNUSDT',
    side: 'BUY',
    quantity: '1',
    enteredQuantity: '1',
    cost: '0.35',
    realised: '0',
    fees: [],
    currency: 'USDT',
    method: 'FIFO',
    openedAt: 1,
    updatedAt: 1,
    ...changes,
  };
}
