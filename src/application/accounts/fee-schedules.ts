import { foldHolding } from '#src/application/orders/book-fills.ts';
import { baseOf } from '#src/application/orders/held-legs.ts';
import type { Account } from '#src/domain/account.ts';
import {
  mostFeeSchedules,
  problemsOfSchedule,
  type FeeSchedule,
  type FeeScheduleProblem,
} from '#src/domain/fee-schedule.ts';
import { heldIn } from '#src/domain/held.ts';
import type { AccountId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { tradedHere, type AccountRefused } from './account-rules.ts';

export type FeeScheduleNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Makes the positions that are marked, and tells that they are others. */
  readonly foldAnew: <Recorded extends { readonly ok: boolean }>(
    record: () => Promise<Recorded>,
  ) => Promise<Recorded>;
};

type InvalidSchedule = {
  readonly code: 'INVALID_SCHEDULE';
  readonly problems: readonly FeeScheduleProblem[];
};
type Refused = NotFound<'account'> | AccountRefused | InvalidSchedule;
type Set = Result<readonly FeeSchedule[], Refused>;

const tooMany: InvalidSchedule = {
  code: 'INVALID_SCHEDULE',
  problems: [{ field: 'since', code: 'TOO_MANY' }],
};

/** In the place of the one that holds from the same moment on. Answers with all of the account. */
export function setFeeSchedule(needs: FeeScheduleNeeds, schedule: FeeSchedule): Promise<Set> {
  const problems = problemsOfSchedule(schedule, needs.clock.now());
  if (problems.length > 0) return Promise.resolve(err({ code: 'INVALID_SCHEDULE', problems }));
  return change(needs, schedule, async ({ feeSchedules }) => {
    const others = (await feeSchedules.of(schedule.accountId)).filter(
      ({ since }) => since !== schedule.since,
    );
    if (others.length >= mostFeeSchedules) return err(tooMany);
    await feeSchedules.save(schedule);
    return ok(undefined);
  });
}

/** What it estimated goes with it: the one before holds on, or the fees are unknown again. */
export function removeFeeSchedule(
  needs: FeeScheduleNeeds,
  at: Pick<FeeSchedule, 'accountId' | 'since'>,
): Promise<Set> {
  return change(needs, at, async ({ feeSchedules }) => {
    await feeSchedules.remove(at.accountId, at.since);
    return ok(undefined);
  });
}

function change(
  { store, clock, foldAnew }: FeeScheduleNeeds,
  { accountId, since }: Pick<FeeSchedule, 'accountId' | 'since'>,
  write: (unit: Repositories) => Promise<Result<undefined, InvalidSchedule>>,
): Promise<Set> {
  return foldAnew(() =>
    store.transact(async (unit): Promise<Set> => {
      const { accounts, feeSchedules, audit } = unit;
      const account = (await accounts.list()).find(({ id }) => id === accountId);
      if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id: accountId });
      if (account.mode !== 'history') return err(tradedHere);
      const from = await termsAt(unit, accountId, since);
      const written = await write(unit);
      if (!written.ok) return written;
      const to = await termsAt(unit, accountId, since);
      if (JSON.stringify(from) === JSON.stringify(to)) return ok(await feeSchedules.of(accountId));
      await audit.append({
        time: clock.now(),
        actor: 'trader',
        action: 'changed',
        subject: `fee schedule of account ${accountId}`,
        detail: JSON.stringify({ since, from, to }),
      });
      await markUnknown(unit, account);
      return ok(await feeSchedules.of(accountId));
    }),
  );
}

async function termsAt({ feeSchedules }: Repositories, account: AccountId, since: number) {
  return inText((await feeSchedules.of(account)).find((each) => each.since === since)?.terms);
}

/** What has a fill whose fee nobody told is folded anew. */
async function markUnknown(unit: Repositories, account: Account): Promise<void> {
  const base = await baseOf(unit, account.id);
  for (const id of await unit.trades.withoutFee(account.id)) {
    const held = heldIn(base, await unit.instruments.get(id));
    if (held !== undefined) await foldHolding(unit, { accountId: account.id, held });
  }
}
