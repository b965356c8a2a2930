import type { Fill } from '#src/domain/fill.ts';
import { ledgerEntryId, type AccountId, type ImportId } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill, type LedgerEntry } from '#src/domain/ledger.ts';
import type { ImportStaging } from '#src/ports/import-staging.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/**
 * A fill's entries as one import makes them: named after the import too, so that a file that was undone and is
 * imported again moves its money again.
 */
export function importedEntries(fill: Fill, instrument: Instrument, id: ImportId): readonly LedgerEntry[] {
  return entriesOfFill(fill, instrument).map((entry) => ({
    ...entry,
    id: ledgerEntryId(`${entry.id}@${id}`),
  }));
}

/** Adds the deposits, withdrawals and other movements of a file; what the account has already is left out. */
export async function recordEntries(
  unit: Repositories,
  account: AccountId,
  staging: ImportStaging,
): Promise<void> {
  const namer = new EntryNamer();
  for await (const piece of staging.entries()) {
    await unit.ledger.append(piece.map((entry) => entryOf(entry, account, namer.name(entry))));
  }
}

/** Named by the venue's id of the movement, else by content, equal ones counted. They come by time. */
class EntryNamer {
  #time = -1;
  #counts = new Map<string, number>();

  name({ time, type, currency, amount, reference }: ImportedEntry): string {
    if (reference !== undefined) return `${type}/${currency}/${reference}`;
    if (time !== this.#time) {
      this.#time = time;
      this.#counts = new Map();
    }
    const facts = [time, type, currency, amount.toString()].join('/');
    const count = (this.#counts.get(facts) ?? 0) + 1;
    this.#counts.set(facts, count);
    return `${count}/${facts}`;
  }
}

function entryOf(entry: ImportedEntry, account: AccountId, name: string): LedgerEntry {
  return {
    id: ledgerEntryId(`${account}/import/${name}`),
    accountId: account,
    type: entry.type,
    time: entry.time,
    cash: { currency: entry.currency, amount: entry.amount },
    instrumentId: undefined,
    quantity: undefined,
    fillId: undefined,
    note: undefined,
  };
}
