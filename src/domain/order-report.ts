import type { Decimal } from './decimal.ts';
import type { Fill } from './fill.ts';
import type { ClientOrderId } from './ids.ts';
import type { OrderReason } from './order-reason.ts';

/** How a report reached us. */
export const reportSources = ['answer', 'stream', 'query', 'recovery', 'import'] as const;
export type ReportSource = (typeof reportSources)[number];

/** What a venue (or recovery) says of one order. The only thing that changes an order. */
export type OrderReport = {
  readonly clientOrderId: ClientOrderId;
  readonly brokerOrderId: string | undefined;
  readonly source: ReportSource;
  /** The venue's time. */
  readonly time: number;
  readonly receivedAt: number;
} & OrderFact;

export type OrderFact =
  | { readonly type: 'accepted' }
  | { readonly type: 'triggered' }
  | { readonly type: 'filled'; readonly fill: ReportedFill }
  | {
      readonly type: 'amended';
      readonly quantity: Decimal;
      readonly limitPrice: Decimal | undefined;
      readonly stopPrice: Decimal | undefined;
    }
  | { readonly type: 'cancelled'; readonly reason: OrderReason }
  | { readonly type: 'rejected'; readonly reason: OrderReason }
  | { readonly type: 'expired'; readonly reason: OrderReason }
  | { readonly type: 'unconfirmed'; readonly reason: OrderReason };

/** A fill as the venue reports it; account, instrument, side and order are the order's. */
export type ReportedFill = Pick<
  Fill,
  'venueTradeId' | 'quantity' | 'price' | 'fee' | 'liquidity' | 'venueSequence'
>;
