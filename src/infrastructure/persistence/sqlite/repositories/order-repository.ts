import type { AccountId, ClientOrderId, DraftId, InstrumentId, OrderId } from '#src/domain/ids.ts';
import { activeStatuses, orderStatuses, type Order } from '#src/domain/order.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { OrderFilter, EventsPage, OrderRepository, OrderSort } from '#src/ports/order-repository.ts';
import type { Count, Page, PageRequest } from '#src/ports/page.ts';
import { EntityNotFoundError, IntegrityError } from '#src/ports/store-errors.ts';
import type { ChainedInsertion } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import {
  countRows,
  countSome,
  fetchAll,
  fetchPage,
} from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import {
  orderEventFromRow,
  orderEventToRow,
} from '#src/infrastructure/persistence/sqlite/rows/order-event-row.ts';
import { orderKeyset, orderQuery } from './order-query.ts';
import {
  orderChanges,
  orderFromRow,
  orderToRow,
  storedOrderColumns,
} from '#src/infrastructure/persistence/sqlite/rows/order-row.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

const insertion: Insertion = { table: 'orders' };
const insertionOfNew: Insertion = { table: 'orders', whenTaken: { key: ['id'], rule: 'leave-out' } };
const eventInsertion: ChainedInsertion<'order_events'> = { table: 'order_events', whenTaken: '' };

const selection = `SELECT ${storedOrderColumns.join(', ')} FROM orders`;

