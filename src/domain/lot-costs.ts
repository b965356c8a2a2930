/** What a lot cost in each currency in which that is known, at the rate of its purchase; first in what was paid for it. */
import type { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import type { Money } from './money.ts';

export type LotCosts = readonly Money[];

export function costIn(costs: LotCosts | undefined, code: Currency): Decimal | undefined {
  return costs?.find(({ currency }) => currency === code)?.amount;
}

export function eachCost(
  costs: LotCosts | undefined,
  of: (amount: Decimal) => Decimal,
): LotCosts | undefined {
  return costs?.map(({ currency, amount }) => ({ currency, amount: of(amount) }));
}

/** `share` is a part of them. */
export function lessCosts(costs: LotCosts | undefined, share: LotCosts | undefined): LotCosts | undefined {
  return costs?.map(({ currency, amount }) => {
    const gone = costIn(share, currency);
    return { currency, amount: gone === undefined ? amount : amount.minus(gone) };
  });
}

/** Of both together that is known only where it is of each. */
export function plusCosts(one: LotCosts | undefined, other: LotCosts | undefined): LotCosts | undefined {
  const both = one?.flatMap(({ currency, amount }) => {
    const more = costIn(other, currency);
    return more === undefined ? [] : [{ currency, amount: amount.plus(more) }];
  });
  return both?.length === 0 ? undefined : both;
}
