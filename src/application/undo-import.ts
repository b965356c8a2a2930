import { ledgerEntryId, type ImportId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { importedEntries } from './import-entries.ts';
import { rebuildInPieces } from './import-positions.ts';

export type UndoImportNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  /** Awaited between the pieces, so that others get their turn. */
  readonly pause: () => Promise<void>;
};

export type AlreadyUndone = { readonly code: 'ALREADY_UNDONE' };

const pageSize = 250;

/**
 * Takes an import back as a whole: its fills become void, what they moved in the ledger is moved back by entries of
 * their own, and the positions are folded anew. Nothing is deleted. The deposits and withdrawals that the file told
 * stay: they are what the account says, with or without its fills. The file may be imported again.
 */
export async function undoImport(
  { store, clock, pause }: UndoImportNeeds,
  id: ImportId,
): Promise<Result<{ readonly fills: number }, AlreadyUndone>> {
  return store.transact(async (unit) => {
    const run = await unit.imports.get(id);
    if (run.undoneAt !== undefined) return err({ code: 'ALREADY_UNDONE' });
    const undoneAt = clock.now();
    const instruments = await moveBack(unit, id, { undoneAt, pause });
    const fills = await unit.trades.voidImport(id);
    const { lotMethod } = await unit.portfolios.get((await unit.accounts.get(run.accountId)).portfolioId);
    for (const instrument of instruments) {
      await rebuildInPieces(unit, run.accountId, instrument, { method: lotMethod, pause });
    }
    await unit.imports.update({ ...run, undoneAt });
    await unit.audit.append({
      time: undoneAt,
      actor: 'trader',
      action: 'undone',
      subject: `import ${id}`,
      detail: JSON.stringify({ fileName: run.fileName, fills }),
    });
    return ok({ fills });
  });
}

/** Returns the instruments of the import's fills. */
async function moveBack(
  unit: Repositories,
  id: ImportId,
  { undoneAt, pause }: { readonly undoneAt: number; readonly pause: () => Promise<void> },
): Promise<readonly Instrument[]> {
  const instruments = new Map<string, Instrument>();
  let after: string | undefined;
  do {
    const page = await unit.trades.page({ importId: id }, 'ascending', { limit: pageSize, after });
    for (const fill of page.rows) {
      const instrument =
        instruments.get(fill.instrumentId) ?? (await unit.instruments.get(fill.instrumentId));
      instruments.set(fill.instrumentId, instrument);
      await unit.ledger.append(
        importedEntries(fill, instrument, id).map((entry) => ({
          ...entry,
          id: ledgerEntryId(`${entry.id}#undo`),
          type: 'adjustment',
          time: undoneAt,
          cash: entry.cash && { ...entry.cash, amount: entry.cash.amount.negated() },
          quantity: entry.quantity?.negated(),
          note: 'import undone',
        })),
      );
    }
    after = page.next;
    await pause();
  } while (after !== undefined);
  return [...instruments.values()];
}
