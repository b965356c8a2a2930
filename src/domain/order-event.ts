import type { OrderId } from './ids.ts';
import type { OrderStatus } from './order.ts';
import type { OrderFact, ReportSource } from './order-report.ts';

export type OrderEventType =
  | OrderFact['type']
  | 'created'
  | 'overfilled'
  | 'cancel-requested'
  | 'amend-requested';

/** One line of an order's history. `sequence` counts from 1 within the order; rows are only ever added. */
export type OrderEvent = {
  readonly orderId: OrderId;
  readonly sequence: number;
  readonly type: OrderEventType;
  readonly source: ReportSource | 'trader';
  readonly status: OrderStatus;
  readonly time: number;
  readonly receivedAt: number;
  /** For a person to read: the reason, the fill, the new price. */
  readonly detail: string;
};
