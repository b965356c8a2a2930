import type { CostMethod } from './account.ts';
import { lessAmounts, noAmounts, partOf, plusAmounts, type Amounts } from './amounts.ts';
import type { Bought } from './bought.ts';
import { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import type { SplitRatio } from './ledger.ts';
import type { LegRate } from './leg-rates.ts';
import type { LotCosts } from './lot-costs.ts';
import { scaled, type Origin } from './lots.ts';
import type { Money } from './money.ts';
import { costPlaces } from './rounding.ts';

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

type Placed = {
  readonly lot: TaxLot;
  /** Since when it is held: what was bought elsewhere is as old as it was there. */
  readonly since: number;
  /** Of the same age, the first that came is the oldest. */
  readonly at: number;
};

function compareAge(one: Placed, other: Placed): number {
  return one.since - other.since || one.at - other.at;
}

/**
 * The open lots of one holding. Lots that were paid in one currency stand together for the methods that compare costs: no
 * rate of the past says which of two currencies is more. A sale takes those of its own currency first, then those of
 * others, and at last those whose cost nobody knows; the oldest first where a method does not tell. A part of a lot takes
 * its share of the cost, rounded, and the rest keeps the remainder.
 */
export class TaxLots {
  #method: CostMethod;
  #buckets = new Map<string, Bucket>();
  #next = 1;

  constructor(method: CostMethod) {
    this.#method = method;
  }

  /** From now on. Left for another, the average gives each lot that cost and leaves it its own date. */
  use(method: CostMethod): void {
    if (method === this.#method) return;
    const open = this.#placed();
    this.#method = method;
    this.#fill(open);
  }

  /** Changes how many there are, and not what they cost; `signed` is the quantity of all, negative of short ones. What it is then. */
  split(ratio: SplitRatio, signed: Decimal): Decimal {
    let [before, told] = [Decimal.zero, Decimal.zero];
    const lots = this.#placed().map((placed) => {
      const { lot } = placed;
      before = before.plus(lot.quantity);
      const shared = told;
      told = scaled(before, ratio);
      return { ...placed, lot: { ...lot, quantity: told.minus(shared) } };
    });
    this.#fill(lots);
    return signed.isNegative() ? told.negated() : told;
  }

  /** Takes an amount from what lots cost, by quantity. Those that had cost less, and what was left of their share. */
  lower({ amount, currency }: Money): readonly { readonly lot: TaxLot; readonly over: Decimal }[] {
    const beyond: { readonly lot: TaxLot; readonly over: Decimal }[] = [];
    const open = this.#placed();
    const all = Decimal.sum(open.map(({ lot }) => lot.quantity));
    let [before, told] = [Decimal.zero, Decimal.zero];
    const lots = open.map((placed) => {
      const { lot } = placed;
      before = before.plus(lot.quantity);
      const shared = told;
      told = before.equals(all) ? amount : amount.times(before).dividedBy(all, costPlaces, 'half-even');
      if (lot.paid?.currency !== currency) return placed;
      const share = told.minus(shared);
      const value = Decimal.max(lot.paid.value.minus(share), Decimal.zero);
      const beside = share.minus(lot.paid.value.minus(value));
      const fees = Decimal.max(lot.paid.fees.minus(beside), Decimal.zero);
      const over = beside.minus(lot.paid.fees.minus(fees));
      if (!over.isZero()) beyond.push({ lot, over });
      return { ...placed, lot: { ...lot, paid: { ...lot.paid, value, fees } } };
    });
    this.#fill(lots);
    return beyond;
  }

  /** Takes a share of what each has cost: that, with all of its quantity. */
  spinOff({ new: given, old: of }: SplitRatio): readonly TaxLot[] {
    const gone: TaxLot[] = [];
    const lots = this.#placed().map((placed) => {
      const { lot } = placed;
      const share = lot.paid && partOf(lot.paid, Decimal.fromInteger(given), Decimal.fromInteger(of));
      gone.push({ ...lot, paid: share });
      return { ...placed, lot: { ...lot, paid: lot.paid && share && lessAmounts(lot.paid, share) } };
    });
    this.#fill(lots);
    return gone;
  }

  /** `since` tells its age beside the others: it may be that of what was bought elsewhere. */
  add(lot: TaxLot, since: number): void {
    this.#bucketOf(lot).add({ lot, since, at: this.#next });
    this.#next += 1;
  }

  /** Closes `quantity`, or as much of it as is open; the pieces of lots in the order in which they were taken. */
  take(quantity: Decimal, currency: Currency | undefined): readonly TaxLot[] {
    const taken: TaxLot[] = [];
    let wanted = quantity;
    while (wanted.isPositive()) {
      const bucket = this.#nextBucket(currency);
      if (bucket === undefined) break;
      const piece = bucket.take(wanted);
      wanted = wanted.minus(piece.quantity);
      taken.push(piece);
    }
    return taken;
  }

  /** The oldest first. */
  list(): readonly TaxLot[] {
    return this.#placed().map(({ lot }) => lot);
  }

  #placed(): readonly Placed[] {
    return [...this.#buckets.values()].flatMap((bucket) => bucket.list()).toSorted(compareAge);
  }

  #fill(open: readonly Placed[]): void {
    this.#buckets = new Map();
    for (const placed of open) this.#bucketOf(placed.lot).add(placed);
  }

  #bucketOf({ paid }: TaxLot): Bucket {
    const compares = this.#method === 'HIFO' || this.#method === 'AVERAGE';
    const key = compares ? (paid?.currency ?? unknown) : '';
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = new Bucket(key === unknown ? 'FIFO' : this.#method);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #nextBucket(currency: Currency | undefined): Bucket | undefined {
    const filled = [...this.#buckets].filter(([, bucket]) => bucket.first !== undefined);
    const own = filled.find(([key]) => key === currency);
    if (own !== undefined || filled.length < 2) return (own ?? filled[0])?.[1];
    const known = filled.filter(([key]) => key !== unknown).map(([, bucket]) => bucket);
    return known.toSorted((one, other) =>
      one.first && other.first ? compareAge(one.first, other.first) : 0,
    )[0];
  }
}

/** No currency has this name. */
const unknown = '?';

/** Lots of which one is next. */
class Bucket {
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

function paidAs(paid: NonNullable<TaxLot['paid']>, { value, fees }: Amounts): TaxLot['paid'] {
  return { ...paid, value, fees };
}
