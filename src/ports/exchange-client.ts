import type { Decimal } from '#src/domain/decimal.ts';
import type { ClientOrderId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderReason } from '#src/domain/order-reason.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import type { Result } from '#src/domain/result.ts';

export type VenueRefusal = {
  readonly code: 'REFUSED';
  readonly venueCode: string;
  readonly reason: OrderReason;
};

/** The venue may have it: ask by client order id, never send again. */
export type OutcomeUnknown = { readonly code: 'OUTCOME_UNKNOWN'; readonly reason: OrderReason };

export type OrderChange = {
  /** The new total, filled part included. */
  readonly quantity: Decimal;
  readonly limitPrice: Decimal | undefined;
  readonly stopPrice: Decimal | undefined;
};

/** Trading on one account of one venue. Every request is sent at most once. */
export interface ExchangeClient {
  /** The reports that answer the request, at least an acceptance; later ones come through `onReport`. */
  place(order: Order): Promise<Result<readonly OrderReport[], VenueRefusal | OutcomeUnknown>>;
  /** An answer means that the venue took the request; the end itself comes as a report. */
  cancel(order: Order): Promise<Result<readonly OrderReport[], VenueRefusal | OutcomeUnknown>>;
  amend(
    order: Order,
    change: OrderChange,
  ): Promise<Result<readonly OrderReport[], VenueRefusal | OutcomeUnknown>>;
  /** Everything that the venue knows of one order, as reports; empty when it knows no such order. */
  query(id: ClientOrderId): Promise<Result<readonly OrderReport[], OutcomeUnknown>>;
  onReport(listener: (report: OrderReport) => void): () => void;
  /** Every request that is under way is answered soon after, as unknown where the venue's word has not come. */
  close(): Promise<void>;
}
