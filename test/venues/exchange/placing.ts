import type { Ledger } from './ledger.ts';
import type { Market } from './market.ts';
import { isTaker } from './matching.ts';
import { isOpen, oppositeOf, type ExchangeOrder, type OrderRequest } from './order.ts';
import { brokenRule, type RuleName } from './rules.ts';
import { reserveFor, type Fees } from './settlement.ts';
import { divided, least, times } from './units.ts';

/** Why a request is not taken. It has no other effect. */
export type Refusal =
  | { readonly code: 'RULE'; readonly rule: RuleName }
  | {
      readonly code:
        | 'UNKNOWN_SYMBOL'
        | 'UNKNOWN_ORDER'
        | 'MARKET_CLOSED'
        | 'DUPLICATE_ORDER'
        | 'INSUFFICIENT_BALANCE'
        | 'WOULD_TRADE_AT_ONCE'
        | 'WOULD_TRIGGER_AT_ONCE'
        | 'NO_LIQUIDITY'
        | 'QUANTITY_NOT_REDUCED'
        | 'NOTHING_CHANGES'
        | 'TOO_MANY_AMENDMENTS';
    };

type PlacingNeeds = {
  readonly ledger: Ledger;
  now(): number;
  readonly isUnique: boolean;
  readonly refusesTakers: boolean;
  openOf(account: string): ExchangeOrder[];
  feesOf(account: string): Fees;
};

/** Decides about requests, in the order in which a venue looks at them: its rules, its state, the book, the money. */
export function createPlacing({ ledger, now, isUnique, refusesTakers, openOf, feesOf }: PlacingNeeds) {
  function refusalOf(
    market: Market | undefined,
    account: string,
    request: OrderRequest,
  ): Refusal | undefined {
    if (market === undefined) return { code: 'UNKNOWN_SYMBOL' };
    const { instrument, tape } = market;
    const own = openOf(account).filter((order) => order.symbol === instrument.symbol);
    const { free, locked } = ledger.balance(account, instrument.base);
    const rule = brokenRule(instrument, request, {
      averagePrice: tape.averagePrice(now(), instrument.rules.averageMinutes),
      openOrders: own.length,
      openStops: own.filter(({ stop, workingAt }) => stop !== undefined && workingAt === undefined).length,
      position: own.reduce(
        (sum, order) => (order.side === 'BUY' ? sum + order.quantity - order.executed : sum),
        free + locked,
      ),
    });
    if (rule !== undefined) return { code: 'RULE', rule };
    if (instrument.status !== 'TRADING') return { code: 'MARKET_CLOSED' };
    if (isUnique && own.some((order) => order.clientOrderId === request.clientOrderId)) {
      return { code: 'DUPLICATE_ORDER' };
    }
    if (request.stop !== undefined) {
      if (isReached(market, request)) return { code: 'WOULD_TRIGGER_AT_ONCE' };
    } else if (request.postOnly && refusesTakers && isTaker(market, request)) {
      return { code: 'WOULD_TRADE_AT_ONCE' };
    }
    const isByQuote = request.quoteQuantity > 0n && request.stop === undefined;
    if (isByQuote && market.book.first(oppositeOf(request.side)) === undefined)
      return { code: 'NO_LIQUIDITY' };
    return lacksFunds(market, account, request) ? { code: 'INSUFFICIENT_BALANCE' } : undefined;
  }

  /** A limit order needs what it would lock; a market order what it would take from the book now. */
  function lacksFunds(market: Market, account: string, request: OrderRequest): boolean {
    const { base, quote } = market.instrument;
    const { free } = ledger.balance(account, request.side === 'BUY' ? quote : base);
    if (request.price === undefined) return free < takenFrom(market, request);
    return free < reserveFor(newOrder(market, account, request), feesOf(account));
  }

  function newOrder({ lastOrderId }: Market, account: string, request: OrderRequest): ExchangeOrder {
    return {
      ...request,
      id: lastOrderId + 1,
      account,
      executed: 0n,
      executedQuote: 0n,
      prevented: 0n,
      preventedMatchId: undefined,
      status: 'NEW',
      expiryReason: undefined,
      reserved: 0n,
      createdAt: now(),
      updatedAt: now(),
      workingAt: undefined,
      amendments: [],
    };
  }

  return {
    refusalOf,
    lacksFunds,
    isReached,
    accept(market: Market, account: string, request: OrderRequest): ExchangeOrder {
      const order = newOrder(market, account, request);
      market.lastOrderId = order.id;
      return order;
    },
    amendRefusalOf(market: Market, order: ExchangeOrder, quantity: bigint): Refusal | undefined {
      const { status, rules } = market.instrument;
      if (!isOpen(order)) return { code: 'UNKNOWN_ORDER' };
      if (status !== 'TRADING') return { code: 'MARKET_CLOSED' };
      if (quantity === order.quantity) return { code: 'NOTHING_CHANGES' };
      if (quantity > order.quantity) return { code: 'QUANTITY_NOT_REDUCED' };
      if (quantity <= order.executed + order.prevented) return { code: 'QUANTITY_NOT_REDUCED' };
      if (rules.maxAmends > 0 && order.amendments.length >= rules.maxAmends) {
        return { code: 'TOO_MANY_AMENDMENTS' };
      }
      if (rules.step > 0n && quantity % rules.step !== 0n) return { code: 'RULE', rule: 'LOT_SIZE' };
      if (times(order.price ?? 0n, quantity) < rules.minNotional) return { code: 'RULE', rule: 'NOTIONAL' };
      return undefined;
    },
  };
}

/** Of the quote currency for a purchase, of the base asset for a sale. */
function takenFrom({ book }: Market, { side, quantity, quoteQuantity }: OrderRequest): bigint {
  if (quoteQuantity > 0n && side === 'BUY') return quoteQuantity;
  if (quoteQuantity === 0n && side === 'SELL') return quantity;
  let [base, quote] = [0n, 0n];
  for (const { price, remaining } of book.queue(oppositeOf(side))) {
    const wanted = quoteQuantity > 0n ? divided(quoteQuantity - quote, price) : quantity - base;
    const part = least(wanted, remaining);
    if (part <= 0n) break;
    base += part;
    quote += times(price, part);
  }
  return side === 'BUY' ? quote : base;
}

function isReached({ tape }: Market, { stop }: Pick<OrderRequest, 'stop'>): boolean {
  if (stop === undefined) return false;
  return stop.when === 'rises' ? tape.lastPrice >= stop.price : tape.lastPrice <= stop.price;
}
