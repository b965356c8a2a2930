import type { Account } from '#src/domain/account.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { readTraded } from '#src/domain/traded-symbol.ts';
import type { AlikeFill, AlikeMovement, FilePreview, KnownRows } from '#src/ports/import-files.ts';
import type { ComparedFill, Known } from './compared-fills.ts';
import type { ComparedEntry } from './import-entries.ts';

/** Of each account. */
const alikesShown = 50;
const none: KnownRows = { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 };

/** What a preview tells of the fills and movements that are there already, or may be. */
export class FoundRows {
  readonly #shown: ReadonlySet<number>;
  readonly #known = new Map<number, Known>();
  /** By account; under undefined those that the file has twice. */
  readonly #counts = new Map<string | undefined, KnownRows>();
  readonly #alikes: AlikeFill[] = [];
  readonly #alikeMovements: AlikeMovement[] = [];

  constructor(shown: readonly ImportedFill[]) {
    this.#shown = new Set(shown.map(({ line }) => line));
  }

  onFill(fill: ComparedFill, account: Account | undefined): void {
    const { known, imported } = fill;
    const { line } = imported;
    if (this.#shown.has(line) && known !== undefined && this.#known.get(line) !== 'same') {
      this.#known.set(line, known);
    }
    const count = this.#count(account, known === 'same' ? 'duplicates' : 'alike');
    if (known === 'alike' && count <= alikesShown) this.#alikes.push(presentAlike(fill, account));
  }

  onEntry({ known, entry, asTime }: ComparedEntry, account: Account | undefined): void {
    const count = this.#count(account, known === 'same' ? 'duplicateEntries' : 'alikeEntries');
    if (known !== 'alike' || count > alikesShown) return;
    const { line, time, type, currency, amount } = entry;
    const accountName = account?.name;
    this.#alikeMovements.push({ line, time, type, currency, amount: amount.toString(), accountName, asTime });
  }

  knownOf({ line }: ImportedFill): Known | undefined {
    return this.#known.get(line);
  }

  told(): Pick<FilePreview, 'inNone' | 'inAccounts' | 'alikes' | 'alikeMovements'> {
    const inAccounts = Array.from(this.#counts, ([accountName, counts]) =>
      accountName === undefined ? [] : [{ accountName, ...counts }],
    ).flat();
    return {
      inNone: this.#counts.get(undefined) ?? none,
      inAccounts,
      alikes: this.#alikes,
      alikeMovements: this.#alikeMovements,
    };
  }

  /** How many of the kind the account has now. */
  #count(account: Account | undefined, kind: keyof KnownRows): number {
    const before = this.#counts.get(account?.name) ?? none;
    const counts = { ...before, [kind]: before[kind] + 1 };
    this.#counts.set(account?.name, counts);
    return counts[kind];
  }
}

function presentAlike({ imported, as }: ComparedFill, account: Account | undefined): AlikeFill {
  const { line, time, side, quantity, price, tradeId } = imported;
  const other = as ?? imported;
  return {
    line,
    time,
    symbol: readTraded(imported).symbol,
    side,
    quantity: quantity.toString(),
    price: price.toString(),
    accountName: account?.name,
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
