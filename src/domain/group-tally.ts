/** Rows of a table by what they have in common: how many there are, and what their amounts add up to, exactly. */
import type { Decimal } from './decimal.ts';

/** In a currency or, of a quantity, in an instrument. */
export type GroupAmount = { readonly unit: string; readonly amount: Decimal };

/**
 * `quantity` adds up in one instrument alone, `money` in each currency by itself: nothing is converted. What the rows of
 * a group have one unit of is one amount; of two currencies there are two, in the order of their names.
 */
export type SumKind = 'quantity' | 'money';

export type Group<Name extends string> = {
  /** What its rows have in common; undefined for those that have none. */
  readonly key: string | undefined;
  readonly count: number;
  /** One that is missing is unknown: a row's amount is, or quantities are of several instruments. */
  readonly sums: Partial<Readonly<Record<Name, readonly GroupAmount[]>>>;
};

export type Groups<Name extends string> = {
  readonly groups: readonly Group<Name>[];
  /** Of all groups together. */
  readonly total: Group<Name>;
};

/** Counts rows into groups, and into their total. */
export class GroupTally<Name extends string> {
  readonly #kinds: ReadonlyMap<Name, SumKind>;
  readonly #groups = new Map<string | undefined, Tally<Name>>();

  constructor(kinds: ReadonlyMap<Name, SumKind>) {
    this.#kinds = kinds;
  }

  get size(): number {
    return this.#groups.size;
  }

  /** The group of the row, which is counted; what the row adds is still to be told. */
  count(key: string | undefined): Tally<Name> {
    const tally = this.#groups.get(key) ?? this.#newTally(key);
    if (tally.rows === 0) this.#groups.set(key, tally);
    tally.rows += 1;
    return tally;
  }

  /** In the order in which they were met. */
  result(): Groups<Name> {
    const total = this.#newTally(undefined);
    for (const tally of this.#groups.values()) total.addAll(tally);
    return { groups: [...this.#groups.values()].map((tally) => tally.result()), total: total.result() };
  }

  #newTally(key: string | undefined): Tally<Name> {
    return new Tally(key, new Map([...this.#kinds].map(([name, kind]) => [name, new Sum(kind)])));
  }
}

/** What a group's rows come to. */
export class Tally<Name extends string> {
  readonly key: string | undefined;
  rows = 0;
  readonly #sums: ReadonlyMap<Name, Sum>;

  constructor(key: string | undefined, sums: ReadonlyMap<Name, Sum>) {
    this.key = key;
    this.#sums = sums;
  }

  /** An amount that is undefined is unknown, and makes the sum unknown. */
  add(name: Name, unit: string, amount: Decimal | undefined): void {
    this.#sums.get(name)?.add(unit, amount);
  }

  addAll(other: Tally<Name>): void {
    this.rows += other.rows;
    for (const [name, sum] of other.#sums) this.#sums.get(name)?.addAll(sum);
  }

  result(): Group<Name> {
    const sums: Partial<Record<Name, readonly GroupAmount[]>> = {};
    for (const [name, sum] of this.#sums) {
      const amounts = sum.result();
      if (amounts !== undefined) sums[name] = amounts;
    }
    return { key: this.key, count: this.rows, sums };
  }
}

class Sum {
  readonly #kind: SumKind;
  readonly #amounts = new Map<string, Decimal>();
  #isKnown = true;

  constructor(kind: SumKind) {
    this.#kind = kind;
  }

  add(unit: string, amount: Decimal | undefined): void {
    if (!this.#isKnown) return;
    const before = this.#amounts.get(unit);
    const isMixed = this.#kind === 'quantity' && before === undefined && this.#amounts.size > 0;
    if (amount === undefined || isMixed) this.#isKnown = false;
    else this.#amounts.set(unit, before === undefined ? amount : before.plus(amount));
  }

  addAll(other: Sum): void {
    if (!other.#isKnown) this.#isKnown = false;
    for (const [unit, amount] of other.#amounts) this.add(unit, amount);
  }

  result(): readonly GroupAmount[] | undefined {
    if (!this.#isKnown) return undefined;
    return [...this.#amounts]
      .map(([unit, amount]) => ({ unit, amount }))
      .toSorted((one, other) => (one.unit < other.unit ? -1 : 1));
  }
}
