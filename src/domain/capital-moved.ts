/**
 * Coins that were paid in, and those that were paid out: what they had cost, or what they were worth. The difference was
 * gained before they came, or left with them. Of transfers between own accounts, which take their cost along, there is none.
 */
import { Decimal } from './decimal.ts';
import { heldCoin } from './held.ts';
import type { Currency } from './ids.ts';
import { rateBetween, type LegRate } from './leg-rates.ts';
import type { Money } from './money.ts';
import { sumPaidIn, worthOfFlow, type Flow, type PaidIn } from './paid-in.ts';

/** Both as they count in what the portfolio is measured in, and how many are not known. */
export type CapitalMoved = { readonly broughtIn: PaidIn; readonly takenOut: PaidIn };

const nothing: PaidIn = { known: Decimal.zero, unrated: 0 };
export const nothingMoved: CapitalMoved = { broughtIn: nothing, takenOut: nothing };

/** `cost` is positive; undefined where nobody knows it. */
export function plusCost(
  moved: CapitalMoved | undefined,
  {
    isIn,
    cost,
    rates,
  }: {
    readonly isIn: boolean;
    readonly cost: Money | undefined;
    readonly rates: readonly LegRate[] | undefined;
  },
  base: Currency,
): CapitalMoved {
  const rate = cost && (cost.amount.isZero() ? Decimal.one : rateBetween(rates, cost.currency, base));
  const more = cost === undefined || rate === undefined ? unknown : known(cost.amount.times(rate));
  const before = moved ?? nothingMoved;
  return isIn
    ? { ...before, broughtIn: sumPaidIn([before.broughtIn, more]) }
    : { ...before, takenOut: sumPaidIn([before.takenOut, more]) };
}

const unknown: PaidIn = { known: Decimal.zero, unrated: 1 };

function known(amount: Decimal): PaidIn {
  return { known: amount, unrated: 0 };
}

/** Undefined where that is nothing. */
export function plusMoved(
  one: CapitalMoved | undefined,
  other: CapitalMoved | undefined,
  times: 1 | -1 = 1,
): CapitalMoved | undefined {
  if (other === undefined) return one;
  const of = (part: keyof CapitalMoved): PaidIn => {
    const [before, more] = [(one ?? nothingMoved)[part], other[part]];
    const amount = times === 1 ? before.known.plus(more.known) : before.known.minus(more.known);
    return { known: amount, unrated: before.unrated + times * more.unrated };
  };
  const sum = { broughtIn: of('broughtIn'), takenOut: of('takenOut') };
  const isNothing = [sum.broughtIn, sum.takenOut].every((part) => part.unrated === 0 && part.known.isZero());
  return isNothing ? undefined : sum;
}

/** What the flows were worth when they moved. */
export function worthMoved(flows: readonly Flow[], base: Currency): CapitalMoved {
  const own = flows.filter(({ cash, isLinked }) => !isLinked && heldCoin(cash.currency, base) !== undefined);
  const of = (isIn: boolean): PaidIn =>
    sumPaidIn(
      own
        .filter(({ cash }) => cash.amount.isPositive() === isIn)
        .map((flow) => {
          const worth = worthOfFlow(flow);
          return worth === undefined ? unknown : known(worth.abs());
        }),
    );
  return { broughtIn: of(true), takenOut: of(false) };
}

export function sumMoved(all: readonly CapitalMoved[]): CapitalMoved {
  return {
    broughtIn: sumPaidIn(all.map(({ broughtIn }) => broughtIn)),
    takenOut: sumPaidIn(all.map(({ takenOut }) => takenOut)),
  };
}
