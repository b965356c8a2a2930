/** Lots go along with a linked entry, and arrive by the other one of its link with the cost and the date that they had. */
import { Decimal } from './decimal.ts';
import type { Leg } from './fill-order.ts';
import type { HeldMovement } from './held.ts';
import type { LedgerEntryId } from './ids.ts';
import { costPlaces } from './rounding.ts';
import type { CarriedLot } from './tax-lot.ts';

/** A fold that lots can leave. */
export type CarryingFold = {
  add(leg: Leg): unknown;
  /** What the last leg took along. */
  departed(): readonly CarriedLot[];
};

/** Where lots come from, and the entry that brings them. */
type Departure<Held> = { readonly from: Held; readonly arrival: LedgerEntryId };

/** By what the entries of a link do; undefined where lots do not both leave and arrive by it. */
export function carriedBetween<Held>(
  ends: readonly { readonly holding: Held; readonly leg: HeldMovement | undefined }[],
): Departure<Held> | undefined {
  const linked = ends.filter(({ leg }) => leg?.link !== undefined);
  const option = linked.find(({ leg }) => leg?.premium === 'leaves');
  const traded = linked.find(({ leg }) => leg?.premium === 'joins');
  if (option && traded?.leg) return { from: option.holding, arrival: traded.leg.id };
  const from = linked.find(
    ({ leg }) => leg && (leg.share !== undefined || (leg.quantity.isNegative() && !comes(leg))),
  );
  const to = linked.find(({ leg }) => leg && comes(leg));
  return from && to?.leg && { from: from.holding, arrival: to.leg.id };
}

export type CarrySource<Held> = {
  departureOf(link: string): Promise<Departure<Held> | undefined>;
  keyOf(held: Held): string;
  legsOf(held: Held): AsyncIterable<readonly Leg[]>;
  foldOf(held: Held): CarryingFold;
};

/**
 * The legs with the lots that linked ones bring. What these come from is folded beside, each holding once and only so far:
 * so it is right whatever of it is recorded later. Lots that go round within one moment have no known cost.
 */
export async function* withCarried<Held>(
  legs: AsyncIterable<readonly Leg[]>,
  source: CarrySource<Held>,
): AsyncIterable<readonly Leg[]> {
  const carriers = new Carriers(source);
  for await (const piece of legs) {
    if (!piece.some(isArrival)) {
      yield piece;
      continue;
    }
    const told: Leg[] = [];
    for (const leg of piece) told.push(await carriers.told(leg));
    yield told;
  }
}

type Arrival = HeldMovement & { readonly link: string };

function isArrival(leg: Leg): leg is Arrival {
  if (leg.source !== 'ledger' || leg.link === undefined) return false;
  return leg.premium === undefined ? comes(leg) : leg.premium === 'joins';
}

function isDeparture(leg: Leg): leg is Arrival {
  if (leg.source !== 'ledger' || leg.link === undefined) return false;
  return leg.premium === undefined ? !comes(leg) : leg.premium === 'leaves';
}

function comes({ quantity, isSpunOff }: HeldMovement): boolean {
  return quantity.isPositive() || isSpunOff === true;
}

type Carrier = {
  readonly fold: CarryingFold;
  readonly pieces: AsyncIterator<readonly Leg[]>;
  piece: readonly Leg[];
  next: number;
  isMoving: boolean;
};

class Carriers<Held> {
  readonly #source: CarrySource<Held>;
  readonly #carriers = new Map<string, Carrier>();
  readonly #departed = new Map<string, readonly CarriedLot[]>();

  constructor(source: CarrySource<Held>) {
    this.#source = source;
  }

  async told(leg: Leg): Promise<Leg> {
    if (!isArrival(leg)) return leg;
    const departure = await this.#source.departureOf(leg.link);
    if (departure?.arrival !== leg.id) return leg;
    if (!this.#departed.has(leg.link)) await this.#foldUntil(departure.from, leg.link);
    const lots = this.#departed.get(leg.link);
    if (lots === undefined) return leg;
    if (leg.premium === 'joins') return withPremium(leg, lots);
    // What is spun off of nothing, or of a short that is told as if it were none, comes at a cost that nobody knows.
    const goesAlong = Decimal.sum(lots.map(({ quantity }) => quantity)).sign() === leg.quantity.sign();
    return goesAlong ? { ...leg, arrived: sharedOut(lots, leg.quantity) } : leg;
  }

  async #foldUntil(from: Held, link: string): Promise<void> {
    const carrier = this.#carrierOf(from);
    if (carrier.isMoving) return;
    carrier.isMoving = true;
    while (!this.#departed.has(link)) {
      const leg = await nextOf(carrier);
      if (leg === undefined) break;
      carrier.fold.add(await this.told(leg));
      if (isDeparture(leg)) this.#departed.set(leg.link, withUnseen(leg, carrier.fold.departed()));
    }
    carrier.isMoving = false;
  }

  #carrierOf(held: Held): Carrier {
    const key = this.#source.keyOf(held);
    const known = this.#carriers.get(key);
    if (known !== undefined) return known;
    const pieces = this.#source.legsOf(held)[Symbol.asyncIterator]();
    const fold = this.#source.foldOf(held);
    const carrier: Carrier = { fold, pieces, piece: [], next: 0, isMoving: false };
    this.#carriers.set(key, carrier);
    return carrier;
  }
}

async function nextOf(carrier: Carrier): Promise<Leg | undefined> {
  while (carrier.next >= carrier.piece.length) {
    const { done, value } = await carrier.pieces.next();
    if (done === true) return undefined;
    carrier.piece = value;
    carrier.next = 0;
  }
  const leg = carrier.piece[carrier.next];
  carrier.next += 1;
  return leg;
}

/** More may have left than ever came in. */
function withUnseen(
  { id, time, quantity }: HeldMovement,
  lots: readonly CarriedLot[],
): readonly CarriedLot[] {
  const missing = quantity.abs().minus(Decimal.sum(lots.map((lot) => lot.quantity.abs())));
  if (!missing.isPositive()) return lots;
  const unseen = { origin: { entryId: id }, openedAt: time, quantity: missing };
  return [...lots, { ...unseen, paid: undefined, lacksFee: false }];
}

/**
 * What is traded at the strike costs what the option had cost as well, or brings that much less; of an option that was sold
 * it is what that brought in, the other way. With their fees, which stand beside no trade of their own.
 */
function withPremium(leg: Arrival, lots: readonly CarriedLot[]): Arrival {
  const { paid } = leg;
  const parts = lots.map((lot) => lot.paid);
  const isKnown = parts.every((part) => part !== undefined && part.currency === paid?.currency);
  const amounts = parts.flatMap((part) => (part === undefined ? [] : [part.value.plus(part.fees)]));
  return {
    ...leg,
    paid: isKnown && paid ? { ...paid, amount: Decimal.sum([paid.amount, ...amounts]) } : undefined,
    lacksFee: lots.some((lot) => lot.lacksFee),
  };
}

/** As lots of another quantity in all, each by its part: their costs stay. */
function sharedOut(lots: readonly CarriedLot[], quantity: Decimal): readonly CarriedLot[] {
  const all = Decimal.sum(lots.map((lot) => lot.quantity));
  if (all.equals(quantity)) return lots;
  let [before, told] = [Decimal.zero, Decimal.zero];
  return lots.map((lot) => {
    before = before.plus(lot.quantity);
    const shared = told;
    told = before.equals(all) ? quantity : quantity.times(before).dividedBy(all, costPlaces, 'half-even');
    return { ...lot, quantity: told.minus(shared) };
  });
}
