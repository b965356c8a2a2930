import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { readTraded } from '#src/domain/traded-symbol.ts';
import type { AlikeFill, FilePreview, KnownFills } from '#src/ports/import-files.ts';
import type { ComparedFill, Known } from './compared-fills.ts';

/** Of each account. */
const alikesShown = 50;
const none: KnownFills = { duplicates: 0, alike: 0 };

/** What a preview tells of the fills that are there already, or may be. */
export class FoundFills {
  readonly #shown: ReadonlySet<number>;
  readonly #known = new Map<number, Known>();
  /** By account; under undefined those that the file has twice. */
  readonly #counts = new Map<string | undefined, KnownFills>();
  readonly #alikes: AlikeFill[] = [];

  constructor(shown: readonly ImportedFill[]) {
    this.#shown = new Set(shown.map(({ line }) => line));
  }

  add(fill: ComparedFill, accountName: string | undefined): void {
    const { known, imported } = fill;
    const { duplicates, alike } = this.#counts.get(accountName) ?? none;
    this.#counts.set(
      accountName,
      known === 'same' ? { duplicates: duplicates + 1, alike } : { duplicates, alike: alike + 1 },
    );
    if (this.#shown.has(imported.line) && known !== undefined && this.#known.get(imported.line) !== 'same') {
      this.#known.set(imported.line, known);
    }
    if (known === 'alike' && alike < alikesShown) this.#alikes.push(presentAlike(fill, accountName));
  }

  knownOf({ line }: ImportedFill): Known | undefined {
    return this.#known.get(line);
  }

  counts(): Pick<FilePreview, 'inNone' | 'inAccounts' | 'alikes'> {
    const inAccounts = Array.from(this.#counts, ([accountName, counts]) =>
      accountName === undefined ? [] : [{ accountName, ...counts }],
    ).flat();
    return { inNone: this.#counts.get(undefined) ?? none, inAccounts, alikes: this.#alikes };
  }
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
