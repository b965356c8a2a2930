/**
 * The record behind its ports: one writer, whose units of work queue up, and one reader beside it. The reader is
 * a connection of its own, so it sees committed state only, also while a unit is half done. Between two units whatever
 * else the thread does has its turn: what a venue answers is not left waiting behind a queue of orders.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

import type { Clock } from '#src/ports/clock.ts';
import type { Importance, OpenUnit, RecordStore, Repositories } from '#src/ports/record-store.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
import {
  BusyError,
  ConnectionError,
  NoRoomError,
  StoreClosedError,
  TransactionError,
} from '#src/ports/store-errors.ts';
import type { RetryOptions, Work } from '#src/ports/transaction-manager.ts';
import { createTransactionManager, whileBusy } from '#src/infrastructure/persistence/transaction-manager.ts';
import { repositoriesOf } from './repositories/repositories.ts';
import type { DiskReserve } from './workspace/disk-reserve.ts';
import type { Connection } from './connection.ts';
import { RecordPlace } from './record-place.ts';
import { triesSince, type Patience } from './patience.ts';
import { currentUnit, Session } from './session.ts';
import type { TakeTurn, Turn } from '#src/ports/workspaces.ts';
import { Unit, type IdleLimit, type Origin } from './unit-of-work.ts';

type Reserve = Pick<DiskReserve, 'spent' | 'giveBack' | 'restore'>;

export type RecordStoreOptions = {
  readonly limit?: IdleLimit | undefined;
  /** Room for essential work on a full disk; ordinary work is refused while it is in use. */
  readonly reserve?: Reserve | undefined;
  /** Why nothing can be written. */
  readonly readOnly?: StoreProblem | undefined;
  /** For a second writer of the same file: the turns of the first one. */
  readonly takeTurn?: TakeTurn | undefined;
  /** With a lock that another program holds on the file; without it a unit is refused at once. */
  readonly patience?: Patience | undefined;
};

const noRoom =
  'the disk is full: until there is room again, only cancels and what the venues report are recorded';

