import type { Publish } from '#src/application/changes.ts';
import { createTurns } from '#src/application/in-turn.ts';
import type { Account } from '#src/domain/account.ts';
import { causeOf } from '#src/domain/fault.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { KillSwitchState } from '#src/ports/workspaces.ts';
import type { AccountLocks } from './account-locks.ts';

export type KillSwitchNeeds = {
  readonly state: KillSwitchState;
  readonly store: RecordStore;
  readonly locks: AccountLocks;
  readonly clock: Clock;
  readonly log: Log;
  readonly publish: Publish;
  readonly accounts: () => readonly Account[];
};

/**
 * Locks every account of the workspace until the trader releases it, over restarts too. It is asked where a request is
 * marked as being sent, so that what waits there does not leave either; cancels do.
 */
export function createKillSwitch(needs: KillSwitchNeeds) {
  const { state, store, locks, clock, log, publish, accounts } = needs;
  const inTurn = createTurns();
  let engagedAt = state.engagedAt();
  /** Of the last press that was written down, or was tried to be. */
  let keptAt = engagedAt;
  show();

  function show(): void {
    locks.lockAll(engagedAt === undefined ? undefined : { code: 'LOCKED_KILL_SWITCH', since: engagedAt });
  }

  function change(to: number | undefined): void {
    engagedAt = to;
    show();
    publish([
      { type: 'killSwitchChanged', engagedAt },
      ...accounts().map(({ id }) => ({ type: 'accountChanged', accountId: id }) as const),
    ]);
  }

  function record(action: 'engaged' | 'released', time: number): Promise<void> {
    const entry = { time, actor: 'trader', action, subject: 'kill switch', detail: '{}' };
    return store.transact(({ audit }) => audit.append(entry), 'essential');
  }

  /** It holds at once; what cannot be written down is told. */
  async function keep(at: number): Promise<void> {
    const kept = await Promise.allSettled([state.engage(at), record('engaged', at)]);
    for (const outcome of kept) {
      if (outcome.status === 'fulfilled') continue;
      log.error('the kill switch could not be written down', { fault: outcome.reason });
      const cause = causeOf(outcome.reason);
      const alert = { severity: 'critical', code: 'KILL_SWITCH_NOT_KEPT', cause } as const;
      publish([{ type: 'alertRaised', alert }]);
    }
  }

  return {
    engagedAt: (): number | undefined => engagedAt,
    /** Answers with when it was engaged, which may have been before. */
    async engage(): Promise<number> {
      if (engagedAt === undefined) change(clock.now());
      return inTurn(async () => {
        const at = engagedAt ?? clock.now();
        // A release that was under way came in between: the press that came after it counts.
        if (engagedAt === undefined) change(at);
        if (at !== keptAt) await keep(at);
        keptAt = at;
        return at;
      });
    },
    /** It holds until that is written down: throws what keeps it from being. */
    release: (): Promise<void> =>
      inTurn(async () => {
        if (engagedAt === undefined) return;
        await record('released', clock.now());
        await state.release();
        keptAt = undefined;
        change(undefined);
      }),
  };
}
