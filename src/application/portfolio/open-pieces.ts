/** What is open of a round trip, piece by piece, with the rate of each purchase into the portfolio's currency. */
import { legsOf, wholeHolding, type WholeHolding } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { pieceBy, shareLeft, type OpenPiece } from '#src/domain/at-purchase.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import type { AccountId, Currency, FillId, LedgerEntryId } from '#src/domain/ids.ts';
import type { Lot, Origin } from '#src/domain/lots.ts';
import type { ToldRate } from '#src/domain/paid-in.ts';
import type { Position } from '#src/domain/position.ts';
import type { CarriedLot } from '#src/domain/tax-lot.ts';
import { purchasesOf } from '#src/domain/bought.ts';
import type { UnratedPiece } from '#src/ports/holdings-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { PurchaseRates, type CarriedPurchase, type PurchaseRate } from './purchase-rates.ts';
import { foldWithPurchases, unratedPiece } from './unrated-purchases.ts';

/** A piece with what brought it, or took from it. */
export type RatedPiece = OpenPiece & {
  /** Whose rate counts. */
  readonly movementId: FillId | LedgerEntryId;
  readonly origin: Origin;
  /** When it was bought: the moment of its rate. */
  readonly time: number;
  /** Undefined where it is not known, or is that of several purchases together. */
  readonly rate: ToldRate | undefined;
  /** Whether a rate would be needed: what a later leg took has that of what it took from. */
  readonly isPurchase: boolean;
  /** The rates without which its cost in the base currency is not known. */
  readonly lacking: readonly UnratedPiece[];
};

/**
 * The open lots, each at its own rate. Of an average all purchases of the round trip are in what is left: they are told with
 * what later legs took of them, and without one of their rates that of the whole is not known.
 */
export async function openPieces(
  read: Repositories,
  position: Position,
  base: Currency,
): Promise<readonly RatedPiece[]> {
  if (position.method === 'AVERAGE') return pooledPieces(read, position, base);
  const rating = new Rating(read, position, base);
  const pieces: RatedPiece[] = [];
  for (const lot of await lotsOf(read, position)) {
    const { origin, openedAt: time, quantity, cost } = lot;
    const { rate, ...rated } = await rating.of(origin, time, lot);
    pieces.push({ ...pieceBy(quantity, cost, rate?.by), ...rated, rate: rate?.told, isPurchase: true });
  }
  return pieces;
}

/** Of those that linked entries brought, with what was bought where they come from. */
async function lotsOf(read: Repositories, position: Position): Promise<readonly Lot[]> {
  const { lots } = await read.positions.lots(position, position.quantity.abs());
  for (const { origin } of lots) {
    const entry = 'entryId' in origin ? await read.ledger.find(origin.entryId) : undefined;
    if (entry?.link === undefined) continue;
    const whole = await wholeOf(read, position);
    const fold = foldWithPurchases(whole);
    for await (const legs of legsOf(read, whole, foldWithPurchases)) {
      for (const leg of legs) fold.add(leg);
      await nextTurn();
    }
    return fold.lotChanges().written;
  }
  return lots;
}

async function wholeOf(read: Repositories, { accountId, held }: Position): Promise<WholeHolding> {
  return wholeHolding(read, { account: await read.accounts.get(accountId), held });
}

type Rated = Pick<RatedPiece, 'movementId' | 'origin' | 'time' | 'lacking'> & {
  readonly rate: PurchaseRate | undefined;
};

/** Of the purchases of one round trip. */
class Rating {
  readonly #read: Repositories;
  readonly #rates: PurchaseRates;
  readonly #of: { readonly accountId: AccountId; readonly currency: Currency; readonly base: Currency };

  constructor(read: Repositories, { accountId, currency }: Position, base: Currency) {
    this.#read = read;
    this.#rates = new PurchaseRates(read, { currency, base });
    this.#of = { accountId, currency, base };
  }

