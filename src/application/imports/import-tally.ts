import type { Currency } from '#src/domain/ids.ts';
import {
  contractKey,
  type ImportedEntry,
  type ImportedContract,
  type ImportedFill,
} from '#src/domain/imported-fill.ts';
import type { FillsOfSymbol, StagedSymbol } from '#src/ports/import-staging.ts';
import { grainOf, minute } from './compared-fills.ts';
import { readTraded, type TradedSymbol } from '#src/domain/traded-symbol.ts';

/** What the fills of one symbol have in common. */
export type TalliedSymbol = {
  readonly traded: TradedSymbol;
  /** Under which its fills are staged. */
  readonly staged: StagedSymbol;
  readonly priceCurrency: Currency | undefined;
  readonly contract: ImportedContract | undefined;
  /** The first that the file names. */
  readonly feeCurrency: Currency | undefined;
  readonly fills: number;
  /** The most digits after the point. */
  readonly pricePlaces: number;
  readonly quantityPlaces: number;
  /** Whether its newest fill is listed first; undefined where they are all of one time. */
  readonly isNewestFirst: boolean | undefined;
};

type OwnTally = { -readonly [Key in Exclude<keyof TalliedSymbol, 'isNewestFirst'>]: TalliedSymbol[Key] } & {
  readonly direction: Direction;
};

const rowsKept = 50;

/** What is known of a file's rows without keeping them: it grows with the symbols, not with the rows. */
export class ImportTally {
  readonly #symbols = new Map<string, OwnTally>();
  /** By what the file writes. */
  readonly #keys = new Map<string, string>();
  readonly #firstFills: ImportedFill[] = [];
  #fills = 0;
  #entries = 0;
  #firstTime: number | undefined;
  #lastTime: number | undefined;
  #firstEntryTime: number | undefined;
  #lastEntryTime: number | undefined;
  #timeGrain = minute;
  #hasTradeIds = false;
  readonly #direction = new Direction();

  /** The same fills by symbol, however the file writes it: only so are they told apart by content. */
  addFills(fills: readonly ImportedFill[]): readonly FillsOfSymbol[] {
    const bySymbol = new Map<OwnTally, ImportedFill[]>();
    for (const fill of fills) {
      const symbol = this.#tallyOf(fill);
      count(symbol, fill);
      this.#count(fill);
      const own = bySymbol.get(symbol);
      if (own === undefined) bySymbol.set(symbol, [fill]);
      else own.push(fill);
    }
    return Array.from(bySymbol, ([{ staged }, own]) => ({ of: staged, fills: own }));
  }

  addEntries(entries: readonly ImportedEntry[]): void {
    this.#entries += entries.length;
    for (const { time } of entries) {
      this.#firstEntryTime = Math.min(this.#firstEntryTime ?? time, time);
      this.#lastEntryTime = Math.max(this.#lastEntryTime ?? time, time);
      this.#countGrain(time);
    }
  }

  /** By name. */
  symbols(): readonly TalliedSymbol[] {
    return Array.from(this.#symbols.values(), ({ direction, ...symbol }) => ({
      ...symbol,
      isNewestFirst: direction.isNewestFirst,
    })).toSorted((left, right) => (left.traded.symbol < right.traded.symbol ? -1 : 1));
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

  get firstEntryTime(): number | undefined {
    return this.#firstEntryTime;
  }

  /** Of fills and movements; undefined where there are none. */
  get span(): { readonly from: number; readonly to: number } | undefined {
    const firsts = [this.#firstTime, this.#firstEntryTime].filter((time) => time !== undefined);
    const lasts = [this.#lastTime, this.#lastEntryTime].filter((time) => time !== undefined);
    return firsts.length === 0 ? undefined : { from: Math.min(...firsts), to: Math.max(...lasts) };
  }

  /** To how many milliseconds its times are told: those of a whole file in full minutes are cut to them. */
  get timeGrain(): number {
    return this.#timeGrain;
  }

  get hasTradeIds(): boolean {
    return this.#hasTradeIds;
  }

  /** Whether the file lists the newest first, as far as all its fills together tell. */
  get isNewestFirst(): boolean {
    return this.#direction.isNewestFirst ?? false;
  }

  #count(fill: ImportedFill): void {
    const { time } = fill;
    if (this.#firstFills.length < rowsKept) this.#firstFills.push(fill);
    this.#fills += 1;
    this.#firstTime = Math.min(this.#firstTime ?? time, time);
    this.#lastTime = Math.max(this.#lastTime ?? time, time);
    this.#countGrain(time);
    this.#hasTradeIds ||= fill.tradeId !== undefined;
    this.#direction.add(fill);
  }

  #countGrain(time: number): void {
    if (this.#timeGrain > 1) this.#timeGrain = Math.min(this.#timeGrain, grainOf(time));
  }

  #tallyOf(fill: ImportedFill): OwnTally {
    const key = this.#keyOf(fill);
    const known = this.#symbols.get(key);
    if (known !== undefined) return known;
    const tally = emptyTally(fill);
    this.#symbols.set(key, tally);
    return tally;
  }

  #keyOf(fill: ImportedFill): string {
    const { symbol, priceCurrency, contract } = fill;
    if (contract !== undefined) return `${symbol} as ${contractKey(contract)}`;
    if (priceCurrency !== undefined) return `${symbol} in ${priceCurrency}`;
    const known = this.#keys.get(symbol);
    if (known !== undefined) return known;
    const key = readTraded(fill).symbol;
    this.#keys.set(symbol, key);
    return key;
  }
}

/** Whether time runs with the lines of a file or against them, by most of the pairs of fills that are read together. */
class Direction {
  #before: Pick<ImportedFill, 'line' | 'time'> | undefined;
  #pairs = 0;

  /** In any order: what a trade's rows make together comes late. */
  add({ line, time }: ImportedFill): void {
    const before = this.#before;
    if (before !== undefined) this.#pairs += Math.sign((line - before.line) * (time - before.time));
    this.#before = { line, time };
  }

  get isNewestFirst(): boolean | undefined {
    return this.#pairs === 0 ? undefined : this.#pairs < 0;
  }
}

function count(tally: OwnTally, fill: ImportedFill): void {
  const { priceCurrency, feeCurrency, price, quantity } = fill;
  tally.priceCurrency = priceCurrency;
  tally.feeCurrency ??= feeCurrency;
  tally.fills += 1;
  tally.direction.add(fill);
  tally.pricePlaces = Math.max(tally.pricePlaces, price.decimalPlaces());
  tally.quantityPlaces = Math.max(tally.quantityPlaces, quantity.decimalPlaces());
}

function emptyTally(fill: ImportedFill): OwnTally {
  const { priceCurrency, feeCurrency, contract } = fill;
  const traded = readTraded(fill);
  const symbol = traded.pair === undefined ? fill.symbol : `${traded.pair.base}/${traded.pair.quote}`;
  const nothing = { fills: 0, pricePlaces: 0, quantityPlaces: 0 };
  return {
    ...nothing,
    traded,
    staged: { symbol, priceCurrency, contract },
    priceCurrency,
    contract,
    feeCurrency,
    direction: new Direction(),
  };
}
