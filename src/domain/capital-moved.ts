/**
 * What came from elsewhere without a price, and what went there so: what it had cost, or what it was worth. Of coins that are
 * paid in and out the difference was gained before they came, or left with them; anything else that comes and goes so
 * changes what there is by its cost. Of transfers between own accounts, which take their cost along, there is none.
 */
import { Decimal } from './decimal.ts';
import { heldCoin, type Outside } from './held.ts';
import type { Currency } from './ids.ts';
import { amountBetween, type LegRate } from './leg-rates.ts';
import type { Money } from './money.ts';
import { sumPaidIn, worthOfFlow, type Flow, type PaidIn } from './paid-in.ts';

/** Both as they count in what the portfolio is measured in, and how many are not known. */
export type CapitalMoved = { readonly broughtIn: PaidIn; readonly takenOut: PaidIn };

/** Of adjustments what came less what went. */
export type CostMoved = CapitalMoved & { readonly adjusted: PaidIn };

const nothing: PaidIn = { known: Decimal.zero, unrated: 0 };
export const nothingMoved: CostMoved = { broughtIn: nothing, takenOut: nothing, adjusted: nothing };

/** Undefined where nobody knows the cost; that of an adjustment is signed. */
export function plusCost(
  moved: CostMoved | undefined,
  {
    part,
    cost,
    rates,
  }: {
    readonly part: keyof CostMoved;
    readonly cost: Money | undefined;
    readonly rates: readonly LegRate[] | undefined;
  },
  base: Currency,
): CostMoved {
  const worth =
    cost &&
    (cost.amount.isZero()
      ? cost.amount
      : amountBetween(rates, cost.amount, { currency: cost.currency, into: base }));
  const more = worth === undefined ? unknown : known(worth);
  const before = moved ?? nothingMoved;
  return { ...before, [part]: sumPaidIn([before[part], more]) };
}

export function partMoved(outside: Outside, isIn: boolean): keyof CostMoved {
  if (outside === 'adjusted') return 'adjusted';
  return isIn ? 'broughtIn' : 'takenOut';
}

const unknown: PaidIn = { known: Decimal.zero, unrated: 1 };

function known(amount: Decimal): PaidIn {
  return { known: amount, unrated: 0 };
}

/** Undefined where that is nothing. */
export function plusMoved(
  one: CostMoved | undefined,
  other: CostMoved | undefined,
  times: 1 | -1 = 1,
): CostMoved | undefined {
  if (other === undefined) return one;
  const of = (part: keyof CostMoved): PaidIn => {
    const [before, more] = [(one ?? nothingMoved)[part], other[part]];
    const amount = times === 1 ? before.known.plus(more.known) : before.known.minus(more.known);
    return { known: amount, unrated: before.unrated + times * more.unrated };
  };
  const sum = { broughtIn: of('broughtIn'), takenOut: of('takenOut'), adjusted: of('adjusted') };
  const isNothing = Object.values(sum).every((part) => part.unrated === 0 && part.known.isZero());
  return isNothing ? undefined : sum;
}

/** What the flows were worth when they moved. */
export function worthMoved(flows: readonly Flow[], base: Currency): CapitalMoved {
  const own = flows.filter(({ cash, isOwn }) => !isOwn && heldCoin(cash.currency, base) !== undefined);
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

export function sumCosts(all: readonly CostMoved[]): CostMoved {
  return { ...sumMoved(all), adjusted: sumPaidIn(all.map(({ adjusted }) => adjusted)) };
}
