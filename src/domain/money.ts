import { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';

/** An amount in one currency. Amounts of different currencies never mix without a rate. */
export type Money = { readonly currency: Currency; readonly amount: Decimal };

/** Amounts by currency, one entry a currency, sorted by its code; a currency with no entry holds zero. */
export type Purse = readonly Money[];

export const emptyPurse: Purse = [];

export function amountIn(purse: Purse, currency: Currency): Decimal {
  return purse.find((held) => held.currency === currency)?.amount ?? Decimal.zero;
}

/** Adds up many amounts: a purse of its own for each step would cost more than the sums. */
export class PurseSum {
  readonly #amounts = new Map<Currency, Decimal>();

  add({ currency, amount }: Money): void {
    const held = this.#amounts.get(currency);
    this.#amounts.set(currency, held === undefined ? amount : held.plus(amount));
  }

  purse(): Purse {
    return Array.from(this.#amounts, ([currency, amount]) => ({ currency, amount })).toSorted(byCurrency);
  }
}

export function addedUp(amounts: Iterable<Money>): Purse {
  const sum = new PurseSum();
  for (const amount of amounts) sum.add(amount);
  return sum.purse();
}

export function addToPurse(purse: Purse, money: Money): Purse {
  const at = purse.findIndex((held) => held.currency === money.currency);
  const held = purse[at];
  if (held !== undefined) {
    return purse.with(at, { currency: held.currency, amount: held.amount.plus(money.amount) });
  }
  return [...purse, money].toSorted(byCurrency);
}

function byCurrency(left: Money, right: Money): number {
  return left.currency < right.currency ? -1 : 1;
}
