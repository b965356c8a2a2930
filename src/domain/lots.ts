import type { LotMethod } from './account.ts';
import { Decimal } from './decimal.ts';
import type { Currency, FillId, InstrumentId, LedgerEntryId } from './ids.ts';
import { boughtTogether, type Bought } from './bought.ts';
import type { SplitRatio } from './ledger.ts';
import { costIn, eachCost, lessCosts, plusCosts, type LotCosts } from './lot-costs.ts';
import { costPlaces } from './rounding.ts';

/** What opened a lot or ended a round trip: a fill of an instrument, or an entry of the ledger. */
export type Origin =
  | { readonly fillId: FillId; readonly instrumentId: InstrumentId }
  | { readonly entryId: LedgerEntryId };

/** An open piece of a position. Quantity and cost have the position's sign; see there of inverse contracts. */
export type Lot = {
  /** Orders the lots of a position, the oldest first: what was carried here is as old as it was elsewhere. Places need not follow one another. */
  readonly place: number;
  readonly origin: Origin;
  readonly openedAt: number;
  readonly quantity: Decimal;
  /** In the currency of the round trip; undefined where nobody knows what it cost. */
  readonly cost: Decimal | undefined;
  /** While it folds; undefined where no more is known than `cost`. */
  readonly costs?: LotCosts | undefined;
  /** Where the holding keeps it. */
  readonly bought?: Bought | undefined;
};

/** What was taken out of lots: the cost of what has one, and how much has none. */
export type TakenLots = { readonly cost: Decimal; readonly uncosted: Decimal };

/** The open lots of a position, or as many of them as fills that are to be folded can need. */
export type HeldLots = {
  /** By place. Where it is not all, those that the method takes first. */
  readonly lots: readonly Lot[];
  /** Of all that are open; zero without any. */
  readonly lastPlace: number;
};

/** What fills did to the lots that were open before them. */
export type LotChanges = {
  /** The places of those that ended, from the first to the last: none between them stays open. */
  readonly ended: { readonly first: number; readonly last: number } | undefined;
  /** Those that are new or hold another quantity, as they are now. */
  readonly written: readonly Lot[];
};

export const noLots: HeldLots = { lots: [], lastPlace: 0 };
export const unchangedLots: LotChanges = { ended: undefined, written: [] };

/**
 * The open lots of one position while fills are folded into it. `take` closes the oldest first (FIFO), the
 * newest first (LIFO), or a part of the one pooled lot (average; what has no cost is a pool of its own, which is taken
 * last). A part of a lot takes its share of the cost, rounded; the rest keeps the remainder, so that no digit is lost. Mutable, because copying thousands of lots
 * for each fill makes a fold quadratic.
 */
export class OpenLots {
  readonly #method: LotMethod;
  readonly #held: HeldLots;
  /** Whether others are open that were not given. */
  readonly #hasOthers: boolean;
  #lots: Lot[];
  /** Closed lots at the front, dropped in bulk. */
  #closed = 0;
  #lastPlace: number;

  /** `quantity` is that of all lots, given or not. */
  constructor(method: LotMethod, held: HeldLots, quantity: Decimal) {
    this.#method = method;
    this.#held = held;
    this.#hasOthers = !Decimal.sum(held.lots.map((lot) => lot.quantity)).equals(quantity);
    this.#lots = [...held.lots];
    this.#lastPlace = held.lastPlace;
  }

  /** What was bought elsewhere before others that are open goes in front of them: all lots have to be given then. */
  add(lot: Omit<Lot, 'place'>): void {
    if (this.#method === 'AVERAGE') {
      this.#pool(lot);
      return;
    }
    let at = this.#lots.length;
    while (at > this.#closed && (this.#lots[at - 1]?.openedAt ?? -Infinity) > lot.openedAt) at -= 1;
    const younger = this.#lots.splice(at);
    this.#lots.push({ ...lot, place: (this.#lastPlace += 1) });
    // The places tell the order.
    for (const each of younger) this.#lots.push({ ...each, place: (this.#lastPlace += 1) });
  }

  /** Closes `quantity` (positive), and tells what it had cost; adds to `pieces` what was taken. Throws a RangeError when less is open, or was given. */
  take(quantity: Decimal, pieces?: Lot[]): TakenLots {
    let wanted = quantity;
    let cost = Decimal.zero;
    let uncosted = Decimal.zero;
    while (wanted.isPositive()) {
      const at = this.#method === 'FIFO' ? this.#closed : this.#lots.length - 1;
      const lot = this.#lots[at];
      if (lot === undefined || this.#isBehindOthers(lot)) {
        throw new RangeError(`${wanted.toString()} more than the open lots was taken`);
      }
      const size = lot.quantity.abs();
      const part = Decimal.min(size, wanted);
      const isAll = part.equals(size);
      const share = lot.cost && (isAll ? lot.cost : shareOf(lot.cost, part, size));
      const shares = isAll ? lot.costs : eachCost(lot.costs, (of) => shareOf(of, part, size));
      if (share === undefined) uncosted = uncosted.plus(part);
      else cost = cost.plus(share);
      wanted = wanted.minus(part);
      pieces?.push({ ...lot, quantity: part, cost: share, costs: shares });
      if (isAll) this.#remove(at);
      else {
        const taken = lot.quantity.isNegative() ? part.negated() : part;
        const left = share && lot.cost?.minus(share);
        const costs = lessCosts(lot.costs, shares);
        this.#lots[at] = { ...lot, quantity: lot.quantity.minus(taken), cost: left, costs };
      }
    }
    return { cost, uncosted };
  }

  /** Changes how many there are, and not what they cost. The sums over all. */
  split(ratio: SplitRatio): { readonly quantity: Decimal; readonly uncosted: Decimal } {
    let uncosted = Decimal.zero;
    const quantity = this.#eachShare(
      (before) => scaled(before, ratio),
      (lot, share) => {
        if (lot.cost === undefined) uncosted = uncosted.plus(share);
        return { ...lot, quantity: share };
      },
    );
    return { quantity, uncosted };
  }

