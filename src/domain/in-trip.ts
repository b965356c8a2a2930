/** What a leg, or a lot, is in the currency of a round trip (see `position-fold.ts`). */
import type { Bought } from './bought.ts';
import { Decimal } from './decimal.ts';
import { nothingTraded, type Effect, type Holding } from './leg-effect.ts';
import { amountAt } from './leg-rates.ts';
import { costIn, type LotCosts } from './lot-costs.ts';
import type { Lot } from './lots.ts';
import type { Money } from './money.ts';
import type { Position, Traded } from './position.ts';
import type { CarriedLot } from './tax-lot.ts';

/** What was paid in another currency has an amount in that of the round trip where the rate of its moment is known. */
export function paidIn(
  { currency: into }: Position,
  { paid, currency, costs, rates }: Effect,
): Decimal | undefined {
  return currency === undefined ? paid : (costIn(costs, into) ?? amountAt(rates, paid, { currency, into }));
}

/** Undefined where no more is known than what it cost in the currency of the round trip. */
export function costsIn(
  { currency: into }: Position,
  { paid, currency, costs, rates = [], isPayment: pays }: Effect,
): LotCosts | undefined {
  if (costs !== undefined || paid === undefined || currency === undefined) return costs;
  const known = rates.filter((each) => each.currency === currency);
  if (known.length === 0 && (pays || currency === into)) return undefined;
  const others = known.map((each) => ({ currency: each.into, amount: paid.times(each.rate) }));
  if (!pays) return [{ currency, amount: paid }, ...others];
  // A coin that is received did not cost itself.
  return others.toSorted((one, other) => Number(other.currency === into) - Number(one.currency === into));
}

/** At the rate of its moment; in its own currency until that is known. */
export function feeIn(
  { currency: into }: Position,
  { rates }: Pick<Effect, 'rates'>,
  fee: Money | undefined,
): Money | undefined {
  const amount = fee && amountAt(rates, fee.amount, { currency: fee.currency, into });
  return amount === undefined ? fee : { currency: into, amount };
}

export function tradedIn({ currency: into }: Position, { traded, currency, rates }: Effect): Traded {
  if (currency === undefined || currency === into) return traded;
  const value = amountAt(rates, traded.value, { currency, into });
  return value === undefined ? nothingTraded : { quantity: traded.quantity, value };
}

/** Undefined where that is not kept, and of what came for nothing. */
export function boughtBy({ accountId, held, keepsPurchases }: Holding, effect: Effect): Bought | undefined {
  const { origin, time, currency, paid, bought } = effect;
  if (keepsPurchases !== true || bought !== undefined) return bought;
  if (paid !== undefined && currency === undefined) return undefined;
  const [movementId, instrumentId] =
    'fillId' in origin ? [origin.fillId, origin.instrumentId] : [origin.entryId, undefined];
  return { accountId, held, movementId, instrumentId, time: effect.acquiredAt ?? time, currency };
}

/** A lot, or a piece of one; of what was sold short, by the exercise of an option alone, both are negative. */
export function carried(lot: Lot, { currency }: Position): CarriedLot {
  const { origin, openedAt, quantity, cost, costs: all, bought } = lot;
  const costs = all ?? (cost && [{ currency, amount: cost }]);
  const [first] = costs ?? [];
  const paid = first && { value: first.amount, fees: Decimal.zero, currency: first.currency };
  return { origin, openedAt, quantity, paid, costs, bought, lacksFee: false };
}
