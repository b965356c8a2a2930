import { ledgerEntryId, type AccountId } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import type { ImportStaging } from '#src/ports/import-staging.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

/** Adds the deposits, withdrawals and other movements of a file; what the account has already is left out. */
export async function recordEntries(
  store: RecordStore,
  { id, accountId }: ImportRun,
  staging: ImportStaging,
): Promise<void> {
  const namer = new EntryNamer();
  for await (const piece of staging.entries()) {
    const entries = piece.map((entry) => entryOf(entry, accountId, namer.name(entry)));
    await store.transact((unit) => unit.ledger.append(entries, id));
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
    note: undefined,
  };
}
