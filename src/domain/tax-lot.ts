import { lessAmounts, partOf, type Amounts } from './amounts.ts';
import type { Bought } from './bought.ts';
import type { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import type { LegRate } from './leg-rates.ts';
import type { LotCosts } from './lot-costs.ts';
import type { Origin } from './lots.ts';

/** A piece that is open. */
export type TaxLot = {
  readonly origin: Origin;
  readonly openedAt: number;
  /** Positive, also of what was sold short. */
  readonly quantity: Decimal;
  /** Undefined where nobody knows what it cost. */
  readonly paid: (Amounts & { readonly currency: Currency }) | undefined;
  /** Whether a fee of it is not in the amounts: not known, or paid in something else. */
  readonly lacksFee: boolean;
  /** Of the moment at which it was bought, where any are known. */
  readonly rates?: readonly LegRate[] | undefined;
};

/** A piece of one on its way to where a linked entry brings it (see `carried-lots.ts`). */
export type CarriedLot = TaxLot & {
  /** With those of `paid`, where more is known. */
  readonly costs?: LotCosts | undefined;
  readonly bought?: Bought | undefined;
};

/** A part of a lot with its share of the cost, and the rest; undefined where nothing is left. */
export function parted(
  lot: TaxLot,
  quantity: Decimal,
): { readonly piece: TaxLot; readonly rest: TaxLot | undefined } {
  const { paid } = lot;
  const share = paid && partOf(paid, quantity, lot.quantity);
  const piece = { ...lot, quantity, paid: paid && share && paidAs(paid, share) };
  if (quantity.equals(lot.quantity)) return { piece, rest: undefined };
  const left = paid && share && paidAs(paid, lessAmounts(paid, share));
  return { piece, rest: { ...lot, quantity: lot.quantity.minus(quantity), paid: left } };
}

export function paidAs(paid: NonNullable<TaxLot['paid']>, { value, fees }: Amounts): TaxLot['paid'] {
  return { ...paid, value, fees };
}
