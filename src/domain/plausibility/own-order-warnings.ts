import { Decimal } from '#src/domain/decimal.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { beyond } from './distance.ts';
import type { OrderSurroundings, OrderWarning, WaitingOrder } from './order-warning.ts';

/** An order that would trade with one's own: the venue refuses it, or both fees are paid for nothing. */
export function ownOrderWarnings(terms: OrderTerms, around: OrderSurroundings): readonly OrderWarning[] {
  const waiting = around.waiting.filter(({ side }) => side !== terms.side);
  const met = waiting.filter((own) => own.type === 'LIMIT' && takesAtOnce(terms, own.limitPrice, around));
  const metLater = waiting.filter(
    (own) => !met.includes(own) && (takesTriggered(terms, own) || takesTriggered(own, terms)),
  );
  return [...met.map((own) => ownMet(own, false)), ...metLater.map((own) => ownMet(own, true))];
}

function ownMet({ id, limitPrice }: WaitingOrder, whenTriggered: boolean): OrderWarning {
  return { code: 'OWN_ORDER_MET', orderId: id, price: limitPrice, whenTriggered };
}

function takesAtOnce(terms: OrderTerms, price: Decimal | undefined, around: OrderSurroundings): boolean {
  const { side, type, limitPrice } = terms;
  const market = side === 'BUY' ? around.ask : around.bid;
  const reach = type === 'MARKET' ? market : limitPrice;
  if (reach === undefined || price === undefined || waitsForStop(terms, around.last ?? market)) return false;
  return !beyond(side, reach, price).isNegative();
}

function waitsForStop({ side, stopPrice }: OrderTerms, traded: Decimal | undefined): boolean {
  return stopPrice !== undefined && (traded === undefined || beyond(side, stopPrice, traded).isPositive());
}

type Priced = Pick<OrderTerms, 'side' | 'type' | 'limitPrice' | 'stopPrice'>;

/** A stop limit takes what waits from its stop to its limit; what waits nearer has traded before it triggers. */
function takesTriggered({ side, type, stopPrice, limitPrice }: Priced, resting: Priced): boolean {
  const price = resting.type === 'LIMIT' ? resting.limitPrice : undefined;
  if (type !== 'STOP_LIMIT' || stopPrice === undefined || limitPrice === undefined || price === undefined)
    return false;
  return !beyond(side, price, stopPrice).isNegative() && !beyond(side, limitPrice, price).isNegative();
}

/** Orders that together close more than is held. */
export function closingWarnings(
  { side }: OrderTerms,
  { held, quantityToFill, waiting }: OrderSurroundings,
): readonly OrderWarning[] {
  const closable = side === 'BUY' ? held.negated() : held;
  const closing = waiting.filter((own) => own.side === side);
  if (!closable.isPositive() || closing.length === 0) return [];
  const working = Decimal.sum(closing.map(({ remaining }) => remaining));
  const excess = working.plus(quantityToFill).minus(closable);
  return excess.isPositive()
    ? [{ code: 'CLOSED_ALREADY', held: closable, working, orders: closing.length, excess }]
    : [];
}
