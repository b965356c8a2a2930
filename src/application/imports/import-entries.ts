import {
  instrumentId,
  ledgerEntryId,
  type AccountId,
  type InstrumentId,
  type LedgerEntryId,
} from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { importedInstrumentId, importedShare } from '#src/domain/pair-of-coin.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import type { ImportStaging } from '#src/ports/import-staging.ts';
import type { RecordedMovement } from '#src/ports/ledger-repository.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { isOneMoment, minute, type Known } from './compared-fills.ts';

/** As a fill is compared with those that are there (see `compared-fills.ts`). */
export type ComparedEntry = {
  readonly entry: ImportedEntry;
  readonly id: LedgerEntryId;
  readonly known: Known | undefined;
  /** When the movement that it may be was; undefined where the file itself has both. */
  readonly asTime: number | undefined;
};

type FileFacts = { readonly firstEntryTime: number | undefined; readonly timeGrain: number };

export type EntryCounts = {
  readonly entries: number;
  /** That were there already. */
  readonly duplicates: number;
  /** That look like ones that are there, and were left out. */
  readonly alike: number;
};

/** Adds the deposits, withdrawals and other movements of a file; what the account has already is left out. */
export async function recordEntries(
  store: RecordStore,
  { id, accountId }: ImportRun,
  {
    staging,
    tally,
    importsAlike,
  }: {
    readonly staging: ImportStaging;
    readonly tally: FileFacts;
    readonly importsAlike: boolean;
  },
): Promise<EntryCounts> {
  const recorded = await RecordedEntries.of(store.read, accountId, tally);
  const counts = { entries: 0, duplicates: 0, alike: 0 };
  for await (const piece of staging.entries()) {
    const compared = recorded.compare(piece);
    const fresh = compared.filter(({ known }) => known === undefined || (known === 'alike' && importsAlike));
    const duplicates = compared.filter(({ known }) => known === 'same').length;
    counts.entries += fresh.length;
    counts.duplicates += duplicates;
    counts.alike += compared.length - fresh.length - duplicates;
    await store.transact(async (unit) => {
      const entries: LedgerEntry[] = [];
      for (const each of fresh) entries.push(entryOf(each, accountId, await payerOf(unit, each.entry)));
      await unit.ledger.append(entries, id);
    });
  }
  return counts;
}

/** The movements of an account that were imported before, from a file's first moment on. */
export class RecordedEntries {
  readonly #account: AccountId | undefined;
  readonly #recorded: ReadonlyMap<string, RecordedMovement>;
  readonly #byTraits: ReadonlyMap<string, readonly RecordedMovement[]>;
  readonly #grain: number;
  readonly #namer = new EntryNamer();
  /** Each is the same as one row at most. */
  readonly #claimed = new Set<string>();
  /** The file's own. */
  readonly #named = new Map<string, number>();

  private constructor(account: AccountId | undefined, recorded: readonly RecordedMovement[], grain: number) {
    this.#account = account;
    this.#recorded = new Map(recorded.map((movement) => [movement.id, movement]));
    this.#byTraits = Map.groupBy(recorded, ({ type, cash }) =>
      cash === undefined ? '' : traitsOf({ type, ...cash }),
    );
    this.#grain = grain;
  }

  /** Without an account none are there. */
  static async of(
    read: Repositories | undefined,
    account: AccountId | undefined,
    { firstEntryTime, timeGrain }: FileFacts,
  ): Promise<RecordedEntries> {
    // A time that was cut stands before what it was cut from.
    const from = (firstEntryTime ?? 0) - minute;
    if (read === undefined || account === undefined) return new RecordedEntries(account, [], timeGrain);
    // What was corrected is there too: the file still has it as it was.
    const { ledger } = read;
    const recorded = [
      ...(await ledger.since(account, from)),
      ...(await ledger.correctedSince(account, from)),
    ];
    return new RecordedEntries(account, recorded, timeGrain);
  }

  /** They come by time. */
  compare(piece: readonly ImportedEntry[]): readonly ComparedEntry[] {
    const named = piece.map((entry) => this.#comparedByName(entry));
    for (const { id, known } of named) if (known === 'same') this.#claimed.add(id);
    return named.map((compared) => {
      const { entry, known } = compared;
      if (known !== undefined) return compared;
      const alike = this.#byTraits
        .get(traitsOf(entry))
        ?.find(
          ({ id, time }) =>
            !this.#claimed.has(id) &&
            isOneMoment(time, entry.time, this.#grain) &&
            !this.#tellsApart(id, entry),
        );
      if (alike === undefined) return compared;
      this.#claimed.add(alike.id);
      return { ...compared, known: 'alike', asTime: alike.time };
    });
  }

  #comparedByName(entry: ImportedEntry): ComparedEntry {
    const name = this.#namer.name(entry);
    const count = (this.#named.get(name) ?? 0) + 1;
    this.#named.set(name, count);
    // Only a reference can be there twice: movements without one are counted by their names.
    const id = ledgerEntryId(`${this.#account}/import/${count === 1 ? name : `${name}#${count}`}`);
    const recorded = this.#recorded.get(id);
    if (recorded !== undefined) return { entry, id, known: 'same', asTime: recorded.time };
    return { entry, id, known: count === 1 ? undefined : 'alike', asTime: undefined };
  }

  /** Whether both have a reference: they would have been found by it. */
  #tellsApart(id: string, { reference }: ImportedEntry): boolean {
    return (
      reference !== undefined && !/^\d+\/\d+\/[a-z]+\//.test(id.slice(`${this.#account}/import/`.length))
    );
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

function traitsOf({
  type,
  currency,
  amount,
}: Pick<LedgerEntry, 'type'> & Pick<ImportedEntry, 'currency' | 'amount'>): string {
  return `${type}/${currency}/${amount.toString()}`;
}

/**
 * The share as the record knows it by that name: the listing in the currency of the payment where there are several. One
 * that was never traded is known from then on.
 */
async function payerOf(
  { instruments }: Repositories,
  { share, currency }: ImportedEntry,
): Promise<InstrumentId | undefined> {
  if (share === undefined) return undefined;
  const id = importedInstrumentId(share);
  const known = await instruments.find(id);
  const other =
    known?.settle === currency ? undefined : await instruments.find(instrumentId(`${id}.${currency}`));
  const payer = other ?? known ?? importedShare(id, currency);
  if (payer.kind !== 'equity') return undefined;
  if (known === undefined && other === undefined) await instruments.saveMany([payer]);
  return payer.id;
}

function entryOf(
  { entry, id }: ComparedEntry,
  account: AccountId,
  payer: InstrumentId | undefined,
): LedgerEntry {
  return {
    id,
    accountId: account,
    type: entry.type,
    time: entry.time,
    cash: { currency: entry.currency, amount: entry.amount },
    instrumentId: payer,
    quantity: undefined,
    note: undefined,
  };
}
