import type { Publish } from '#src/application/changes.ts';
import type { Account } from '#src/domain/account.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import type { Difference } from '#src/domain/reconciliation/difference.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ExchangeClient } from '#src/ports/exchange-client.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { AccountLocks } from './account-locks.ts';
import { createComparison, lockReasonOf } from './compare-account.ts';
import { createElsewhere, type Elsewhere } from './elsewhere.ts';

export type ReconcileNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly locks: AccountLocks;
  /** How much is taken of orders that are not the trader's own. */
  readonly elsewhere?: Elsewhere;
};

/** Milliseconds. What a stream lost without ending is found within this time. */
const again = 60_000;
const firstRetry = 1_000;
const longestRetry = 30_000;
/** Comparisons of one account in a minute: each asks about every market in which it ever had an order. */
const mostAMinute = 10;
const minute = 60_000;
const lockKey = 'venue';
/** Differences of one account that are kept to be looked at: the newest. */
const mostDifferences = 200;

/** What the comparisons of an account have found since its venue was connected. */
export type Comparison = {
  /** When the last one ended that had all its answers. */
  readonly comparedAt: number | undefined;
  /** The newest first. */
  readonly differences: readonly Difference[];
};

/**
 * Compares accounts with their venues: at the start, after every gap in what was reported, and every minute. Trading on an
 * account is locked from the gap on until it is done. What differs is asked for and recorded as reports; nothing is guessed.
 */
export function createReconciliation({
  store,
  clock,
  publish,
  locks,
  elsewhere = createElsewhere(clock),
}: ReconcileNeeds) {
  const followed = new Map<AccountId, Followed>();
  const compare = createComparison({ store, clock, publish, elsewhere });

  function follow(account: Account, exchange: ExchangeClient): void {
    let isConnected = false;
    let isAsked = false;
    let stopped = false;
    let running: Promise<void> | undefined;
    let retry = firstRetry;
    let callOff: (() => void) | undefined;
    let found: Comparison = { comparedAt: undefined, differences: [] };
    let waiting: (() => void)[] = [];
    /** When the last ones began. */
    let begun: readonly number[] = [];

    const stopHearing = exchange.onState((state) => {
      isConnected = state.status === 'connected';
      callOff?.();
      locks.lock(account.id, lockKey, isConnected ? { code: 'LOCKED_RECONCILING' } : lostFor(state));
      if (isConnected) begin();
      else answer();
    });

    /** Whoever waits for what is under way. */
    function answer(): void {
      const all = waiting;
      waiting = [];
      for (const each of all) each();
    }

    function note(difference: Difference): void {
      found = { ...found, differences: [difference, ...found.differences].slice(0, mostDifferences) };
    }

    function begin(): void {
      isAsked = true;
      callOff?.();
      if (!isConnected || stopped || running !== undefined) return;
      const wait = waitOf();
      if (wait > 0) callOff = clock.after(wait, begin);
      else running = run();
    }

    /** A venue of which something is not understood, ever again, is not asked ever faster. */
    function waitOf(): number {
      const now = clock.monotonic();
      begun = begun.filter((at) => now - at < minute);
      const [first] = begun;
      return first === undefined || begun.length < mostAMinute ? 0 : first + minute - now;
    }

    /** Of a venue that is connected at once this is asked while it is taken up. */
    function isWanted(): boolean {
      return isAsked && isConnected && !stopped;
    }

    async function run(): Promise<void> {
      let trouble: LockReason | undefined;
      while (isWanted() && waitOf() === 0) {
        isAsked = false;
        begun = [...begun, clock.monotonic()];
        trouble = await compare({ account, exchange, note }).then(() => undefined, lockReasonOf);
        if (trouble === undefined) found = { ...found, comparedAt: clock.now() };
      }
      running = undefined;
      if (!isConnected || stopped) return;
      if (isAsked) return begin();
      answer();
      if (trouble === undefined) {
        retry = firstRetry;
        locks.release(account.id, lockKey);
        callOff = clock.after(again, begin);
        return;
      }
      if (trouble.code === 'LOCKED_TOO_MANY_ELSEWHERE') tellLeftOut(account);
      locks.lock(account.id, lockKey, trouble);
      callOff = clock.after(retry, begin);
      retry = Math.min(retry * 2, longestRetry);
    }

    followed.set(account.id, {
      begin,
      found: () => found,
      async compared() {
        if (!isConnected || stopped) return;
        const ended = new Promise<void>((resolve) => waiting.push(resolve));
        begin();
        await ended;
      },
      distrust() {
        locks.lock(account.id, lockKey, { code: 'LOCKED_TOO_MANY_ELSEWHERE' });
        tellLeftOut(account);
        begin();
      },
      async stop() {
        stopped = true;
        callOff?.();
        stopHearing();
        answer();
        locks.release(account.id, lockKey);
        await running;
      },
    });
  }

  function tellLeftOut({ id, name }: Account): void {
    if (!elsewhere.isNews(id)) return;
    const alert = { severity: 'critical', code: 'TOO_MANY_ELSEWHERE', account: name } as const;
    publish([{ type: 'alertRaised', alert }]);
  }

  return {
    /** From now on, and until it is left. */
    follow,
    async leave(account: AccountId): Promise<void> {
      const left = followed.get(account);
      followed.delete(account);
      await left?.stop();
    },
    /** Compares it once more, soon. Nothing for an account that is not followed. */
    begin(account: AccountId): void {
      followed.get(account)?.begin();
    },
    /** Of an account more was told than is taken at once: it is locked until all of it is in the record. */
    onLeftOut(account: AccountId): void {
      followed.get(account)?.distrust();
    },
    /**
     * What was found so far; `now`: once it has been compared again, where its venue is reached. Undefined for an account that is
     * not followed.
     */
    async comparison(account: AccountId, now: boolean): Promise<Comparison | undefined> {
      const own = followed.get(account);
      if (now) await own?.compared();
      return own?.found();
    },
    /** Resolves when nothing more is recorded. */
    async close(): Promise<void> {
      const all = [...followed.values()];
      followed.clear();
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}

type Followed = {
  begin(): void;
  distrust(): void;
  found(): Comparison;
  /** Compares once more, and resolves when that has ended, or cannot be. */
  compared(): Promise<void>;
  stop(): Promise<void>;
};

type State = Parameters<Parameters<ExchangeClient['onState']>[0]>[0];

function lostFor(state: State): LockReason {
  return state.status === 'lost' ? state.reason : { code: 'LOCKED_RECONCILING' };
}
