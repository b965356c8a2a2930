import type { AccountId, ClientOrderId, DraftId, InstrumentId, OrderId } from '#src/domain/ids.ts';
import type { Side } from '#src/domain/fill.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { Order, OrderStatus } from '#src/domain/order.ts';
import type { Count, Page, PageRequest, SortDirection } from './page.ts';

export type OrderFilter = {
  readonly accountIds?: readonly AccountId[] | undefined;
  readonly instrumentId?: InstrumentId | undefined;
  /** The same symbol on every venue. */
  readonly symbol?: string | undefined;
  readonly statuses?: readonly OrderStatus[] | undefined;
  readonly side?: Side | undefined;
  readonly strategy?: string | undefined;
  /** Placed for no strategy. */
  readonly noStrategy?: boolean | undefined;
  readonly activeOnly?: boolean | undefined;
  /** Creation time, from inclusive, to exclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

export type OrderSort = {
  readonly by: 'time' | 'symbol' | 'status' | 'quantity' | 'price';
  readonly direction: SortDirection;
};

/** `before`: a sequence; without it the last ones are meant. */
export type EventsPage = { readonly before: number | undefined; readonly most: number };

export interface OrderRepository {
  /** Throws IntegrityError when the id, the client order id or the draft's id is taken. */
  insert(order: Order): Promise<void>;
  /** Inserts or, where the id is there, updates. */
  save(order: Order): Promise<void>;
  saveMany(orders: readonly Order[]): Promise<void>;
  /** Throws EntityNotFoundError when there is no such order. */
  update(order: Order): Promise<void>;
  find(id: OrderId): Promise<Order | undefined>;
  /** Throws EntityNotFoundError. */
  get(id: OrderId): Promise<Order>;
  findByClientOrderId(id: ClientOrderId): Promise<Order | undefined>;
  /** The order that spent the draft. */
  findByDraftId(id: DraftId): Promise<Order | undefined>;
  /** By its venue's number, which is unique in its instrument only. */
  findByBrokerOrderId(
    account: AccountId,
    instrument: InstrumentId,
    brokerOrderId: string,
  ): Promise<Order | undefined>;
  /** What it ever had an order in; costs as much as there are symbols. */
  symbolsOf(account: AccountId): Promise<readonly string[]>;
  /** All orders that may still trade, in the order in which they were added: the venue's priority. */
  active(account?: AccountId): Promise<readonly Order[]>;
  page(filter: OrderFilter, sort: OrderSort, request: PageRequest): Promise<Page<Order>>;
  /** The names of all that an order was ever placed for, by name. Costs as much as there are names. */
  strategies(): Promise<readonly string[]>;
  /** How many work, of all accounts: takes as long as those are many, however many have ended. */
  countWorking(): Promise<number>;
  /** All that match: takes as long as there are many. */
  count(filter: OrderFilter): Promise<number>;
  /** Gives up after having looked at `most` orders or fewer, however many there are. */
  countSome(filter: OrderFilter, most: number): Promise<Count>;
  /** Adds to the order's history; `sequence` continues where it ended. Rows are never changed. */
  appendEvents(events: readonly OrderEvent[]): Promise<void>;
  /** By their sequence: all, or the last `most` of those before a sequence. */
  events(id: OrderId, page?: EventsPage): Promise<readonly OrderEvent[]>;
  /** Of the order's history; 0 before its first event. */
  lastSequence(id: OrderId): Promise<number>;
}
