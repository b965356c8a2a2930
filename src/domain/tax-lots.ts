import type { CostMethod } from './account.ts';
import { lessAmounts, partOf } from './amounts.ts';
import { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import type { SplitRatio } from './ledger.ts';
import { compareAge, LotQueue, type Placed } from './lot-queue.ts';
import { scaled } from './lots.ts';
import type { Money } from './money.ts';
import { idOfOrigin, type NamedLot, type NamedLotProblem } from './named-lots.ts';
import { costPlaces } from './rounding.ts';
import { parted, type TaxLot } from './tax-lot.ts';

/**
 * The open lots of one holding. Lots that were paid in one currency stand together for the methods that compare costs: no
 * rate of the past says which of two currencies is more. A sale takes those of its own currency first, then those of
 * others, and at last those whose cost nobody knows; the oldest first where a method does not tell. A part of a lot takes
 * its share of the cost, rounded, and the rest keeps the remainder.
 */
export class TaxLots {
  #method: CostMethod;
  #buckets = new Map<string, LotQueue>();
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

  /** As much of each as is named; nothing of any where one is not open, or is less. */
  takeNamed(named: readonly NamedLot[]): readonly TaxLot[] | NamedLotProblem {
    if (this.#method === 'AVERAGE') return 'AVERAGE';
    const taken: TaxLot[] = [];
    let open = this.#placed();
    for (const { openedBy, quantity } of named) {
      let wanted = quantity;
      const isIt = ({ lot }: Placed): boolean => idOfOrigin(lot.origin) === openedBy;
      if (!open.some(isIt)) return 'NOT_HELD';
      open = open.flatMap((placed) => {
        if (!isIt(placed) || !wanted.isPositive()) return [placed];
        const { piece, rest } = parted(placed.lot, Decimal.min(placed.lot.quantity, wanted));
        wanted = wanted.minus(piece.quantity);
        taken.push(piece);
        return rest === undefined ? [] : [{ ...placed, lot: rest }];
      });
      if (wanted.isPositive()) return 'MORE_THAN_HELD';
    }
    this.#fill(open);
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

  #bucketOf({ paid }: TaxLot): LotQueue {
    const compares = this.#method === 'HIFO' || this.#method === 'AVERAGE';
    const key = compares ? (paid?.currency ?? unknown) : '';
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = new LotQueue(key === unknown ? 'FIFO' : this.#method);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #nextBucket(currency: Currency | undefined): LotQueue | undefined {
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
