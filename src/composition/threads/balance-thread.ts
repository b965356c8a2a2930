import type { AccountId } from '#src/domain/ids.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf, type Input, type Output, type Work } from '#src/infrastructure/threads/service.ts';
import type {
  BalanceReader,
  MovementsQuestion,
  ReadBalances,
  ReadMovements,
} from '#src/ports/balance-reader.ts';

type InFolder<Needs> = { readonly folder: string } & Needs;

/** Of the record in a folder. */
export type BalanceThread = {
  readonly balances: (
    needs: InFolder<{ readonly account: AccountId }>,
    work: Work<never>,
  ) => Promise<ReadBalances>;
  readonly movements: (
    needs: InFolder<{ readonly question: MovementsQuestion }>,
    work: Work<never>,
  ) => Promise<ReadMovements>;
};

/** Each question in a thread of its own, which ends with it: they are rare. */
export function openBalanceReader(workerUrl: URL, folder: string): BalanceReader {
  async function ask<Name extends keyof BalanceThread>(
    name: Name,
    needs: Input<BalanceThread[Name]>,
    signal: AbortSignal,
  ): Promise<Output<BalanceThread[Name]>> {
    const thread = openThread<BalanceThread>(workerUrl);
    try {
      return valueOf(await thread.ask(name, needs, { signal }));
    } finally {
      await thread.end();
    }
  }

  return {
    check: (account, signal) => ask('balances', { folder, account }, signal),
    movements: (question, signal) => ask('movements', { folder, question }, signal),
  };
}
