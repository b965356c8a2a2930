/**
 * The record behind its ports: one writer, whose units of work queue up, and one reader beside it. The reader is
 * a connection of its own, so it sees committed state only, also while a unit is half done.
 */
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { TransactionError } from '#src/ports/store-errors.ts';
import { SqliteAccountRepository } from './account-repository.ts';
import { SqliteAuditRepository } from './audit-repository.ts';
import { storeError } from './driver-errors.ts';
import { SqliteImportRepository } from './import-repository.ts';
import { SqliteInstrumentRepository } from './instrument-repository.ts';
import { SqliteLedgerRepository } from './ledger-repository.ts';
import { SqliteOrderRepository } from './order-repository.ts';
import { SqliteOutboxRepository } from './outbox-repository.ts';
import { SqlitePortfolioRepository } from './portfolio-repository.ts';
import { SqlitePositionRepository } from './position-repository.ts';
import { currentUnit, Session, type Connection } from './session.ts';
import { SqliteSettingsRepository } from './settings-repository.ts';
import { SqliteTradeRepository } from './trade-repository.ts';

export class SqliteRecordStore implements RecordStore {
  readonly read: Repositories;
  readonly #reader: Connection;
  readonly #readSession: Session;
  readonly #writer: Connection;
  #lastUnit: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(writer: Connection, reader: Connection) {
    this.#writer = writer;
    this.#reader = reader;
    this.#readSession = new Session(reader);
    this.read = repositoriesOf(this.#readSession);
  }

  async transact<Value>(work: (unit: Repositories) => Promise<Value>): Promise<Value> {
    if (this.#closed) throw new TransactionError('the store is closed');
    // It would wait for the very unit that waits for it.
    if (currentUnit.getStore()?.isOpen === true) {
      throw new TransactionError(
        'a unit of work cannot begin inside another: use the repositories of that one',
      );
    }
    const turn = this.#lastUnit.then(() => runUnit(this.#writer, work));
    this.#lastUnit = turn.catch(() => undefined);
    return turn;
  }

  /** Lets the units that wait finish, and takes no new ones. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#lastUnit;
    this.#readSession.end();
    this.#reader.database.close();
    this.#writer.database.close();
  }
}

async function runUnit<Value>(
  writer: Connection,
  work: (unit: Repositories) => Promise<Value>,
): Promise<Value> {
  const session = new Session(writer);
  control(writer, 'BEGIN IMMEDIATE', 'begin a unit of work');
  try {
    const value = await currentUnit.run(session, () => work(repositoriesOf(session)));
    session.writeChains();
    session.end();
    control(writer, 'COMMIT', 'commit a unit of work');
    return value;
  } catch (error) {
    session.end();
    // SQLite itself has rolled back after a full disk or a failed write.
    if (writer.database.inTransaction) control(writer, 'ROLLBACK', 'roll back a unit of work');
    throw error;
  }
}

function control(
  writer: Connection,
  sql: 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK',
  operation: string,
): void {
  try {
    writer.statement(sql).run();
  } catch (error) {
    throw new TransactionError(storeError(error, operation).message);
  }
}

function repositoriesOf(session: Session): Repositories {
  return {
    orders: new SqliteOrderRepository(session),
    trades: new SqliteTradeRepository(session),
    positions: new SqlitePositionRepository(session),
    ledger: new SqliteLedgerRepository(session),
    portfolios: new SqlitePortfolioRepository(session),
    accounts: new SqliteAccountRepository(session),
    instruments: new SqliteInstrumentRepository(session),
    outbox: new SqliteOutboxRepository(session),
    settings: new SqliteSettingsRepository(session),
    imports: new SqliteImportRepository(session),
    audit: new SqliteAuditRepository(session),
  };
}
