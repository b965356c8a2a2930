/** What is open of a round trip, piece by piece, with the rate of each purchase into the portfolio's currency. */
import { legsOf, wholeHolding } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { pieceAt, pieceOver, shareLeft, type OpenPiece } from '#src/domain/at-purchase.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import type { Currency, FillId, LedgerEntryId } from '#src/domain/ids.ts';
import type { Origin } from '#src/domain/lots.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { PurchaseRates, type PurchaseRate } from './purchase-rates.ts';

/** A piece with what brought it, or took from it. */
export type RatedPiece = OpenPiece & {
  /** Whose rate counts. */
  readonly movementId: FillId | LedgerEntryId;
  readonly origin: Origin;
  /** When it was bought: the moment of its rate. */
  readonly time: number;
  readonly rate: PurchaseRate | undefined;
  /** Whether a rate would be needed: what a later leg took has that of what it took from. */
  readonly isPurchase: boolean;
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
  const { lots } = await read.positions.lots(position, position.quantity.abs());
  const pieces: RatedPiece[] = [];
  const rates = new PurchaseRates(read, { currency: position.currency, base });
  for (const { origin, openedAt, quantity, cost } of lots) {
    const purchase = await rates.movementOf(origin, openedAt);
    const rate = await rates.of(purchase);
    const { movementId } = purchase;
    const piece = pieceBy(quantity, cost, rate);
    pieces.push({ ...piece, movementId, origin, time: openedAt, rate, isPurchase: true });
  }
  return pieces;
}

function pieceBy(quantity: Decimal, cost: Decimal | undefined, rate: PurchaseRate | undefined): OpenPiece {
  return rate?.turned === undefined
    ? pieceAt(quantity, cost, rate?.rate)
    : pieceOver(quantity, cost, rate.turned);
}

async function pooledPieces(
  read: Repositories,
  position: Position,
  base: Currency,
): Promise<readonly RatedPiece[]> {
  const account = await read.accounts.get(position.accountId);
  const whole = await wholeHolding(read, { account, held: position.held });
  const fold = new PositionFold(whole);
  const rates = new PurchaseRates(read, { currency: position.currency, base });
  let pool = new AveragePool();
  for await (const legs of legsOf(read, whole)) {
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
      const purchase = await rates.movementOf(origin, time);
      const { movementId } = purchase;
      const rate = pool.isEnteredBy(leg, after) ? await rates.of(purchase) : undefined;
      pool.add(leg, after, { movementId, origin, time, rate });
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

  add(leg: Leg, after: Position, by: Pick<RatedPiece, 'movementId' | 'origin' | 'time' | 'rate'>): void {
    const quantity = after.quantity.minus(after.uncosted);
    const { cost } = after;
    const more = { quantity: quantity.minus(this.#quantity), cost: cost.minus(this.#cost) };
    const isPurchase = this.isEnteredBy(leg, after);
    const piece = isPurchase
      ? pieceBy(more.quantity, more.cost, by.rate)
      : { ...more, rated: this.#taken(quantity, cost) };
    this.#rated = this.#rated &&
      piece.rated && {
        quantity: this.#rated.quantity.plus(piece.rated.quantity),
        cost: this.#rated.cost.plus(piece.rated.cost),
      };
    this.#quantity = quantity;
    this.#cost = cost;
    if (isPurchase || !more.quantity.isZero() || !more.cost.isZero())
      this.pieces.push({ ...piece, ...by, isPurchase });
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
  const nothing = { cost: undefined, rated: undefined, rate: undefined };
  return { quantity: uncosted, ...nothing, movementId, origin: last, time: openedAt, isPurchase: true };
}

/** Lots that arrive together were bought at moments of their own. */
function eachArrival(leg: Leg): readonly Leg[] {
  if (leg.source !== 'ledger' || leg.arrived === undefined) return [leg];
  return leg.arrived.map((lot) => ({ ...leg, arrived: [lot] }));
}

function boughtAt(leg: Leg): number {
  if (leg.source !== 'ledger') return leg.time;
  return leg.arrived?.[0]?.openedAt ?? leg.acquiredAt ?? leg.time;
}

function isReshaping(leg: Leg): boolean {
  return leg.source === 'ledger' && (leg.ratio ?? leg.share ?? leg.returned) !== undefined;
}

export function originOf(leg: Leg): Origin {
  return leg.source === 'ledger' ? { entryId: leg.id } : { fillId: leg.id, instrumentId: leg.instrumentId };
}
