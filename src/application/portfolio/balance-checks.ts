import { StoreClosedError } from '#src/ports/store-errors.ts';
import type { Change } from '#src/application/changes.ts';
import {
  checkAssertions,
  type BalanceAssertion,
  type CheckedAssertion,
} from '#src/domain/balance-assertion.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, BalanceAssertionId } from '#src/domain/ids.ts';
import type { HistoryReader, MovementsQuestion, ReadMovements } from '#src/ports/history-reader.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type BalanceChecksNeeds = {
  readonly store: Pick<RecordStore, 'read'>;
  readonly reader: Pick<HistoryReader, 'check' | 'movements'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Something was checked, or is to be checked again. */
  readonly onChange: () => void;
};

/** What is known of the balances that statements give. */
export type BalanceChecks = {
  /** Changes with whatever else does. */
  readonly version: number;
  /** Some are checked again: what is told of those is of before. */
  readonly isChecking: boolean;
  readonly checked: readonly CheckedAssertion[];
};

/** Milliseconds. What happens together, as late fills of one connection, is checked together. */
const gatherTime = 250;

/**
 * Compares what statements say with the record: as they are entered, and again after whatever may have changed what was held
 * at their moments. A fill of now does not: it comes after all of them.
 */
export function createBalanceChecks({ store, reader, clock, log, onChange }: BalanceChecksNeeds) {
  let assertions: readonly BalanceAssertion[] = [];
  let recorded: ReadonlyMap<BalanceAssertionId, Decimal> = new Map();
  const waiting = new Set<AccountId>();
  const stopping = new AbortController();
  let callOff: (() => void) | undefined;
  let running: Promise<void> | undefined;
  let version = 0;

  function changed(): void {
    version += 1;
    onChange();
  }

  function mark(accounts: Iterable<AccountId>): void {
    const before = waiting.size;
    for (const account of accounts) waiting.add(account);
    if (waiting.size > before) changed();
    if (waiting.size === 0 || running !== undefined || stopping.signal.aborted) return;
    callOff ??= clock.after(gatherTime, () => {
      callOff = undefined;
      running = checkAll().finally(() => {
        running = undefined;
      });
    });
  }

  async function checkAll(): Promise<void> {
    for (let [account] = waiting; account !== undefined; [account] = waiting) {
      waiting.delete(account);
      const answer = await readOf(account);
      if (stopping.signal.aborted) return;
      const others = assertions.filter(({ accountId }) => accountId !== account);
      const kept = others.flatMap(({ id }) => {
        const amount = recorded.get(id);
        return amount === undefined ? [] : [[id, amount] as const];
      });
      recorded = new Map([...kept, ...answer]);
      changed();
    }
  }

  /** Nothing where it cannot be told. */
  async function readOf(account: AccountId): Promise<readonly (readonly [BalanceAssertionId, Decimal])[]> {
    try {
      const { recorded: told } = await reader.check(account, stopping.signal);
      return told.map(({ id, amount }) => [id, Decimal.from(amount)]);
    } catch (fault) {
      if (!stopping.signal.aborted)
        log.warn('balances of statements could not be checked', { account, fault });
      return [];
    }
  }

  return {
    /** Reads and checks all of them anew: at the start, and after work whose changes it is not told. */
    async reload(): Promise<void> {
      assertions = await store.read.balanceAssertions.list();
      mark(new Set(assertions.map(({ accountId }) => accountId)));
    },
    /** After some of the account were stated, corrected or taken back. */
    async reloadOf(account: AccountId): Promise<void> {
      assertions = await store.read.balanceAssertions.list();
      mark([account]);
      changed();
    },
    /** After committed changes. */
    follow(changes: readonly Change[]): void {
      if (assertions.length === 0) return;
      mark(
        changes.flatMap((change) =>
          change.type === 'fillAdded' &&
          assertions.some(
            ({ accountId, until }) => accountId === change.fill.accountId && change.fill.time < until,
          )
            ? [change.fill.accountId]
            : [],
        ),
      );
    },
    /** Of those of the accounts. */
    of(accounts: readonly AccountId[]): BalanceChecks {
      const own = assertions.filter(({ accountId }) => accounts.includes(accountId));
      return {
        version,
        isChecking: running !== undefined || waiting.size > 0,
        checked: checkAssertions(own, (id) => recorded.get(id)),
      };
    },
    /** Throws a StoreClosedError where it is closed first. */
    async movements(question: MovementsQuestion): Promise<ReadMovements> {
      try {
        return await reader.movements(question, stopping.signal);
      } catch (fault) {
        throw stopping.signal.aborted ? new StoreClosedError() : fault;
      }
    },
    async close(): Promise<void> {
      stopping.abort();
      callOff?.();
      await running;
    },
  };
}
