/** What is open, at the rates of its purchases: so what its price made and what its currency made stand apart. */
import { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import { isMargined, worthAt, type Priced } from './instrument.ts';
import { costPlaces } from './rounding.ts';

/** What is left of one purchase, or what a later leg took from all of them. Quantity and cost have the position's sign. */
export type OpenPiece = {
  readonly quantity: Decimal;
  /** In the currency that it was paid in; undefined where nobody knows it. */
  readonly cost: Decimal | undefined;
  /** Both times the rate of its purchase into the base currency; undefined where none is known. */
  readonly rated: Rated | undefined;
};

type Rated = {
  /** Times a price it is what the price alone would have made of them. */
  readonly quantity: Decimal;
  /** What they cost in the base currency. */
  readonly cost: Decimal;
};

/** The sums over the pieces of which cost and rate are known, and how many others there are. */
export type AtPurchase = {
  readonly quantity: Decimal;
  readonly cost: Decimal;
  readonly rated: Rated;
  readonly unrated: number;
  readonly uncosted: number;
};

export const nothingOpen: AtPurchase = {
  quantity: Decimal.zero,
  cost: Decimal.zero,
  rated: { quantity: Decimal.zero, cost: Decimal.zero },
  unrated: 0,
  uncosted: 0,
};

export function pieceAt(quantity: Decimal, cost: Decimal | undefined, rate: Decimal | undefined): OpenPiece {
  const isKnown = cost !== undefined && rate !== undefined;
  return {
    quantity,
    cost,
    rated: isKnown ? { quantity: quantity.times(rate), cost: cost.times(rate) } : undefined,
  };
}

export type Fraction = { readonly times: Decimal; readonly over: Decimal };

/** As `pieceAt`, of a rate that is a fraction: what was paid in the base currency is that to the last digit. */
export function pieceBy(quantity: Decimal, cost: Decimal | undefined, by: Fraction | undefined): OpenPiece {
  if (by === undefined || by.over.equals(Decimal.one)) return pieceAt(quantity, cost, by?.times);
  const { times, over } = by;
  const of = (amount: Decimal) => amount.times(times).dividedBy(over, costPlaces, 'half-even');
  return { quantity, cost, rated: cost && { quantity: of(quantity), cost: of(cost) } };
}

export function atPurchase(pieces: Iterable<OpenPiece>): AtPurchase {
  let [quantity, cost] = [Decimal.zero, Decimal.zero];
  let [ratedQuantity, ratedCost] = [Decimal.zero, Decimal.zero];
  let [unrated, uncosted] = [0, 0];
  for (const piece of pieces) {
    const { rated } = piece;
    if (piece.cost === undefined) uncosted += 1;
    else if (rated === undefined) unrated += 1;
    else {
      quantity = quantity.plus(piece.quantity);
      cost = cost.plus(piece.cost);
      ratedQuantity = ratedQuantity.plus(rated.quantity);
      ratedCost = ratedCost.plus(rated.cost);
    }
  }
  return { quantity, cost, rated: { quantity: ratedQuantity, cost: ratedCost }, unrated, uncosted };
}

/** In the base currency; the first is the sum of the others, to the last digit. */
export type OpenResult = {
  readonly unrealised: Decimal;
  /** What the price made, at the rates of the purchases. */
  readonly priceEffect: Decimal;
  /** What the change of the rates made of what there is now. */
  readonly currencyEffect: Decimal;
};

/**
 * At a price, and at the rate of its currency now. What is paid for in full is worth its value now less what it cost then;
 * of a margined instrument nothing was paid, and only its profit is worth another amount at another rate. Undefined where
 * an inverse contract has no such price.
 */
export function openResult(
  { quantity, cost, rated }: Pick<AtPurchase, 'quantity' | 'cost' | 'rated'>,
  instrument: Priced,
  { price, rate }: { readonly price: Decimal; readonly rate: Decimal },
): OpenResult | undefined {
  const value = worthAt(instrument, quantity, price);
  const then = worthAt(instrument, rated.quantity, price);
  if (value === undefined || then === undefined) return undefined;
  const unrealised = isMargined(instrument)
    ? value.minus(cost).times(rate)
    : value.times(rate).minus(rated.cost);
  const priceEffect = then.minus(rated.cost);
  return { unrealised, priceEffect, currencyEffect: unrealised.minus(priceEffect) };
}

/** Money, of which one unit is worth one. */
export function priceOfMoney(currency: Currency): Priced {
  return { kind: 'spot', base: currency, quote: currency, settle: currency, multiplier: Decimal.one };
}

export type Inflow = { readonly amount: Decimal };

/**
 * What is left of the amounts that moved money, which come from the newest back: those that came in last, since the ones
 * before them went first. Of a debt it is those that went out. Stops as soon as `balance` is made up.
 */
export class LeftOfMoney<Each extends Inflow> {
  #left: Decimal;
  readonly pieces: Each[] = [];

  constructor(balance: Decimal) {
    this.#left = balance;
  }

  /** What the movements do not make up. */
  get left(): Decimal {
    return this.#left;
  }

  /** The newest of those that were not told yet. */
  add(movement: Each): void {
    if (this.#left.isZero() || movement.amount.sign() !== this.#left.sign()) return;
    const isMore = movement.amount.abs().greaterThan(this.#left.abs());
    const amount = isMore ? this.#left : movement.amount;
    this.#left = this.#left.minus(amount);
    this.pieces.push({ ...movement, amount });
  }
}

/** What a later leg left of a pool that costs the same throughout. */
export function shareLeft(whole: Decimal, left: Decimal, before: Decimal): Decimal {
  return left.isZero() ? Decimal.zero : whole.times(left).dividedBy(before, costPlaces, 'half-even');
}
