import { checkEntry, type EntryProblem } from '#src/domain/entry-problem.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { baseOf } from './held-legs.ts';

/** All that is wrong with entries, by what the record has. `now`: nothing moves later. */
export async function problemsOf(
  read: Repositories,
  entries: readonly LedgerEntry[],
  now: number,
): Promise<readonly EntryProblem[]> {
  const problems: EntryProblem[] = [];
  for (const entry of entries) {
    const { corrects, instrumentId, accountId } = entry;
    const found = checkEntry(entry, {
      now,
      instrument: instrumentId && (await read.instruments.find(instrumentId)),
      corrected: corrects && (await read.ledger.find(corrects)),
      isCorrected: corrects !== undefined && (await read.ledger.correctionOf(corrects)) !== undefined,
      base: await baseOf(read, accountId),
    });
    problems.push(...found);
  }
  return problems;
}