  /** Takes `amount` from what they cost, by quantity: how much, and what was left where one had cost less. */
  lower(amount: Decimal): { readonly lowered: Decimal; readonly over: Decimal } {
    let [lowered, over] = [Decimal.zero, Decimal.zero];
    const all = Decimal.sum(this.list().map(({ quantity }) => quantity));
    this.#eachShare(
      (before) => (before.equals(all) ? amount : shareOf(amount, before, all)),
      (lot, share) => {
        if (lot.cost === undefined) return lot;
        const left = lot.cost.minus(share);
        const cost = left.sign() === -lot.quantity.sign() ? Decimal.zero : left;
        lowered = lowered.plus(lot.cost.minus(cost));
        over = over.plus(cost.minus(left));
        // In what else it was lowered nobody knows.
        return { ...lot, cost, costs: undefined };
      },
    );
    return { lowered, over };
  }

  /** Takes a share of what each has cost: that, with all of its quantity. */
  spinOff(share: SplitRatio): readonly Lot[] {
    const gone: Lot[] = [];
    this.#lots = this.list().map((lot) => {
      const cost = lot.cost && scaled(lot.cost, share);
      const costs = eachCost(lot.costs, (of) => scaled(of, share));
      gone.push({ ...lot, cost, costs });
      return { ...lot, cost: cost && lot.cost?.minus(cost), costs: lessCosts(lot.costs, costs) };
    });
    this.#closed = 0;
    return gone;
  }

  /** Where the round trip is priced in another currency from now on. The sums over all. */
  reprice(from: Currency, into: Currency): TakenLots {
    const open = this.list();
    let [sum, uncosted] = [Decimal.zero, Decimal.zero];
    this.#closed = 0;
    this.#lots = [];
    for (const lot of open) {
      const costs = lot.costs ?? (lot.cost && [{ currency: from, amount: lot.cost }]);
      const cost = costIn(costs, into);
      if (cost === undefined) uncosted = uncosted.plus(lot.quantity);
      else sum = sum.plus(cost);
      const priced = { ...lot, cost, costs };
      if (this.#method === 'AVERAGE' && this.#lots.length > 0) this.#pool(priced);
      else this.#lots.push(priced);
    }
    return { cost: sum, uncosted };
  }

  /** `until` tells the part of the first lots that hold so much together: so the shares add up to the whole. */
  #eachShare(until: (quantity: Decimal) => Decimal, change: (lot: Lot, share: Decimal) => Lot): Decimal {
    let [quantity, told] = [Decimal.zero, Decimal.zero];
    this.#lots = this.list().map((lot) => {
      quantity = quantity.plus(lot.quantity);
      const before = told;
      told = until(quantity);
      return change(lot, told.minus(before));
    });
    this.#closed = 0;
    return told;
  }

  /** The last of the two at most is the one that has a cost. */
  #pool(lot: Omit<Lot, 'place'>): void {
    const at = this.#lots.findIndex(({ cost }) => (cost === undefined) === (lot.cost === undefined));
    const pooled = this.#lots[at];
    if (pooled !== undefined) {
      const cost = lot.cost && pooled.cost?.plus(lot.cost);
      const costs = plusCosts(pooled.costs, lot.costs);
      const bought = boughtTogether(pooled.bought, lot.bought);
      const quantity = pooled.quantity.plus(lot.quantity);
      this.#lots[at] = { ...pooled, quantity, cost, costs, bought };
      return;
    }
    const place = (this.#lastPlace += 1);
    const [costed] = this.#lots;
    this.#lots.push({ ...lot, place });
    if (lot.cost !== undefined || costed === undefined) return;
    // The places tell the order: what has no cost goes in front.
    this.#lots = [
      { ...lot, place: costed.place },
      { ...costed, place },
    ];
  }

  /** The oldest first, without those that were not given. */
  list(): readonly Lot[] {
    return this.#lots.slice(this.#closed);
  }

  /** Since the lots were given. */
  changes(): LotChanges {
    const open = this.list();
    const given = new Set(this.#held.lots);
    const places = new Set(open.map(({ place }) => place));
    const ended = this.#held.lots.filter(({ place }) => !places.has(place)).map(({ place }) => place);
    const [first, last] = [ended[0], ended.at(-1)];
    return {
      ended: first === undefined || last === undefined ? undefined : { first, last },
      written: open.filter((lot) => !given.has(lot)),
    };
  }

  /** The oldest are taken first: one that was added is not next while others are open that were not given. */
  #isBehindOthers({ place }: Lot): boolean {
    return this.#hasOthers && this.#method === 'FIFO' && place > this.#held.lastPlace;
  }

  #remove(at: number): void {
    if (this.#method !== 'FIFO') {
      this.#lots.pop();
      return;
    }
    this.#closed = at + 1;
    if (this.#closed * 2 < this.#lots.length) return;
    this.#lots = this.#lots.slice(this.#closed);
    this.#closed = 0;
  }
}

/** After a split, rounded where it is no decimal number. */
export function scaled(quantity: Decimal, { new: given, old: of }: SplitRatio): Decimal {
  const many = quantity.times(Decimal.fromInteger(given));
  return of === 1 ? many : many.dividedBy(Decimal.fromInteger(of), costPlaces, 'half-even');
}

function shareOf(cost: Decimal, part: Decimal, size: Decimal): Decimal {
  return cost.times(part).dividedBy(size, costPlaces, 'half-even');
}
