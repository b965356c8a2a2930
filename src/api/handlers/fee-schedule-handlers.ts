import { removeFeeSchedule, setFeeSchedule } from '#src/application/accounts/fee-schedules.ts';
import type { ImportRuns } from '#src/application/imports/import-runs.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { FeeSchedule, FeeTerms } from '#src/domain/fee-schedule.ts';
import { currency } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { decimalOrUnknown } from './decimal-input.ts';
import { within, type CurrentWorkspace } from './open-workspace.ts';

type FeeScheduleCalls = Extract<keyof Handlers, `accounts.${string}FeeSchedule` | 'accounts.feeSchedules'>;

/** `inTurn`: one after another with what imports and takes back, which folds positions anew too. */
export function createFeeScheduleHandlers(
  current: CurrentWorkspace,
  inTurn: ImportRuns['inTurn'],
): Pick<Handlers, FeeScheduleCalls> {
  return {
    'accounts.feeSchedules': within(
      current,
      async ({ store }, { accountId }: CallRequest<'accounts.feeSchedules'>) =>
        ok(present(await store.read.feeSchedules.of(accountId))),
    ),
    'accounts.setFeeSchedule': within(
      current,
      async (workspace, { accountId, since, terms }: CallRequest<'accounts.setFeeSchedule'>) =>
        inTurn(workspace, async () => {
          const set = await setFeeSchedule(workspace, { accountId, since, terms: termsOf(terms) });
          return set.ok ? ok(present(set.value)) : inText(set);
        }),
    ),
    'accounts.removeFeeSchedule': within(
      current,
      async (workspace, at: CallRequest<'accounts.removeFeeSchedule'>) =>
        inTurn(workspace, async () => {
          const set = await removeFeeSchedule(workspace, at);
          return set.ok ? ok(present(set.value)) : inText(set);
        }),
    ),
  };
}

function present(schedules: readonly FeeSchedule[]) {
  return schedules.map(({ since, terms }) => inText({ since, terms }));
}

function termsOf(terms: CallRequest<'accounts.setFeeSchedule'>['terms']): FeeTerms {
  const minimum = decimalOrUnknown(terms.minimum);
  return terms.basis === 'share'
    ? { basis: terms.basis, maker: Decimal.from(terms.maker), taker: Decimal.from(terms.taker), minimum }
    : {
        basis: terms.basis,
        amount: Decimal.from(terms.amount),
        currency: currency(terms.currency),
        minimum,
      };
}
