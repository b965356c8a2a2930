import type { LotMethod } from './account.ts';
import type { CostMoved } from './capital-moved.ts';
import type { Decimal } from './decimal.ts';
import type { Side } from './fill.ts';
import type { AccountId, Currency, HeldId, InstrumentId, PositionId } from './ids.ts';
import { averageOf, isInverse, notionalOf, worthAt, type Instrument } from './instrument.ts';
import type { HeldLots, Origin } from './lots.ts';
import { addToPurse, type Purse } from './money.ts';
import type { TripWorth } from './trip-worth.ts';

/**
 * One round trip in what an account holds (see `held.ts`): from flat, through any number of fills and movements, to flat
 * again. A fill that crosses zero closes one and opens the next; so does one that leaves less than could be traded, and the
 * next one then begins with that rest.
 *
 * Invariants: `quantity`, `uncosted` and `cost` are the sums over its open lots (see `lots.ts`), which only the last round
 * trip can have; of what has a cost, every amount that leaves `cost` enters `realised`, is taken along by what leaves
 * the account, or is what a rest begins the next round trip with, so that no digit is lost.
 */
export type Position = {
  readonly id: PositionId;
  readonly accountId: AccountId;
  readonly held: HeldId;
  /** Where it is priced, and closed unless the trader chooses another: that of its first trade. */
  readonly instrumentId: InstrumentId;
  /** Of all its amounts: what its first trade was paid in. */
  readonly currency: Currency;
  /** Counts the round trips of this account in what is held from 1. */
  readonly sequence: number;
  readonly method: LotMethod;
  /** The side that opened it: BUY for a long round trip, SELL for a short one. */
  readonly side: Side;
  /** Positive is long, negative is short. */
  readonly quantity: Decimal;
  /** How much of it has a cost that nobody knows: what came in without a trade, or was paid for in another currency. */
  readonly uncosted: Decimal;
  /**
   * What the rest of the open quantity cost; negative for a short (what it brought in), and of inverse contracts the other
   * way (see `paidByTrade`).
   */
  readonly cost: Decimal;
  /** Before fees, of what was left at a known cost for a known price. */
  readonly realised: Decimal;
  /** How much was sold, or bought back, with a result that is not known. */
  readonly undecided: Decimal;
  /** How much of that was sold and never came in, as far as the record knows: its purchase is missing. */
  readonly unseen: Decimal;
  /** Paid in cash, by currency. Fees in kind are in \`cost\` already. */
  readonly fees: Purse;
  /** Of fills whose fee is not known, by the fee schedule of the account; none of it is in any cash. */
  readonly estimatedFees: Purse;
  /** Undefined where all of that is in what the portfolio is measured in. */
  readonly worth: TripWorth | undefined;
  /** What coins had cost that were paid in and out; undefined where none were. */
  readonly capital: CostMoved | undefined;
  readonly feesInKind: Decimal;
  /** Whether it has, or will have, a result: a fill is in it, or what was lost or left for an amount; not only what came and went. */
  readonly hasTraded: boolean;
  /** Of one that began with what a trade left: the smallest quantity that could be traded then (see `dust.ts`). */
  readonly dustBelow: Decimal | undefined;
  /** Fills whose fee is neither known nor estimated. */
  readonly unknownFees: number;
  /** Sums over the fills in its currency that entered and that left, as quantities and as notionals. */
  readonly entered: Traded;
  readonly left: Traded;
  /** Moments of fills (see `fill-order.ts`): the venue's times, which never run backwards here. */
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | undefined;
  /** What changed it last. */
  readonly last: Origin;
};

export type Traded = { readonly quantity: Decimal; readonly value: Decimal };

/** The last round trip of what an account holds, and of its lots what the legs that come need. */
export type LastTrip = { readonly position: Position; readonly lots: HeldLots };

/** The average price of the open quantity; undefined when flat, and where the cost of a part is not known. */
export function averagePrice(position: Position, instrument: Instrument): Decimal | undefined {
  if (position.quantity.isZero() || !position.uncosted.isZero()) return undefined;
  return averageOf(instrument, position.quantity, costAsHeld(position, instrument));
}

/** What the open quantity was worth when it was entered: negative for a short, of inverse contracts too. */
export function costAsHeld({ cost }: Position, instrument: Instrument): Decimal {
  return isInverse(instrument) ? cost.negated() : cost;
}

/** Whether each of its trades had a result, or it has none yet: what is undecided may turn a gain into a loss. */
export function isDecided({ undecided, unknownFees }: Pick<Position, 'undecided' | 'unknownFees'>): boolean {
  return undecided.isZero() && unknownFees === 0;
}

/** Those that were paid, and those that are estimated, together. */
export function allFees({ fees, estimatedFees }: Pick<Position, 'fees' | 'estimatedFees'>): Purse {
  return estimatedFees.reduce(addToPurse, fees);
}

/** Negative for a short; undefined where inverse contracts have no such price. */
export function marketValue(
  { quantity }: Position,
  instrument: Instrument,
  mark: Decimal,
): Decimal | undefined {
  return isInverse(instrument) && !mark.isPositive() ? undefined : notionalOf(instrument, quantity, mark);
}

/** Undefined where the cost of a part is not known, and as `marketValue`. */
export function unrealisedProfit(
  position: Position,
  instrument: Instrument,
  mark: Decimal,
): Decimal | undefined {
  if (!position.uncosted.isZero()) return undefined;
  return worthAt(instrument, position.quantity, mark)?.minus(position.cost);
}
