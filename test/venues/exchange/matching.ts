import type { Resting } from './book.ts';
import type { Execution, PreventedMatch } from './events.ts';
import type { Market } from './market.ts';
import {
  isOpen,
  oppositeOf,
  remainingOf,
  type ExchangeFill,
  type ExchangeOrder,
  type OrderRequest,
  type Side,
} from './order.ts';
import {
  affordable,
  chargeOf,
  reserveAssetOf,
  reserveFor,
  settle,
  type Fees,
  type Party,
} from './settlement.ts';
import type { Ledger } from './ledger.ts';
import { least, times } from './units.ts';

type Told = { readonly fill?: ExchangeFill; readonly prevented?: PreventedMatch };

export type MatchingNeeds = {
  readonly ledger: Ledger;
  now(): number;
  feesOf(account: string): Fees;
  /** What one unit of an asset is worth in another, by the last price of their instrument. */
  worth(asset: string, quote: string): bigint | undefined;
  tell(market: Market, order: ExchangeOrder, execution: Execution, told?: Told): void;
  traded(
    market: Market,
    trade: { readonly price: bigint; readonly quantity: bigint; readonly taker: Side },
  ): number;
  filled(fill: ExchangeFill): void;
};

/** Whoever comes to the book: an account's order, or the crowd with what it has left. */
type Taker = {
  readonly owner: ExchangeOrder | undefined;
  readonly side: Side;
  readonly limit: bigint | undefined;
  left: bigint;
};

export type Matching = ReturnType<typeof createMatching>;

/** Price-time priority. Whatever comes trades with the first in the queue of the best price, at that price. */
export function createMatching({ ledger, now, feesOf, worth, tell, traded, filled }: MatchingNeeds) {
  function match(market: Market, taker: Taker): void {
    for (;;) {
      const maker = market.book.first(oppositeOf(taker.side));
      if (maker === undefined || !crosses(taker.side, taker.limit, maker.price)) return;
      const wanted = wants(market, taker, maker.price);
      if (wanted === 0n || (taker.owner !== undefined && !isOpen(taker.owner))) return;
      const { owner } = taker;
      if (owner !== undefined && maker.owner !== undefined && isPrevented(owner, maker.owner)) {
        prevent(market, owner, maker, maker.owner);
      } else {
        trade(market, taker, maker, least(wanted, maker.remaining));
      }
    }
  }

  function trade(market: Market, taker: Taker, maker: Resting, quantity: bigint): void {
    const { price } = maker;
    const quoteQuantity = times(price, quantity);
    const tradeId = traded(market, { price, quantity, taker: taker.side });
    maker.remaining -= quantity;
    taker.left -= quantity;
    if (taker.owner !== undefined && taker.owner.quoteQuantity > 0n) taker.owner.quantity += quantity;
    const makerSide = executed(market, maker.owner, { price, quantity, quoteQuantity, isMaker: true });
    const takerSide = executed(market, taker.owner, { price, quantity, quoteQuantity, isMaker: false });
    if (makerSide !== undefined || takerSide !== undefined) {
      const [buyer, seller] = taker.side === 'BUY' ? [takerSide, makerSide] : [makerSide, takerSide];
      const reference = `trade ${market.instrument.symbol} ${tradeId}`;
      settle(ledger, market.instrument, reference, { quantity, quoteQuantity }, { buyer, seller });
    }
    if (maker.remaining > 0n) market.book.touch(maker);
    else leaveBook(market, maker);
    for (const [owner, side, isMaker] of [
      [maker.owner, makerSide, true],
      [taker.owner, takerSide, false],
    ] as const) {
      if (owner === undefined || side === undefined) continue;
      const { id: orderId, account, symbol, side: orderSide } = owner;
      const fill: ExchangeFill = {
        tradeId,
        orderId,
        account,
        symbol,
        side: orderSide,
        price,
        quantity,
        quoteQuantity,
        ...side.charge,
        isMaker,
        at: now(),
      };
      filled(fill);
      tell(market, owner, 'TRADE', { fill });
    }
  }

  /** What the execution does to an account's order; how its money moves is returned. */
  function executed(
    market: Market,
    order: ExchangeOrder | undefined,
    execution: Pick<ExchangeFill, 'price' | 'quantity' | 'quoteQuantity' | 'isMaker'>,
  ): Party | undefined {
    if (order === undefined) return undefined;
    const { account } = order;
    const fees = feesOf(account);
    order.executed += execution.quantity;
    order.executedQuote += execution.quoteQuantity;
    order.updatedAt = now();
    order.status = remainingOf(order) === 0n && order.quoteQuantity === 0n ? 'FILLED' : 'PARTIALLY_FILLED';
    const reserve = reserveFor(order, fees);
    const released = order.reserved - reserve;
    order.reserved = reserve;
    const spent = order.side === 'BUY' ? execution.quoteQuantity : execution.quantity;
    const spentAsset = reserveAssetOf(order, market.instrument);
    const charge = chargeOf(order, market.instrument, execution, fees, {
      free: (asset) => ledger.balance(account, asset).free + (asset === spentAsset ? released - spent : 0n),
      worth: (asset) => worth(asset, market.instrument.quote),
    });
    return { account, released, charge };
  }

  /** Self-trade prevention, as the order that comes asks for it. */
  function prevent(market: Market, taker: ExchangeOrder, place: Resting, maker: ExchangeOrder): void {
    const { price } = place;
    const id = (market.lastPreventedMatchId += 1);
    const mode = taker.selfTradePrevention;
    const smaller = least(remainingOf(taker), remainingOf(maker));
    const takes = {
      taker: mode === 'EXPIRE_MAKER' ? 0n : mode === 'DECREMENT' ? smaller : remainingOf(taker),
      maker: mode === 'EXPIRE_TAKER' ? 0n : mode === 'DECREMENT' ? smaller : remainingOf(maker),
    };
    for (const [order, quantity, counter] of [
      [maker, takes.maker, taker],
      [taker, takes.taker, maker],
    ] as const) {
      if (quantity === 0n) continue;
      order.prevented += quantity;
      order.preventedMatchId = id;
      order.updatedAt = now();
      if (order === maker) {
        place.remaining -= quantity;
        market.book.touch(place);
      }
      if (remainingOf(order) === 0n) release(market, order, 'EXPIRED_IN_MATCH');
      else adjustReserve(market, order);
      tell(market, order, 'TRADE_PREVENTION', {
        prevented: { id, quantity, price, counterOrderId: counter.id },
      });
    }
  }

  /** Locks or unlocks what the rest of the order needs now. */
  function adjustReserve(market: Market, order: ExchangeOrder): void {
    const reserve = isOpen(order) ? reserveFor(order, feesOf(order.account)) : 0n;
    const asset = reserveAssetOf(order, market.instrument);
    const amount = reserve - order.reserved;
    order.reserved = reserve;
    ledger.post(`reserve of order ${order.id}`, [
      { holder: order.account, asset, pocket: 'free', amount: -amount },
      { holder: order.account, asset, pocket: 'locked', amount },
    ]);
  }

  /** Ends the order: it leaves the book, and what it had locked is free. */
  function release(market: Market, order: ExchangeOrder, status: ExchangeOrder['status']): void {
    order.status = status;
    order.updatedAt = now();
    market.sleeping.delete(order);
    const place = market.places.get(order.id);
    if (place !== undefined) leaveBook(market, place);
    adjustReserve(market, order);
  }

  function expire(market: Market, order: ExchangeOrder, reason: string): void {
    order.expiryReason = reason;
    release(market, order, 'EXPIRED');
    tell(market, order, 'EXPIRED');
  }

  /** Brings an order to the book: it trades with what is there, and rests or ends with the remainder. */
  function work(market: Market, order: ExchangeOrder): void {
    const { side, price, timeInForce, quoteQuantity } = order;
    order.workingAt = now();
    if (order.postOnly && isTaker(market, order)) return expire(market, order, 'POST_ONLY_WOULD_TAKE');
    if (timeInForce === 'FOK' && reachable(market, order) < order.quantity) {
      return expire(market, order, 'UNFILLED_FOK_ORDER_EXPIRED');
    }
    match(market, { owner: order, side, limit: price, left: 0n });
    if (!isOpen(order)) return;
    if (price === undefined) {
      const isSpent = quoteQuantity > 0n && market.book.first(oppositeOf(side)) !== undefined;
      if (isSpent && order.executed > 0n) order.status = 'FILLED';
      else expire(market, order, 'INSUFFICIENT_LIQUIDITY');
    } else if (timeInForce === 'IOC') {
      expire(market, order, 'UNFILLED_IOC_QUANTITY_EXPIRED');
    } else {
      const place: Resting = { side, price, owner: order, remaining: remainingOf(order) };
      market.places.set(order.id, place);
      market.book.add(place);
      tell(market, order, 'BOOKED');
    }
  }

  return { match, work, release, expire, adjustReserve };
}

