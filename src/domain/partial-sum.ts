import { Decimal } from './decimal.ts';
import type { Currency, PositionId } from './ids.ts';

/** What a sum of one portfolio lacks, each named once: positions without a price, currencies without a rate. */
export type Missing = {
  readonly positions: readonly PositionId[];
  readonly currencies: readonly Currency[];
  /** How many deposits and withdrawals have no rate of their moment. */
  readonly flows: number;
  /** How many fills there are whose fee is not known. */
  readonly fees: number;
  /** Positions of which a part has a cost that is not known. */
  readonly costs: readonly PositionId[];
  /** How many round trips have a part whose result is not known. */
  readonly results: number;
  /** How many round trips have sold what never came in, as far as the record knows. */
  readonly purchases: number;
  /** How much was realised, earned or charged that has no rate of its moment, or whose worth nobody told. */
  readonly movements: number;
};

/**
 * A sum of parts that may not all be known. Its known part has another name than a total has, so that nobody reads the
 * one where he wants the other.
 */
export type PartialSum =
  | { readonly isWhole: true; readonly total: Decimal }
  | { readonly isWhole: false; readonly known: Decimal; readonly missing: Missing };

export const nothingMissing: Missing = {
  positions: [],
  currencies: [],
  flows: 0,
  fees: 0,
  costs: [],
  results: 0,
  purchases: 0,
  movements: 0,
};

export function sumOf(known: Decimal, missing: Missing): PartialSum {
  const { positions, currencies, costs, flows, fees, results, purchases, movements } = missing;
  const named = positions.length + currencies.length + costs.length;
  const isWhole = named + flows + fees + results + purchases + movements === 0;
  return isWhole ? { isWhole, total: known } : { isWhole, known, missing };
}

/** Undefined unless every part is known. */
export function totalOf(sum: PartialSum | undefined): Decimal | undefined {
  return sum?.isWhole === true ? sum.total : undefined;
}

/**
 * Of a difference: what a part comes to of which one side lacks what the other has is no result. A fee that is not known
 * leaves it near what it is.
 */
export function isMisleading(sum: PartialSum): boolean {
  const { positions, currencies, flows, purchases } = missingFrom(sum);
  return positions.length + currencies.length + flows + purchases > 0;
}

/** What several sums lack together is named once. */
export function addSums(...sums: readonly PartialSum[]): PartialSum {
  const known = Decimal.sum(sums.map((sum) => (sum.isWhole ? sum.total : sum.known)));
  return sumOf(known, sums.map(missingFrom).reduce(bothMissing, nothingMissing));
}

export function minusSum(sum: PartialSum, less: PartialSum): PartialSum {
  return addSums(
    sum,
    less.isWhole ? { isWhole: true, total: less.total.negated() } : { ...less, known: less.known.negated() },
  );
}

export function missingFrom(sum: PartialSum): Missing {
  return sum.isWhole ? nothingMissing : sum.missing;
}

export function bothMissing(one: Missing, other: Missing): Missing {
  return {
    positions: union(one.positions, other.positions),
    currencies: union(one.currencies, other.currencies),
    // They are the portfolio's own, in whichever of its sums they are missing.
    flows: Math.max(one.flows, other.flows),
    fees: Math.max(one.fees, other.fees),
    costs: union(one.costs, other.costs),
    results: Math.max(one.results, other.results),
    purchases: Math.max(one.purchases, other.purchases),
    movements: Math.max(one.movements, other.movements),
  };
}

function union<Name extends string>(one: readonly Name[], other: readonly Name[]): readonly Name[] {
  return [...new Set([...one, ...other])].toSorted();
}
