import { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import { readTraded } from '#src/domain/traded-symbol.ts';

/** What a row did to one balance, and what the file says the balance was then. */
export type ToldBalance = {
  /** Wallet and asset as the file names them: each such pair is a balance of its own. */
  readonly of: string;
  readonly asset: Currency;
  readonly change: Decimal;
  readonly balance: Decimal;
};

export type BalanceDifference = {
  /** Of the row whose balance follows from no other row's; undefined where only the sums differ. */
  readonly line: number | undefined;
  readonly asset: Currency;
  /** What the rows make of it, and what the file says. */
  readonly made: Decimal;
  readonly told: Decimal;
};

/** More loose ends are no gaps: the column is no balance, and no more of the file is followed. */
const mostEnds = 1_000;

type End = { readonly line: number; readonly amount: Decimal };

/** The balances of one wallet's asset, each the end of one row and the beginning of another. */
class Chain {
  readonly asset: Currency;
  readonly #befores = new Map<string, End[]>();
  readonly #afters = new Map<string, End[]>();
  #last: { readonly before: Decimal; readonly after: Decimal } | undefined;
  /** Above zero where the rows stand in the order of time. */
  #order = 0;

  constructor(asset: Currency) {
    this.asset = asset;
  }

  /** How many more ends are loose. */
  add(line: number, change: Decimal, balance: Decimal): number {
    const written = { before: balance.minus(change), after: balance };
    // The venue rounds what it shows.
    const follows = this.#last !== undefined && isRounded(this.#last.after, written.before);
    const precedes = this.#last !== undefined && isRounded(this.#last.before, written.after);
    if (follows) this.#order += 1;
    if (precedes) this.#order -= 1;
    const before = follows && this.#last !== undefined ? this.#last.after : written.before;
    const after = precedes && this.#last !== undefined ? this.#last.before : written.after;
    this.#last = { before, after };
    return (
      join(this.#afters, this.#befores, { line, amount: before }) +
      join(this.#befores, this.#afters, { line, amount: after })
    );
  }

  /** The first row in time that no other leads to, but for the one that everything begins with. */
  gap(): Omit<BalanceDifference, 'asset'> | undefined {
    const inTime = (ends: Map<string, End[]>) => {
      const sorted = [...ends.values()].flat().toSorted((one, other) => one.line - other.line);
      return this.#order < 0 ? sorted.toReversed() : sorted;
    };
    const afters = inTime(this.#afters);
    const befores = inTime(this.#befores).filter((before) => {
      const place = afters.findIndex(({ amount }) => isRounded(amount, before.amount));
      if (place !== -1) afters.splice(place, 1);
      return place === -1;
    });
    const [, gap] = befores;
    const [reached] = afters;
    if (gap === undefined || reached === undefined) return undefined;
    return { line: gap.line, made: reached.amount, told: gap.amount };
  }
}

/** Meets what waits for it, or waits itself; which makes one loose end less, or one more. */
function join(others: Map<string, End[]>, own: Map<string, End[]>, end: End): -1 | 1 {
  const key = end.amount.toString();
  const waiting = others.get(key);
  if (waiting === undefined) {
    own.set(key, [...(own.get(key) ?? []), end]);
    return 1;
  }
  waiting.pop();
  if (waiting.length === 0) others.delete(key);
  return -1;
}

/**
 * Checks a file against its own balances. The balance before a row is that after another, in whatever order the rows of
 * one second stand, but for the first and the last: only loose ends are kept. At the end what was made of all rows is
 * compared with what the balances moved by.
 */
export class BalanceCheck {
  readonly #chains = new Map<string, Chain>();
  readonly #told = new Map<string, Decimal>();
  readonly #made = new Map<string, Decimal>();
  /** Of all chains together. */
  #ends = 0;

  /** Of every row that tells a balance, whatever becomes of it. */
  row(line: number, { of, asset, change, balance }: ToldBalance): void {
    if (this.#ends > mostEnds || change.isZero()) return;
    move(this.#told, asset, change);
    const chain = this.#chains.get(of) ?? new Chain(asset);
    this.#chains.set(of, chain);
    this.#ends += chain.add(line, change, balance);
  }

  fill(fill: ImportedFill): void {
    const { pair } = readTraded(fill);
    const paidIn = pair?.quote ?? fill.priceCurrency;
    if (paidIn === undefined) return;
    const value = fill.value ?? fill.price.times(fill.quantity);
    const isBuy = fill.side === 'BUY';
    // Of shares no file tells a balance.
    if (pair !== undefined) move(this.#made, pair.base, isBuy ? fill.quantity : fill.quantity.negated());
    move(this.#made, paidIn, isBuy ? value.negated() : value);
    if (fill.fee !== undefined && fill.feeCurrency !== undefined)
      move(this.#made, fill.feeCurrency, fill.fee.negated());
  }

  entry({ currency: asset, amount }: ImportedEntry): void {
    move(this.#made, asset, amount);
  }

  /** The first gap between its rows; where there is none and all of them were read, the first sum that differs. */
  difference(isWhole: boolean): BalanceDifference | undefined {
    for (const chain of this.#chains.values()) {
      const gap = chain.gap();
      if (gap !== undefined) return { asset: chain.asset, ...gap };
    }
    for (const [asset, told] of isWhole && this.#ends <= mostEnds ? this.#told : []) {
      const made = this.#made.get(asset) ?? Decimal.zero;
      if (!made.equals(told)) return { line: undefined, asset: currency(asset), made, told };
    }
    return undefined;
  }
}

function move(sums: Map<string, Decimal>, asset: string, by: Decimal): void {
  sums.set(asset, sums.get(asset)?.plus(by) ?? by);
}

/** By less than two of the last place. */
function isRounded(one: Decimal, other: Decimal): boolean {
  const places = Math.max(one.decimalPlaces(), other.decimalPlaces(), 2);
  return one
    .minus(other)
    .abs()
    .lessThan(Decimal.from(`2e-${places}`));
}
