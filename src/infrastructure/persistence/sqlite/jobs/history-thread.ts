import type { AccountId } from '#src/domain/ids.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf, type Input, type Output, type Work } from '#src/infrastructure/threads/service.ts';
import type {
  EquityDaysQuestion,
  HistoryReader,
  GainsQuestion,
  MovementsQuestion,
  ReadBalances,
  ReadEquityDays,
  ReadGains,
  ReadMovements,
  UpgradeChanges,
} from '#src/ports/history-reader.ts';

type InFolder<Needs> = { readonly folder: string } & Needs;

/** Of the record in a folder. */
export type HistoryThread = {
  readonly balances: (
    needs: InFolder<{ readonly account: AccountId }>,
    work: Work<never>,
  ) => Promise<ReadBalances>;
  readonly movements: (
    needs: InFolder<{ readonly question: MovementsQuestion }>,
    work: Work<never>,
  ) => Promise<ReadMovements>;
  readonly gains: (
    needs: InFolder<{ readonly question: GainsQuestion }>,
    work: Work<never>,
  ) => Promise<ReadGains>;
  readonly equityDays: (
    needs: InFolder<{ readonly question: EquityDaysQuestion }>,
    work: Work<never>,
  ) => Promise<ReadEquityDays>;
  readonly upgradeChanges: (
    needs: { readonly folder: string },
    work: Work<never>,
  ) => Promise<UpgradeChanges | undefined>;
};

/** Each question in a thread of its own, which ends with it: they are rare. */
export function openHistoryReader(workerUrl: URL, folder: string): HistoryReader {
  async function ask<Name extends keyof HistoryThread>(
    name: Name,
    needs: Input<HistoryThread[Name]>,
    signal: AbortSignal,
  ): Promise<Output<HistoryThread[Name]>> {
    const thread = openThread<HistoryThread>(workerUrl);
    try {
      return valueOf(await thread.ask(name, needs, { signal }));
    } finally {
      await thread.end();
    }
  }

  return {
    check: (account, signal) => ask('balances', { folder, account }, signal),
    movements: (question, signal) => ask('movements', { folder, question }, signal),
    gains: (question, signal) => ask('gains', { folder, question }, signal),
    equityDays: (question, signal) => ask('equityDays', { folder, question }, signal),
    upgradeChanges: (signal) => ask('upgradeChanges', { folder }, signal),
  };
}
