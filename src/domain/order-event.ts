import type { OrderId } from './ids.ts';
import type { OrderDetail } from './order-reason.ts';
import type { OrderStatus } from './order.ts';
import { reportSources } from './order-report.ts';

/** The facts of a report by their own names, and what the program adds. */
export const orderEventTypes = [
  'created',
  'accepted',
  'triggered',
  'filled',
  'amended',
  'cancelled',
  'rejected',
  'expired',
  'unconfirmed',
  'overfilled',
  'cancel-requested',
  'amend-requested',
  'market-unseen',
] as const;
export const orderEventSources = ['trader', ...reportSources] as const;

/** One line of an order's history. `sequence` counts from 1 within the order; rows are only ever added. */
export type OrderEvent = {
  readonly orderId: OrderId;
  readonly sequence: number;
  readonly type: (typeof orderEventTypes)[number];
  readonly source: (typeof orderEventSources)[number];
  readonly status: OrderStatus;
  readonly time: number;
  readonly receivedAt: number;
  /** What the type does not say: the reason, the fill, the new price. */
  readonly detail: OrderDetail;
};
