import type { Currency } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { StagedSymbol } from '#src/ports/import-staging.ts';
import { readTraded, type ReadSymbol } from './import-instrument.ts';

/** What the fills of one symbol have in common. */
export type TalliedSymbol = {
  readonly traded: ReadSymbol;
  /** As the file writes it. */
  readonly staged: StagedSymbol;
  readonly priceCurrency: Currency | undefined;
  /** The first that the file names. */
  readonly feeCurrency: Currency | undefined;
  readonly fills: number;
  /** The most digits after the point. */
  readonly pricePlaces: number;
  readonly quantityPlaces: number;
};

const rowsKept = 50;

/** What is known of a file's rows without keeping them: it grows with the symbols, not with the rows. */
export class ImportTally {
  readonly #symbols = new Map<string, TalliedSymbol>();
  readonly #firstFills: ImportedFill[] = [];
  #fills = 0;
  #entries = 0;
  #firstTime: number | undefined;
  #lastTime: number | undefined;
  /** Of the fill that stands last in the file. */
  #endTime = 0;

  addFills(fills: readonly ImportedFill[]): void {
    for (const fill of fills) this.#addFill(fill);
  }

  addEntries(entries: readonly ImportedEntry[]): void {
    this.#entries += entries.length;
  }

  /** By name. */
  symbols(): readonly TalliedSymbol[] {
    return [...this.#symbols.values()].toSorted((left, right) => (left.traded.symbol < right.traded.symbol ? -1 : 1));
  }

  get fills(): number {
    return this.#fills;
  }

  get entries(): number {
    return this.#entries;
  }

  get firstFills(): readonly ImportedFill[] {
    return this.#firstFills;
  }

  get firstTime(): number | undefined {
    return this.#firstTime;
  }

  get lastTime(): number | undefined {
    return this.#lastTime;
  }

  /** Whether the file lists the newest first. */
  get isNewestFirst(): boolean {
    return (this.#firstFills[0]?.time ?? 0) > this.#endTime;
  }

  #addFill(fill: ImportedFill): void {
    const { symbol, priceCurrency, feeCurrency, price, quantity, time } = fill;
    const key = priceCurrency === undefined ? symbol : `${symbol} in ${priceCurrency}`;
    const known = this.#symbols.get(key);
    this.#symbols.set(key, {
      traded: known?.traded ?? readTraded(fill),
      staged: known?.staged ?? { symbol, priceCurrency },
      priceCurrency,
      feeCurrency: known?.feeCurrency ?? feeCurrency,
      fills: (known?.fills ?? 0) + 1,
      pricePlaces: Math.max(known?.pricePlaces ?? 0, price.decimalPlaces()),
      quantityPlaces: Math.max(known?.quantityPlaces ?? 0, quantity.decimalPlaces()),
    });
    if (this.#firstFills.length < rowsKept) this.#firstFills.push(fill);
    this.#fills += 1;
    this.#firstTime = Math.min(this.#firstTime ?? time, time);
    this.#lastTime = Math.max(this.#lastTime ?? time, time);
    this.#endTime = time;
  }
}
