import type { Fill } from '#src/domain/fill.ts';
import type { FillId } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { readTraded } from '#src/domain/traded-symbol.ts';
import type {
  AlikeFill,
  AlikeMovement,
  FilePreview,
  KnownRows,
  TradedRows,
} from '#src/ports/import-files.ts';
import { isRecorded, surer, type ComparedFill, type Known } from './compared-fills.ts';
import type { FilePlace, OnFound } from './find-imported.ts';
import type { ComparedEntry } from './import-entries.ts';
import type { TradedFill } from './traded-fills.ts';

/** Of each account. */
const alikesShown = 50;
const none: KnownRows = { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 };

/** What a preview tells of the fills and movements that are there already, or may be. */
export class FoundRows implements OnFound {
  readonly #shown: ReadonlySet<number>;
  /** Of the fills that are shown, by line. */
  readonly #known = new Map<number, Map<FilePlace, Known>>();
  /** Accounts that have a fill of the file with another fee than the file is read to have. */
  readonly #chargedOtherwise = new Set<string>();
  readonly #counts = new Map<FilePlace, KnownRows>();
  /** By the name of the account. */
  readonly #traded = new Map<string, TradedRows>();
  readonly #alikes: AlikeFill[] = [];
  /** What is recorded of those. */
  readonly #recorded = new Map<AlikeFill, Fill>();
  readonly #alikeMovements: AlikeMovement[] = [];
  /** How many of each account are among those; under undefined those that the file has twice. */
  readonly #listed = new Map<string | undefined, number>();

  constructor(shown: readonly ImportedFill[]) {
    this.#shown = new Set(shown.map(({ line }) => line));
  }

  onFill(fill: ComparedFill, known: Known, place: FilePlace): void {
    const { line } = fill.imported;
    if (this.#shown.has(line)) {
      const places = this.#known.get(line) ?? new Map<FilePlace, Known>();
      places.set(place, surer(places.get(place), known) ?? known);
      this.#known.set(line, places);
    }
    if (typeof place !== 'string' && known === 'same' && isChargedOtherwise(fill))
      this.#chargedOtherwise.add(place.name);
    this.#count(place, known === 'same' ? 'duplicates' : 'alike');
    // One that another account has for certain is not asked about.
    if (place !== 'new' && fill.known === 'alike' && known === 'alike') this.#list(fill, nameOf(place));
  }

  onTraded(fill: TradedFill): void {
    const accountName = fill.account.name;
    const { duplicates, alike } = this.#traded.get(accountName) ?? { duplicates: 0, alike: 0 };
    const isSame = fill.known === 'same';
    this.#traded.set(accountName, {
      accountName,
      duplicates: duplicates + (isSame ? 1 : 0),
      alike: alike + (isSame ? 0 : 1),
    });
    if (!isSame) this.#list(fill, accountName);
  }

  onEntry({ known, entry, asTime }: ComparedEntry, place: FilePlace): void {
    const count = this.#count(place, known === 'same' ? 'duplicateEntries' : 'alikeEntries');
    if (place === 'new' || known !== 'alike' || count > alikesShown) return;
    const { line, time, type, currency, amount } = entry;
    const accountName = nameOf(place);
    this.#alikeMovements.push({ line, time, type, currency, amount: amount.toString(), accountName, asTime });
  }

  /** Without accounts whose import of it the file replaces: what they have of it goes first. */
  knownOf({ line }: ImportedFill, replaced: ReadonlySet<string>): Known | undefined {
    let surest: Known | undefined;
    for (const [place, known] of this.#known.get(line) ?? [])
      if (typeof place === 'string' || !replaced.has(place.name)) surest = surer(surest, known);
    return surest;
  }

  isChargedOtherwise(accountName: string): boolean {
    return this.#chargedOtherwise.has(accountName);
  }

  /** What fills that are listed may be. */
  recorded(): readonly Fill[] {
    return [...this.#recorded.values()];
  }

  /** `files`: those that brought recorded ones. */
  told(
    files: ReadonlyMap<FillId, string>,
  ): Pick<FilePreview, 'inNone' | 'inNew' | 'inTrading' | 'inAccounts' | 'alikes' | 'alikeMovements'> {
    const inAccounts = Array.from(this.#counts, ([place, counts]) =>
      typeof place === 'string' ? [] : [{ accountName: place.name, ...counts }],
    ).flat();
    return {
      inNone: this.#counts.get('none') ?? none,
      inNew: this.#counts.get('new') ?? none,
      inTrading: [...this.#traded.values()],
      inAccounts,
      alikes: this.#alikes.map((alike) => {
        const id = this.#recorded.get(alike)?.id;
        const fileName = id === undefined ? undefined : files.get(id);
        return { ...alike, as: { ...alike.as, fileName } };
      }),
      alikeMovements: this.#alikeMovements,
    };
  }

  /** How many of the kind the place has now. */
  #count(place: FilePlace, kind: keyof KnownRows): number {
    const before = this.#counts.get(place) ?? none;
    const counts = { ...before, [kind]: before[kind] + 1 };
    this.#counts.set(place, counts);
    return counts[kind];
  }

  #list(fill: ComparedFill, accountName: string | undefined): void {
    const listed = this.#listed.get(accountName) ?? 0;
    if (listed === alikesShown) return;
    this.#listed.set(accountName, listed + 1);
    const alike = presentAlike(fill, accountName);
    this.#alikes.push(alike);
    if (fill.as !== undefined && isRecorded(fill.as)) this.#recorded.set(alike, fill.as.fill);
  }
}

/** A file tells its fees as it is read: what its columns mean may have been said otherwise before. */
function isChargedOtherwise({ imported: { fee, feeCurrency }, as }: ComparedFill): boolean {
  if (as === undefined || !isRecorded(as)) return false;
  const recorded = as.fill.fee;
  if (fee === undefined || recorded === undefined) return fee !== recorded;
  return !fee.equals(recorded.amount) || (!fee.isZero() && feeCurrency !== recorded.currency);
}

function nameOf(place: FilePlace): string | undefined {
  return typeof place === 'string' ? undefined : place.name;
}

function presentAlike({ imported, as }: ComparedFill, accountName: string | undefined): AlikeFill {
  const { line, time, side, quantity, price, tradeId } = imported;
  const other = as ?? imported;
  return {
    line,
    time,
    symbol: readTraded(imported).symbol,
    side,
    quantity: quantity.toString(),
    price: price.toString(),
    accountName,
    tradeId,
    as: {
      time: other.time,
      side: other.side,
      quantity: other.quantity.toString(),
      price: other.price.toString(),
      tradeId: other.tradeId,
    },
  };
}