export class SqliteOrderRepository implements OrderRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async insert(order: Order): Promise<void> {
    this.#session.insert(`insert order ${order.id}`, insertion, orderToRow(order));
  }

  async save(order: Order): Promise<void> {
    this.#save(order);
  }

  async saveMany(orders: readonly Order[]): Promise<void> {
    const rows = orders.map(orderToRow);
    if (this.#session.insertAtOnce(`save ${orders.length} orders`, insertion, rows)) return;
    for (const order of orders) this.#save(order);
  }

  async update(order: Order): Promise<void> {
    if (this.#update(`update order ${order.id}`, order) === 0) throw notFound(order.id);
  }

  async find(id: OrderId): Promise<Order | undefined> {
    return this.#findBy('id = ?', [id]);
  }

  async get(id: OrderId): Promise<Order> {
    const order = this.#findBy('id = ?', [id]);
    if (order === undefined) throw notFound(id);
    return order;
  }

  async findByClientOrderId(id: ClientOrderId): Promise<Order | undefined> {
    return this.#findBy('client_order_id = ?', [id]);
  }

  async findByDraftId(id: DraftId): Promise<Order | undefined> {
    return this.#findBy('draft_id = ?', [id]);
  }

  async findByBrokerOrderId(
    account: AccountId,
    instrument: InstrumentId,
    brokerOrderId: string,
  ): Promise<Order | undefined> {
    return this.#findBy('account_id = ? AND broker_order_id = ? AND instrument_id = ?', [
      account,
      brokerOrderId,
      instrument,
    ]);
  }

  async symbolsOf(account: AccountId): Promise<readonly string[]> {
    // From one symbol to the next in the index of each status: DISTINCT would read every order of the account.
    const symbols = orderStatuses.flatMap((status) =>
      this.#session.list(
        'symbols of orders',
        `WITH RECURSIVE names (name) AS (
           SELECT min(symbol) FROM orders INDEXED BY orders_group_symbol WHERE account_id = ? AND status = ?
           UNION ALL
           SELECT (SELECT min(symbol) FROM orders INDEXED BY orders_group_symbol
                   WHERE account_id = ? AND status = ? AND symbol > name)
           FROM names WHERE name IS NOT NULL
         ) SELECT name FROM names WHERE name IS NOT NULL`,
        [account, status, account, status],
        ({ name }: { readonly name: string }) => name,
      ),
    );
    return [...new Set(symbols)].toSorted();
  }

  async active(account?: AccountId): Promise<readonly Order[]> {
    const accountIds = account === undefined ? undefined : [account];
    return fetchAll(this.#session, orderQuery({ accountIds, activeOnly: true }), orderFromRow);
  }

  async page(filter: OrderFilter, sort: OrderSort, request: PageRequest): Promise<Page<Order>> {
    return fetchPage(this.#session, orderQuery(filter), orderKeyset(sort), request, orderFromRow);
  }

  async strategies(): Promise<readonly string[]> {
    // From one name to the next in the index: DISTINCT would read every order that has one.
    return this.#session.list(
      'strategies of orders',
      `WITH RECURSIVE names (name) AS (
         SELECT min(strategy) FROM orders WHERE strategy IS NOT NULL
         UNION ALL
         SELECT (SELECT min(strategy) FROM orders WHERE strategy > name) FROM names WHERE name IS NOT NULL
       ) SELECT name FROM names WHERE name IS NOT NULL`,
      [],
      ({ name }: { readonly name: string }) => name,
    );
  }

  async countWorking(): Promise<number> {
    const statuses = activeStatuses.map(() => '?').join(', ');
    // Without their accounts the index of accounts and statuses would be read from end to end.
    const counted = this.#session.find(
      'count working orders',
      `SELECT count(*) AS number FROM accounts CROSS JOIN orders INDEXED BY orders_group
         ON orders.account_id = accounts.id AND orders.status IN (${statuses})`,
      activeStatuses,
      ({ number }: { readonly number: number }) => number,
    );
    return counted ?? 0;
  }

  async count(filter: OrderFilter): Promise<number> {
    return countRows(this.#session, orderQuery(filter));
  }

  async countSome(filter: OrderFilter, most: number): Promise<Count> {
    return countSome(this.#session, orderQuery(filter), most);
  }

  async appendEvents(events: readonly OrderEvent[]): Promise<void> {
    for (const event of events) this.#appendEvent(event);
  }

  async events(id: OrderId, page?: EventsPage): Promise<readonly OrderEvent[]> {
    const { before = Number.MAX_SAFE_INTEGER, most = -1 } = page ?? {};
    return this.#session
      .list(
        `events of order ${id}`,
        'SELECT * FROM order_events WHERE order_id = +? AND sequence < ? ORDER BY sequence DESC LIMIT ?',
        [id, before, most],
        orderEventFromRow,
      )
      .toReversed();
  }

  async lastSequence(id: OrderId): Promise<number> {
    return this.#lastSequence(`last event of order ${id}`, id);
  }

  #lastSequence(operation: string, id: OrderId): number {
    const last = this.#session.find(
      operation,
      'SELECT coalesce(max(sequence), 0) AS sequence FROM order_events WHERE order_id = +?',
      [id],
      (row: { readonly sequence: number }) => row.sequence,
    );
    return last ?? 0;
  }

  /** Two statements: one that might change every index takes twice as long to insert. */
  #save(order: Order): void {
    const what = `save order ${order.id}`;
    if (this.#session.insert(what, insertionOfNew, orderToRow(order)) === 1) return;
    this.#update(what, order);
  }

  #update(what: string, order: Order): number {
    return this.#session.update(what, 'orders', orderToRow(order), orderChanges(order));
  }

  #appendEvent(event: OrderEvent): void {
    const what = `append event ${event.sequence} of order ${event.orderId}`;
    // Whether an order has a first event already is what the unique index looks at.
    if (event.sequence !== 1 && event.sequence !== this.#lastSequence(what, event.orderId) + 1) {
      throw new IntegrityError(`${what}: it does not continue the order's history`);
    }
    this.#session.append(what, eventInsertion, orderEventToRow(event));
  }

  #findBy(condition: string, values: readonly SqlValue[]): Order | undefined {
    return this.#session.find('find order', `${selection} WHERE ${condition}`, values, orderFromRow);
  }
}

function notFound(id: OrderId): EntityNotFoundError {
  return new EntityNotFoundError(`there is no order ${id}`);
}