/** How much of others' orders a limit reaches. */
function reachable({ book }: Market, { side, price, account }: ExchangeOrder): bigint {
  let sum = 0n;
  for (const maker of book.queue(oppositeOf(side))) {
    if (!crosses(side, price, maker.price)) break;
    if (maker.owner?.account !== account) sum += maker.remaining;
  }
  return sum;
}

function isPrevented(taker: ExchangeOrder, maker: ExchangeOrder): boolean {
  return taker.selfTradePrevention !== 'NONE' && taker.account === maker.account;
}

/** Whether the order would trade with what is in the book now. */
export function isTaker({ book }: Market, { side, price }: Pick<OrderRequest, 'side' | 'price'>): boolean {
  const best = book.first(oppositeOf(side));
  return best !== undefined && crosses(side, price, best.price);
}

function crosses(side: Side, limit: bigint | undefined, price: bigint): boolean {
  if (limit === undefined) return true;
  return side === 'BUY' ? price <= limit : price >= limit;
}

/** What it would still take at the price. */
function wants(market: Market, { owner, left }: Taker, price: bigint): bigint {
  if (owner === undefined) return left;
  if (owner.quoteQuantity === 0n) return remainingOf(owner);
  const { step, maxQuantity } = market.instrument.rules;
  return affordable(owner.quoteQuantity - owner.executedQuote, price, step, maxQuantity);
}

function leaveBook(market: Market, place: Resting): void {
  market.book.remove(place);
  if (place.owner !== undefined) market.places.delete(place.owner.id);
}
