/**
 * The record behind its ports: one writer, whose units of work queue up, and one reader beside it. The reader is
 * a connection of its own, so it sees committed state only, also while a unit is half done.
 */
import type { OpenUnit, RecordStore, Repositories } from '#src/ports/record-store.ts';
import { TransactionError } from '#src/ports/store-errors.ts';
import { SqliteAccountRepository } from './account-repository.ts';
import { SqliteAuditRepository } from './audit-repository.ts';
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
import { Unit, type IdleLimit } from './unit-of-work.ts';

export class SqliteRecordStore implements RecordStore {
  readonly read: Repositories;
  readonly #reader: Connection;
  readonly #readSession: Session;
  readonly #writer: Connection;
  readonly #limit: IdleLimit | undefined;
  #lastUnit: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(writer: Connection, reader: Connection, limit?: IdleLimit) {
    this.#writer = writer;
    this.#reader = reader;
    this.#limit = limit;
    this.#readSession = new Session(reader);
    this.read = repositoriesOf(this.#readSession);
  }

  async transact<Value>(work: (unit: Repositories) => Promise<Value>): Promise<Value> {
    const unit = await this.#enqueue(calledFrom(this.transact));
    try {
      const working = currentUnit.run(unit.session, () => work(unit.repositories));
      const value = await Promise.race([working, unit.forgotten]);
      await unit.commit();
      return value;
    } catch (error) {
      if (unit.session.isOpen) await unit.rollback();
      throw error;
    }
  }

  async begin(): Promise<OpenUnit> {
    return this.#enqueue(calledFrom(this.begin));
  }

  /** Lets the units that wait finish, and takes no new ones. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#lastUnit;
    this.#readSession.end();
    this.#reader.database.close();
    this.#writer.database.close();
  }

  async #enqueue(origin: Error): Promise<Unit> {
    if (this.#closed) throw new TransactionError('the store is closed');
    // It would wait for the very unit that waits for it.
    if (currentUnit.getStore()?.isOpen === true) {
      throw new TransactionError(
        'a unit of work cannot begin inside another: use the repositories of that one',
      );
    }
    const begun = this.#lastUnit.then(() => new Unit(this.#writer, repositoriesOf, origin, this.#limit));
    this.#lastUnit = begun.then((unit) => unit.ended).catch(() => undefined);
    return begun;
  }
}

/** The stack below `method`, written out only when somebody asks for it. */
function calledFrom(method: (...values: never[]) => unknown): Error {
  const origin = new Error('a unit of work began');
  Error.captureStackTrace(origin, method);
  return origin;
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
