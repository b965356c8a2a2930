import type { OrderId } from '#src/domain/ids.ts';
import type { OutboxEntry, OutboxRepository } from '#src/ports/outbox-repository.ts';
import { EntityNotFoundError } from '#src/ports/store-errors.ts';
import {
  outboxChanges,
  outboxFromRow,
  outboxToRow,
} from '#src/infrastructure/persistence/sqlite/rows/outbox-row.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const insertion: Insertion = { table: 'outbox' };
const key = ['order_id', 'id'];

export class SqliteOutboxRepository implements OutboxRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async insert(entry: OutboxEntry): Promise<void> {
    this.#session.insert(`insert outbox entry ${entry.id}`, insertion, outboxToRow(entry));
  }

  async update(entry: OutboxEntry): Promise<void> {
    const changed = this.#session.update(
      `update outbox entry ${entry.id}`,
      'outbox',
      outboxToRow(entry),
      outboxChanges(entry),
      key,
    );
    if (changed === 0) throw new EntityNotFoundError(`there is no outbox entry ${entry.id}`);
  }

  async unresolved(): Promise<readonly OutboxEntry[]> {
    return this.#session.list(
      'unresolved outbox entries',
      `SELECT * FROM outbox WHERE state IN ('intent', 'sending', 'unknown') ORDER BY created_at, id`,
      [],
      outboxFromRow,
    );
  }

  async find(order: OrderId, id: string): Promise<OutboxEntry | undefined> {
    return this.#session.find(
      `outbox entry ${id}`,
      'SELECT * FROM outbox WHERE order_id = ? AND id = ?',
      [order, id],
      outboxFromRow,
    );
  }

  async unresolvedOf(order: OrderId): Promise<readonly OutboxEntry[]> {
    return this.#session.list(
      `unresolved outbox entries of order ${order}`,
      `SELECT * FROM outbox INDEXED BY outbox_unresolved
      WHERE state IN ('intent', 'sending', 'unknown') AND order_id = ? ORDER BY id`,
      [order],
      outboxFromRow,
    );
  }

  async ofOrder(id: OrderId): Promise<readonly OutboxEntry[]> {
    return this.#session.list(
      `outbox of order ${id}`,
      'SELECT * FROM outbox WHERE order_id = +? ORDER BY id',
      [id],
      outboxFromRow,
    );
  }
}
