import { checkEntry, type EntryProblem } from '#src/domain/entry-problem.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** All that is wrong with an entry, by what the record has. `now`: nothing moves later. */
export async function problemsOf(
  { ledger, instruments }: Pick<Repositories, 'ledger' | 'instruments'>,
  entry: LedgerEntry,
  now: number,
): Promise<readonly EntryProblem[]> {
  const { corrects, instrumentId } = entry;
  return checkEntry(entry, {
    now,
    instrument: instrumentId && (await instruments.find(instrumentId)),
    corrected: corrects && (await ledger.find(corrects)),
    isCorrected: corrects !== undefined && (await ledger.correctionOf(corrects)) !== undefined,
  });
}
