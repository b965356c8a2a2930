import type { Instrument } from '#src/domain/instrument.ts';
import { checkRoom } from '#src/domain/venue-room.ts';
import { amountIn } from '#src/domain/money.ts';
import { sameTerm } from '#src/domain/terms-change.ts';
import type { AccountFunds } from './account-funds.ts';
import type { ObservedMarket } from './observed-market.ts';
import type { LevelTake } from './displayed-side.ts';
import type { OpenOrders } from './open-orders.ts';
import { refusal, refusedByRules, refusedForRoom, type Refusal } from './refusal.ts';
import { triggersAt, unfilled, type RestingOrder, type WorkingOrder } from './working-order.ts';

/** What a request meets at the venue. */
export type Around = {
  readonly market: ObservedMarket;
  readonly funds: AccountFunds;
  readonly open: OpenOrders;
};

/** Why an order is not taken with these terms; undefined when it is. `amendments`: how often before it was amended in its place. */
export function refusesOrder(
  order: WorkingOrder,
  { market, funds, open }: Around,
  amendments?: number,
): Refusal | undefined {
  const opposite = market.sideToTake(order.side);
  const rules =
    refusedByRules(order, order.instrument, opposite.best(), market.prices()) ??
    refusedForRoom(
      checkRoom({ ...order, toFill: unfilled(order) }, order.instrument, {
        open: open.beside(order),
        held: amountIn(funds.balances(), order.instrument.base),
        amendments,
      }),
    );
  if (rules !== undefined) return rules;
  const reference = market.reference(order.side);
  if (order.phase === 'waiting' && reference !== undefined && triggersAt(order, reference)) {
    return refusal({ code: 'STOP_WOULD_TRIGGER', market: reference.toString() });
  }
  const takes = opposite.plan(unfilled(order), order.limitPrice);
  return meetsOwn(order, takes, open) ?? funds.shortage(order, takes, open.all());
}

/** The venue's book has no orders of here: two of them that cross would both rest, or be passed by. */
function meetsOwn(order: WorkingOrder, takes: readonly LevelTake[], open: OpenOrders): Refusal | undefined {
  if (order.phase === 'waiting') return undefined;
  const [own] = ownMet(order, takes, open);
  return own && refusal({ code: 'WOULD_MEET_OWN_ORDER', price: own.limitPrice.toString() });
}

/** The account's own orders that one which takes these levels would meet, by its limit or at the last of them. */
export function ownMet(
  { side, limitPrice, instrumentId }: WorkingOrder,
  takes: readonly LevelTake[],
  open: OpenOrders,
): readonly RestingOrder[] {
  const isBuy = side === 'BUY';
  const reach = limitPrice ?? takes.at(-1)?.price;
  if (reach === undefined) return [];
  return open
    .restingIn(instrumentId, isBuy ? 'SELL' : 'BUY')
    .filter((own) => (isBuy ? own.limitPrice.atMost(reach) : own.limitPrice.atLeast(reach)));
}

/** Why `order` is not changed to what `amended` is. */
export function refusesAmendment(
  order: WorkingOrder,
  amended: WorkingOrder,
  around: Around,
): Refusal | undefined {
  if (amended.quantity.lessThan(order.filled)) {
    return refusal({ code: 'QUANTITY_BELOW_FILLED', filled: order.filled.toString() });
  }
  if (order.phase !== 'waiting' && !sameTerm(order.stopPrice, amended.stopPrice)) {
    return refusal({ code: 'ALREADY_TRIGGERED' });
  }
  if (amended.phase === 'arriving' && !around.market.isKnown()) return noBookOf(order.instrument);
  return refusesOrder(amended, around, amended.amendments > order.amendments ? order.amendments : undefined);
}

export function noBookOf({ symbol }: Instrument): Refusal {
  return refusal({ code: 'NO_MARKET_DATA', symbol });
}
