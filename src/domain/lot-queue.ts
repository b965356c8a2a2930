import type { CostMethod } from './account.ts';
import { lessAmounts, noAmounts, partOf, plusAmounts, type Amounts } from './amounts.ts';
import { Decimal } from './decimal.ts';
import { paidAs, type TaxLot } from './tax-lot.ts';

export type Placed = {
  readonly lot: TaxLot;
  /** Since when it is held: what was bought elsewhere is as old as it was there. */
  readonly since: number;
  /** Of the same age, the first that came is the oldest. */
  readonly at: number;
};

export function compareAge(one: Placed, other: Placed): number {
  return one.since - other.since || one.at - other.at;
}

/** Lots of which one is next. */
export class LotQueue {
  readonly #method: CostMethod;
  /** By age; by cost for `HIFO`, with the next one last. */
  #lots: Placed[] = [];
  /** Closed ones at the front, dropped in bulk. */
  #closed = 0;
  /** Of all that are open, where only the sum counts. */
  #pool: (Amounts & { readonly quantity: Decimal }) | undefined;

  constructor(method: CostMethod) {
    this.#method = method;
  }

  /** The one that is taken next. */
  get first(): Placed | undefined {
    return this.#isFromFront ? this.#lots[this.#closed] : this.#lots.at(-1);
  }

  get #isFromFront(): boolean {
    return this.#method === 'FIFO' || this.#method === 'AVERAGE';
  }

  add(placed: Placed): void {
    const { paid, quantity } = placed.lot;
    if (this.#method === 'AVERAGE' && paid !== undefined) {
      const pool = this.#pool ?? { ...noAmounts, quantity: Decimal.zero };
      this.#pool = { ...plusAmounts(pool, paid), quantity: pool.quantity.plus(quantity) };
    }
    this.#lots.splice(this.#placeOf(placed), 0, placed);
  }

  /** Of the next one as much as is wanted. */
  take(wanted: Decimal): TaxLot {
    const placed = this.first;
    if (placed === undefined) throw new RangeError('no lot is open');
    const { lot } = placed;
    const quantity = Decimal.min(lot.quantity, wanted);
    const pool = this.#pool;
    const of = pool ?? (lot.paid && { ...lot.paid, quantity: lot.quantity });
    const share = of && partOf(of, quantity, of.quantity);
    if (pool !== undefined && share !== undefined)
      this.#pool = { ...lessAmounts(pool, share), quantity: pool.quantity.minus(quantity) };
    const piece = { ...lot, quantity, paid: lot.paid && share && paidAs(lot.paid, share) };
    if (quantity.equals(lot.quantity)) this.#remove();
    else {
      const rest = lot.paid && share && lessAmounts(lot.paid, share);
      this.#replaceFirst({ ...placed, lot: { ...lot, quantity: lot.quantity.minus(quantity), paid: rest } });
    }
    return piece;
  }

  /** Each at its own cost, or at the average. */
  list(): readonly Placed[] {
    const open = this.#lots.slice(this.#closed);
    let left = this.#pool;
    if (left === undefined) return open;
    return open.map((placed): Placed => {
      const { lot } = placed;
      if (left === undefined || lot.paid === undefined) return placed;
      const share = partOf(left, lot.quantity, left.quantity);
      left = { ...lessAmounts(left, share), quantity: left.quantity.minus(lot.quantity) };
      return { ...placed, lot: { ...lot, paid: paidAs(lot.paid, share) } };
    });
  }

  /** By age; by cost behind all that cost less for a unit, and of the same cost the oldest is last. */
  #placeOf(placed: Placed): number {
    let [low, high] = [this.#closed, this.#lots.length];
    while (low < high) {
      // Most come behind all others.
      const middle = high === this.#lots.length ? high - 1 : Math.floor((low + high) / 2);
      const other = this.#lots[middle];
      if (other !== undefined && this.#isBefore(other, placed)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(one: Placed, other: Placed): boolean {
    if (this.#method !== 'HIFO') return compareAge(one, other) < 0;
    return (compareUnitCosts(one.lot, other.lot) || compareAge(other, one)) < 0;
  }

  #replaceFirst(placed: Placed): void {
    this.#lots[this.#isFromFront ? this.#closed : this.#lots.length - 1] = placed;
  }

  #remove(): void {
    if (!this.#isFromFront) {
      this.#lots.pop();
      return;
    }
    this.#closed += 1;
    if (this.#closed * 2 < this.#lots.length) return;
    this.#lots = this.#lots.slice(this.#closed);
    this.#closed = 0;
  }
}

/** With the fees: they are paid for it too. Without dividing: the first cost times the second quantity, and the other way. */
function compareUnitCosts(one: TaxLot, other: TaxLot): -1 | 0 | 1 {
  return costOf(one).times(other.quantity).compare(costOf(other).times(one.quantity));
}

function costOf({ paid }: TaxLot): Decimal {
  return paid === undefined ? Decimal.zero : paid.value.plus(paid.fees);
}
