import type { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, ClientOrderId, InstrumentId } from '#src/domain/ids.ts';
import type { LockReason, OrderReason } from '#src/domain/order-reason.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import type { Order, OrderTerms } from '#src/domain/order.ts';
import type { Result } from '#src/domain/result.ts';
import type { Unanswered } from '#src/domain/coded.ts';
import type { VenueBalance } from '#src/domain/venue-key.ts';

export type VenueRefusal = {
  readonly code: 'REFUSED';
  readonly venueCode: string;
  readonly reason: OrderReason;
};

/** The venue may have it: ask by client order id, never send again. */
export type OutcomeUnknown = { readonly code: 'OUTCOME_UNKNOWN'; readonly reason: OrderReason };

/** Of a question: what it is about is not known. */
export type NotAnswered = OutcomeUnknown & { readonly reason: Unanswered };

export type OrderChange = {
  /** The new total, filled part included. */
  readonly quantity: Decimal;
  readonly limitPrice: Decimal | undefined;
  readonly stopPrice: Decimal | undefined;
};

export type VenueCapabilities = {
  readonly amends: boolean;
  /**
   * Milliseconds after sending from which on the venue cannot take a request any more, so that an empty answer proves that
   * it never had it. Undefined where nothing proves that.
   */
  readonly notPlacedAfter: number | undefined;
  /**
   * Where a market order leaves as a limit that ends at once: how far beyond the best price that lies, as a share of it.
   * Undefined where it takes whatever there is.
   */
  readonly marketReach: Decimal | undefined;
  /** It lives outside this program: what it holds is compared with the record whenever it was out of reach. */
  readonly isRemote: boolean;
};

/** What an order is that may have been placed elsewhere. */
export type PlacedTerms = Omit<OrderTerms, 'accountId'> & { readonly createdAt: number };

/** A report as its venue tells it. Its client order id is unique in its account only. */
export type VenueReport = OrderReport & {
  readonly accountId: AccountId;
  /** Where the venue says them: an order that is not in the record is adopted with these. */
  readonly placed?: PlacedTerms | undefined;
};

/** An order by the venue's own number of it, which is unique in its instrument only. */
export type AtVenue = { readonly instrumentId: InstrumentId; readonly brokerOrderId: string };

export type OpenAtVenue = AtVenue & {
  readonly clientOrderId: ClientOrderId;
  readonly quantity: Decimal;
  readonly filledQuantity: Decimal;
};

/** A fill that the venue has; what it was is told by a query of its order. */
export type FilledAtVenue = AtVenue & { readonly venueTradeId: string };

/** Fills of one answer; one with as many, or more, may go on. */
export const fillsAtOnce = 20_000;

/** From where on fills are asked for. */
export type FillCursor = {
  /** The last one that is known; undefined where none is. */
  readonly after: string | undefined;
  /** Epoch milliseconds: older ones are not asked for. */
  readonly since: number;
};

/** `lost`: nothing is sent, and what its account does meanwhile is not heard. */
export type ClientState =
  | { readonly status: 'connected' }
  | { readonly status: 'lost'; readonly reason: LockReason };

export type Answered = Result<readonly VenueReport[], VenueRefusal | OutcomeUnknown>;
export type Told = Result<readonly VenueReport[], NotAnswered>;

/** Trading on one account of one venue. Every request is sent at most once. */
export interface ExchangeClient {
  readonly capabilities: VenueCapabilities;
  /** The reports that answer the request, at least an acceptance; later ones come through `onReport`. */
  place(order: Order): Promise<Answered>;
  /** An answer means that the venue took the request; the end itself comes as a report. */
  cancel(order: Order): Promise<Answered>;
  amend(order: Order, change: OrderChange): Promise<Answered>;
  /** Everything that the venue knows of one order, as reports; empty when it knows no such order. */
  query(order: Order): Promise<Told>;
  /** The same of an order that is known by the venue's number alone. */
  queryAtVenue(order: AtVenue): Promise<Told>;
  openOrders(): Promise<Result<readonly OpenAtVenue[], NotAnswered>>;
  /** In the order in which they happened; where there are `fillsAtOnce`, others may follow the last. */
  fillsSince(
    instrument: InstrumentId,
    cursor: FillCursor,
  ): Promise<Result<readonly FilledAtVenue[], NotAnswered>>;
  balances(): Promise<Result<readonly VenueBalance[], NotAnswered>>;
  /** Epoch milliseconds. */
  serverTime(): Promise<Result<number, NotAnswered>>;
  onReport(listener: (report: VenueReport) => void): () => void;
  /** Told at once, and whenever it becomes another; `connected` again after every gap in what was reported. */
  onState(listener: (state: ClientState) => void): () => void;
  /** Every request that is under way is answered soon after, as unknown where the venue's word has not come. */
  close(): Promise<void>;
}