  /** What was carried has the rate of where it was bought, and only without that one of the entry that brought it. */
  async of(origin: Origin, time: number, lot: CarriedPurchase): Promise<Rated> {
    const { accountId, currency, base } = this.#of;
    const movement = await this.#rates.movementOf(origin, time);
    const { movementId } = movement;
    const rate = (await this.#rates.ofCarried(lot)) ?? (await this.#rates.of(movement));
    const common = { movementId, origin, time, rate };
    if (rate !== undefined) return { ...common, lacking: [] };
    const lacking: UnratedPiece[] = [];
    for (const purchase of purchasesOf(lot.bought)) {
      const piece = await unratedPiece(this.#read, purchase, base);
      if (piece !== undefined) lacking.push(piece);
    }
    if (lacking.length > 0) return { ...common, lacking };
    const instrumentId = 'fillId' in origin ? origin.instrumentId : undefined;
    return { ...common, lacking: [{ movementId, accountId, currency, into: base, time, instrumentId }] };
  }

  /** Of what a later leg took. */
  async without(origin: Origin, time: number): Promise<Rated> {
    const { movementId } = await this.#rates.movementOf(origin, time);
    return { movementId, origin, time, rate: undefined, lacking: [] };
  }
}

async function pooledPieces(
  read: Repositories,
  position: Position,
  base: Currency,
): Promise<readonly RatedPiece[]> {
  const whole = await wholeOf(read, position);
  const fold = foldWithPurchases(whole);
  const rating = new Rating(read, position, base);
  let pool = new AveragePool();
  for await (const legs of legsOf(read, whole, foldWithPurchases)) {
    for (const leg of legs.flatMap(eachArrival)) {
      const before = fold.open();
      fold.add(leg);
      const after = fold.open();
      if (after === undefined) continue;
      // What a trade left of too little to be traded begins the next one, at the cost that it had.
      const isNew = before?.sequence !== after.sequence && after.dustBelow === undefined;
      if (isNew) pool = new AveragePool();
      const time = boughtAt(leg);
      const origin = originOf(leg);
      const isPurchase = pool.isEnteredBy(leg, after);
      const by = isPurchase
        ? await rating.of(origin, time, arrivedBy(leg) ?? {})
        : await rating.without(origin, time);
      pool.add(leg, after, by);
    }
    await nextTurn();
  }
  return [...pool.pieces, ...(position.uncosted.isZero() ? [] : [uncostedPiece(position)])];
}

/** What has a cost of one round trip. Without one of its rates it has none. */
class AveragePool {
  readonly pieces: RatedPiece[] = [];
  #quantity = Decimal.zero;
  #cost = Decimal.zero;
  #rated: OpenPiece['rated'] = { quantity: Decimal.zero, cost: Decimal.zero };

  isEnteredBy(leg: Leg, { quantity, uncosted }: Position): boolean {
    return !isReshaping(leg) && quantity.minus(uncosted).abs().greaterThan(this.#quantity.abs());
  }

  add(leg: Leg, after: Position, { rate, ...by }: Rated): void {
    const quantity = after.quantity.minus(after.uncosted);
    const { cost } = after;
    const more = { quantity: quantity.minus(this.#quantity), cost: cost.minus(this.#cost) };
    const isPurchase = this.isEnteredBy(leg, after);
    const piece = isPurchase
      ? pieceBy(more.quantity, more.cost, rate?.by)
      : { ...more, rated: this.#taken(quantity, cost) };
    this.#rated = this.#rated &&
      piece.rated && {
        quantity: this.#rated.quantity.plus(piece.rated.quantity),
        cost: this.#rated.cost.plus(piece.rated.cost),
      };
    this.#quantity = quantity;
    this.#cost = cost;
    if (isPurchase || !more.quantity.isZero() || !more.cost.isZero())
      this.pieces.push({ ...piece, ...by, rate: rate?.told, isPurchase });
  }

  /** What goes to leave so much of it. */
  #taken(quantity: Decimal, cost: Decimal): OpenPiece['rated'] {
    return (
      this.#rated && {
        quantity: changeOf(this.#rated.quantity, quantity, this.#quantity),
        cost: changeOf(this.#rated.cost, cost, this.#cost),
      }
    );
  }
}

function changeOf(whole: Decimal, left: Decimal, before: Decimal): Decimal {
  return before.isZero() ? Decimal.zero : shareLeft(whole, left, before).minus(whole);
}

function uncostedPiece({ uncosted, last, openedAt }: Position): RatedPiece {
  const movementId = 'fillId' in last ? last.fillId : last.entryId;
  const nothing = { cost: undefined, rated: undefined, rate: undefined, lacking: [] };
  return { quantity: uncosted, ...nothing, movementId, origin: last, time: openedAt, isPurchase: true };
}

/** Lots that arrive together were bought at moments of their own. */
function eachArrival(leg: Leg): readonly Leg[] {
  if (leg.source !== 'ledger' || leg.arrived === undefined) return [leg];
  return leg.arrived.map((lot) => ({ ...leg, arrived: [lot] }));
}

function arrivedBy(leg: Leg): CarriedLot | undefined {
  return leg.source === 'ledger' ? leg.arrived?.[0] : undefined;
}

function boughtAt(leg: Leg): number {
  if (leg.source !== 'ledger') return leg.time;
  return arrivedBy(leg)?.openedAt ?? leg.acquiredAt ?? leg.time;
}

function isReshaping(leg: Leg): boolean {
  return leg.source === 'ledger' && (leg.ratio ?? leg.share ?? leg.returned) !== undefined;
}

export function originOf(leg: Leg): Origin {
  return leg.source === 'ledger' ? { entryId: leg.id } : { fillId: leg.id, instrumentId: leg.instrumentId };
}
