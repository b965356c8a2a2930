/** How a round trip begins: with a leg, or with what the one before has left (see `position-fold.ts`). */
import { Decimal } from './decimal.ts';
import { isDust } from './dust.ts';
import { roundTripId } from './ids.ts';
import { nothingTraded, type Effect, type Holding } from './leg-effect.ts';
import { emptyPurse } from './money.ts';
import { coinOf } from './held.ts';
import type { Position } from './position.ts';
import { momentOf } from './position-change.ts';

/** Shares and contracts are sold short by a trade alone, or spun off of a short; of coins what was borrowed may be withdrawn. */
export function mayBeShort(
  { mayBeShort: isAllowed, held }: Holding,
  { isTrade, isSpunOff, moved }: Effect,
): boolean {
  return isAllowed && (isTrade || isSpunOff === true || moved.isPositive() || coinOf(held) !== undefined);
}

/** Behind the last one; nothing is in it yet. */
export function nextTrip(holding: Holding, last: Position | undefined, effect: Effect): Position {
  const { listing, time, side, origin } = effect;
  const { accountId, held, method } = holding;
  const sequence = (last?.sequence ?? 0) + 1;
  const moment = Math.max(last?.updatedAt ?? time, time);
  return {
    id: roundTripId(accountId, held, sequence),
    accountId,
    held,
    instrumentId: listing.id,
    currency: listing.settle,
    sequence,
    method,
    // What was sold unseen had come in: the round trip is a long one.
    side: mayBeShort(holding, effect) ? side : 'BUY',
    quantity: Decimal.zero,
    uncosted: Decimal.zero,
    cost: Decimal.zero,
    realised: Decimal.zero,
    undecided: Decimal.zero,
    unseen: Decimal.zero,
    fees: emptyPurse,
    estimatedFees: emptyPurse,
    worth: undefined,
    capital: undefined,
    feesInKind: Decimal.zero,
    hasTraded: false,
    dustBelow: undefined,
    unknownFees: 0,
    entered: nothingTraded,
    left: nothingTraded,
    openedAt: moment,
    updatedAt: moment,
    closedAt: undefined,
    last: origin,
  };
}

/** Dust is no round trip until it is traded, or more comes to it. */
export function begunBy(effect: Effect, open: Position): Position {
  if (!isDust(open)) return open;
  const isMet = isOwnTrade(effect) || effect.moved.sign() === open.quantity.sign();
  return isMet ? { ...open, openedAt: momentOf(open, effect) } : open;
}

/** Where a trade has left less than could be traded, the round trip is over, and the rest begins the next with its cost. */
export function withoutRest(holding: Holding, left: Position, effect: Effect): readonly Position[] {
  const least = effect.least ?? left.dustBelow;
  const { quantity, uncosted, cost, side, instrumentId, currency } = left;
  if (least === undefined || !isOwnTrade(effect) || quantity.isZero() || quantity.abs().atLeast(least))
    return [left];
  const nothing = { quantity: Decimal.zero, uncosted: Decimal.zero, cost: Decimal.zero };
  const closed = { ...left, ...nothing, closedAt: left.updatedAt };
  const rest = { quantity, uncosted, cost, side, instrumentId, currency, dustBelow: least };
  return [closed, { ...nextTrip(holding, closed, effect), ...rest }];
}

/** Of what is held, and not what is paid for another. */
function isOwnTrade({ isTrade, isPayment }: Effect): boolean {
  return isTrade && !isPayment;
}