export class SqliteRecordStore implements RecordStore {
  readonly read: Repositories;
  readonly #reader: Connection;
  readonly #readSession: Session;
  readonly #writer: Connection;
  readonly #place: RecordPlace;
  readonly #limit: IdleLimit | undefined;
  readonly #reserve: Reserve | undefined;
  readonly #readOnly: StoreProblem | undefined;
  readonly #takeTurn: TakeTurn | undefined;
  readonly #patience: Patience | undefined;
  /** Since when another program holds the file's lock, by the patience's clock; undefined when it was free at last. */
  #busySince: number | undefined;
  /** Since it last lent its turn. */
  #hasBegun = false;
  #lastUnit: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    writer: Connection,
    reader: Connection,
    { limit, reserve, readOnly, takeTurn, patience }: RecordStoreOptions = {},
  ) {
    this.#writer = writer;
    this.#reader = reader;
    this.#place = new RecordPlace(writer);
    this.#limit = limit;
    this.#reserve = reserve;
    this.#readOnly = readOnly;
    this.#takeTurn = takeTurn;
    this.#patience = patience;
    this.#readSession = new Session(reader);
    this.read = repositoriesOf(this.#readSession);
  }

  async transact<Value>(
    work: (unit: Repositories) => Promise<Value>,
    importance: Importance = 'ordinary',
  ): Promise<Value> {
    for (;;) {
      try {
        return await this.#run((unit) => work(unit.repositories), work, importance);
      } catch (error) {
        if (importance === 'ordinary') this.#tellFull(error);
        const isKeptFor = importance === 'essential' && error instanceof NoRoomError;
        if (!isKeptFor || this.#reserve?.giveBack() !== true) throw error;
      }
    }
  }

  /** As `transact`, below the ports. */
  async transactIn<Value>(work: (session: Session) => Promise<Value>): Promise<Value> {
    return this.#run((unit) => work(unit.session), work, 'ordinary');
  }

  async begin(): Promise<OpenUnit> {
    const origin = calledFrom(this.begin);
    return this.#inTurn(
      'ordinary',
      (policy) =>
        policy === undefined
          ? this.#beginUnit(origin)
          : whileBusy(() => this.#beginUnit(origin), policy.clock, policy.options),
      async (unit) => {
        await unit.ended;
        this.#tellFull(unit.refusal);
      },
    );
  }

  /** Ordinary work that meets the full disk says that it is full; what is refused for that takes nothing more. */
  #tellFull(error: unknown): void {
    if (error instanceof NoRoomError && this.#reserve?.spent === false) this.#reserve.giveBack();
  }

  /** Lends this writer's turn to another writer of the file: units that are begun meanwhile wait. */
  async lendTurn(): Promise<Turn> {
    if (this.#closed) throw new StoreClosedError();
    const returned = Promise.withResolvers<void>();
    const turn: Turn = { isShared: this.#hasBegun, end: returned.resolve };
    this.#hasBegun = false;
    const lent = this.#lastUnit.then(() => turn);
    this.#lastUnit = lent.then(() => returned.promise);
    return lent;
  }

  /** Lets the units that wait finish, and takes no new ones. With a clock, a record that would be lost is kept. */
  async close(clock?: Pick<Clock, 'now'>): Promise<void> {
    this.#closed = true;
    await this.#lastUnit;
    try {
      if (clock !== undefined && this.#writer.database.open) await this.#place.rescue(clock);
    } finally {
      this.#readSession.end(new StoreClosedError());
      this.#reader.database.close();
      this.#writer.database.close();
    }
  }

  /** Why the files that are open are not the record any more; undefined while they are. */
  misplaced(): StoreProblem | undefined {
    return this.#place.problem();
  }

  /** Nothing new is decided on a record that is not where it is looked for. */
  #assertThere(): void {
    const problem = this.misplaced();
    if (problem === undefined) return;
    throw new ConnectionError(
      `${this.#writer.database.name}, or its log, was moved, removed or replaced while it was open. Put it back.`,
      problem,
    );
  }

  async #run<Value>(
    work: (unit: Unit) => Promise<Value>,
    origin: Origin,
    importance: Importance,
  ): Promise<Value> {
    const units = { transact: <Out>(own: Work<Out, Unit>) => this.#runUnit(own, origin) };
    return this.#inTurn(importance, (policy) =>
      policy === undefined
        ? units.transact(work)
        : createTransactionManager<Unit>(units, policy.clock).executeWithRetry(work, policy.options),
    );
  }

  /** In the turn that this store has. */
  async #runUnit<Value>(work: Work<Value, Unit>, origin: Origin): Promise<Value> {
    const unit = await this.#beginUnit(origin);
    try {
      const working = currentUnit.run(unit.session, () => work(unit));
      const value = await Promise.race([working, unit.forgotten]);
      await unit.commit();
      return value;
    } catch (error) {
      if (unit.session.isOpen) await unit.rollback();
      throw error;
    }
  }

  async #beginUnit(origin: Origin): Promise<Unit> {
    try {
      const unit = new Unit(this.#writer, repositoriesOf, origin, this.#limit);
      this.#busySince = undefined;
      return unit;
    } catch (error) {
      if (error instanceof BusyError) this.#busySince ??= this.#patience?.clock.monotonic();
      throw error;
    }
  }

  /** Once it is this store's turn, which lasts until `isOver` resolves: nothing overtakes a unit that has to wait. */
  async #inTurn<Value>(
    importance: Importance,
    work: (policy: WaitingPolicy | undefined) => Promise<Value>,
    isOver: (value: Value) => Promise<void> = () => Promise.resolve(),
  ): Promise<Value> {
    if (this.#closed) throw new StoreClosedError();
    if (this.#readOnly !== undefined) throw new TransactionError('the store is read-only', this.#readOnly);
    // It would wait for the very unit that waits for it.
    if (currentUnit.getStore()?.isOpen === true) {
      throw new TransactionError(
        'a unit of work cannot begin inside another: use the repositories of that one',
      );
    }
    const reserve = importance === 'ordinary' ? this.#reserve : undefined;
    if (reserve?.spent === true) await reserve.restore();
    this.#hasBegun = true;
    const asked = this.#patience?.clock.monotonic();
    const done = this.#lastUnit.then(async () => {
      if (reserve?.spent === true) throw new NoRoomError(noRoom, { code: 'ESSENTIALS_ONLY' });
      if (importance === 'ordinary') this.#assertThere();
      const turn = await this.#takeTurn?.();
      const working = work(this.#policySince(asked));
      if (turn !== undefined) {
        const end = (): void => turn.end();
        working.then(isOver).then(end, end);
      }
      return working;
    });
    this.#lastUnit = done
      .then(isOver)
      .catch(() => undefined)
      .then(() => turnOfTheLoop());
    return done.catch((error: unknown) => {
      throw error instanceof BusyError && this.#patience !== undefined
        ? heldElsewhere(this.#patience)
        : error;
    });
  }

  /** Whoever asked while the lock was held waits as long as the first that met it, counted from its own asking. */
  #policySince(asked = 0): WaitingPolicy | undefined {
    if (this.#patience === undefined) return undefined;
    const since = this.#busySince === undefined ? undefined : Math.max(asked, this.#busySince);
    return { clock: this.#patience.clock, options: triesSince(this.#patience, since) };
  }
}

type WaitingPolicy = { readonly clock: Patience['clock']; readonly options: RetryOptions };

function heldElsewhere({ milliseconds }: Patience): BusyError {
  return new BusyError(
    `another program has kept the workspace's record.sqlite locked for ${milliseconds / 1000} s, so this was not ` +
      'recorded. Close that program (a database browser, a backup or a sync tool), then try again',
    { code: 'RECORD_LOCKED', seconds: milliseconds / 1000 },
  );
}

/** The stack below `method`, written out only when somebody asks for it. */
function calledFrom(method: (...values: never[]) => unknown): Origin {
  const origin: Origin = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(origin, method);
  Error.stackTraceLimit = stackTraceLimit;
  return origin;
}
