import { Decimal } from './decimal.ts';
import type { OrderId } from './ids.ts';
import type { OrderTerms } from './order.ts';
import { ratioPlaces, timesPlaces } from './rounding.ts';

/** Beyond these an order is doubted. Shares: 0.005 is 0.5 %. They warn; risk-limits.ts refuses. */
export type WarningThresholds = {
  /** How far a limit may lie on the far side of the market's best price. */
  readonly throughMarket: Decimal;
  /** How far a limit or a stop may wait away from the market. */
  readonly fromMarket: Decimal;
  /** How many times the usual size. */
  readonly timesUsual: Decimal;
  readonly equityShare: Decimal;
  /** Between bid and ask, for what takes whatever price is there. */
  readonly spread: Decimal;
  /** Milliseconds. */
  readonly quoteAge: number;
};

/** What is known at the moment; what is not known is undefined and is not doubted. */
export type OrderSurroundings = {
  readonly bid: Decimal | undefined;
  readonly ask: Decimal | undefined;
  /** The market's last trade. */
  readonly last: Decimal | undefined;
  /** Since the market was last heard of, milliseconds; undefined where there is no quote. */
  readonly quoteAge: number | undefined;
  /** The median quantity of the account's last orders in this instrument. */
  readonly usualQuantity: Decimal | undefined;
  /** The median of what the account's last orders of any instrument were worth. */
  readonly usualNotional: Decimal | undefined;
  readonly notional: Decimal | undefined;
  /** The part of the notional that opens or enlarges a position: closing one risks nothing new. */
  readonly openingNotional: Decimal | undefined;
  /** Of the portfolio, in the currency of the notional. */
  readonly equity: Decimal | undefined;
  /** The account's position in this instrument, below zero when short. */
  readonly held: Decimal;
  /** Of an amended order, less than its quantity by what has filled. */
  readonly quantityToFill: Decimal;
  /** How much of that the book shows, where the order takes all that it shows and wants more. */
  readonly shown: Decimal | undefined;
  /** The account's own orders that wait in this instrument. */
  readonly waiting: readonly WaitingOrder[];
};

export type WaitingOrder = Pick<OrderTerms, 'side' | 'type' | 'limitPrice' | 'stopPrice'> & {
  readonly id: OrderId;
  /** What of it has not filled. */
  readonly remaining: Decimal;
};

export type OrderWarning =
  /** `market` is the price that it would trade at now; for a stop limit, the stop that triggers it. */
  | {
      readonly code: 'LIMIT_THROUGH_MARKET';
      readonly price: Decimal;
      readonly market: Decimal;
      readonly share: Decimal;
    }
  | {
      readonly code: 'FAR_FROM_MARKET';
      readonly field: 'limitPrice' | 'stopPrice';
      readonly price: Decimal;
      readonly market: Decimal;
      readonly share: Decimal;
    }
  /** A buy stop below the market, or a sell stop above it. */
  | { readonly code: 'STOP_AT_ONCE'; readonly price: Decimal; readonly market: Decimal }
  /** Once triggered, the market is beyond the limit: nothing fills unless it comes back. */
  | { readonly code: 'STOP_LIMIT_CANNOT_FILL'; readonly stopPrice: Decimal; readonly limitPrice: Decimal }
  | {
      readonly code: 'SIZE_UNUSUAL';
      readonly of: 'quantity' | 'notional';
      readonly asked: Decimal;
      readonly usual: Decimal;
      /** Not more than it is. */
      readonly times: Decimal;
      readonly isLeast: boolean;
    }
  | {
      readonly code: 'EQUITY_SHARE';
      readonly notional: Decimal;
      readonly equity: Decimal;
      readonly share: Decimal;
      readonly isLeast: boolean;
    }
  | { readonly code: 'QUANTITY_LIKE_PRICE'; readonly quantity: Decimal; readonly price: Decimal }
  | { readonly code: 'SPREAD_WIDE'; readonly bid: Decimal; readonly ask: Decimal; readonly share: Decimal }
  /** What the order takes beyond it has no price that is known. */
  | { readonly code: 'BOOK_TOO_THIN'; readonly quantity: Decimal; readonly shown: Decimal }
  | { readonly code: 'QUOTE_UNKNOWN' }
  | { readonly code: 'QUOTE_OLD'; readonly age: number }
  | {
      readonly code: 'OWN_ORDER_MET';
      readonly orderId: OrderId;
      readonly price: Decimal | undefined;
      /** Not now: once the stop of one of the two triggers. */
      readonly whenTriggered: boolean;
    }
  /** Filled together, this and the orders that close the position already trade `excess` more than is held. */
  | {
      readonly code: 'CLOSED_ALREADY';
      readonly held: Decimal;
      readonly working: Decimal;
      readonly orders: number;
      readonly excess: Decimal;
    };

/** A quantity this near to a price was probably typed into the wrong field. */
const likePrice = Decimal.from('0.001');

/**
 * What about the order is so unlikely to be meant that it is said before it is sent. Whether the instrument and the
 * account allow it is not asked here (order-terms.ts, risk-limits.ts).
 */
export function warningsAbout(
  terms: OrderTerms,
  around: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  return [
    ...priceWarnings(terms, around, thresholds),
    ...marketWarnings(terms, around, thresholds),
    ...sizeWarnings(terms, around, thresholds),
    ...ownOrderWarnings(terms, around),
    ...closingWarnings(terms, around),
  ];
}

function priceWarnings(
  terms: OrderTerms,
  around: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const { side, type, limitPrice, stopPrice } = terms;
  const warnings: OrderWarning[] = [];
  const market = side === 'BUY' ? around.ask : around.bid;
  if (type === 'LIMIT' && limitPrice !== undefined && market !== undefined) {
    warnings.push(...limitWarnings(side, limitPrice, market, thresholds));
  }
  if (stopPrice === undefined) return warnings;
  const traded = around.last ?? market;
  if (traded !== undefined) warnings.push(...stopWarnings(side, stopPrice, traded, thresholds));
  if (type === 'STOP_LIMIT' && limitPrice !== undefined) {
    // How far the limit waits on its own side of the stop is no question of distance: it cannot fill there.
    if (beyond(side, limitPrice, stopPrice).isNegative()) {
      warnings.push({ code: 'STOP_LIMIT_CANNOT_FILL', stopPrice, limitPrice });
    } else warnings.push(...throughWarnings(side, limitPrice, stopPrice, thresholds));
  }
  return warnings;
}

function limitWarnings(
  side: OrderTerms['side'],
  price: Decimal,
  market: Decimal,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const share = shareOf(beyond(side, price, market).negated(), market);
  if (share?.greaterThan(thresholds.fromMarket) === true) {
    return [{ code: 'FAR_FROM_MARKET', field: 'limitPrice', price, market, share }];
  }
  return throughWarnings(side, price, market, thresholds);
}

function throughWarnings(
  side: OrderTerms['side'],
  price: Decimal,
  market: Decimal,
  { throughMarket }: WarningThresholds,
): readonly OrderWarning[] {
  const share = shareOf(beyond(side, price, market), market);
  return share?.greaterThan(throughMarket) === true
    ? [{ code: 'LIMIT_THROUGH_MARKET', price, market, share }]
    : [];
}

function stopWarnings(
  side: OrderTerms['side'],
  price: Decimal,
  market: Decimal,
  { fromMarket }: WarningThresholds,
): readonly OrderWarning[] {
  const away = beyond(side, price, market);
  if (!away.isPositive()) return [{ code: 'STOP_AT_ONCE', price, market }];
  const share = shareOf(away, market);
  return share?.greaterThan(fromMarket) === true
    ? [{ code: 'FAR_FROM_MARKET', field: 'stopPrice', price, market, share }]
    : [];
}

/** How much worse than `market` the price is for whoever trades at it: positive above for a buy, below for a sell. */
function beyond(side: OrderTerms['side'], price: Decimal, market: Decimal): Decimal {
  return side === 'BUY' ? price.minus(market) : market.minus(price);
}

function marketWarnings(
  { side, type }: OrderTerms,
  { bid, ask, quoteAge, shown, quantityToFill }: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const warnings: OrderWarning[] = [];
  if (shown !== undefined) warnings.push({ code: 'BOOK_TOO_THIN', quantity: quantityToFill, shown });
  if (type !== 'MARKET') return warnings;
  if (quoteAge === undefined || (side === 'BUY' ? ask : bid) === undefined)
    return shown === undefined ? [{ code: 'QUOTE_UNKNOWN' }] : warnings;
  if (quoteAge > thresholds.quoteAge) warnings.push({ code: 'QUOTE_OLD', age: quoteAge });
  if (bid === undefined || ask === undefined) return warnings;
  const share = shareOf(ask.minus(bid), bid);
  if (share?.greaterThan(thresholds.spread) === true) warnings.push({ code: 'SPREAD_WIDE', bid, ask, share });
  return warnings;
}

function sizeWarnings(
  terms: OrderTerms,
  around: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const { notional, equity, openingNotional } = around;
  const isLeast = terms.type === 'MARKET' && around.shown !== undefined;
  const warnings: OrderWarning[] = [];
  const size =
    around.usualQuantity === undefined
      ? unusual('notional', notional, around.usualNotional, isLeast, thresholds)
      : unusual('quantity', terms.quantity, around.usualQuantity, false, thresholds);
  if (size !== undefined) warnings.push(size);
  const price = priceLike(terms, around);
  if (price !== undefined) warnings.push({ code: 'QUANTITY_LIKE_PRICE', quantity: terms.quantity, price });
  if (openingNotional === undefined || equity === undefined) return warnings;
  const share = shareOf(openingNotional, equity);
  if (share?.greaterThan(thresholds.equityShare) === true) {
    warnings.push({ code: 'EQUITY_SHARE', notional: openingNotional, equity, share, isLeast });
  }
  return warnings;
}

function unusual(
  of: 'quantity' | 'notional',
  asked: Decimal | undefined,
  usual: Decimal | undefined,
  isLeast: boolean,
  { timesUsual }: WarningThresholds,
): OrderWarning | undefined {
  if (asked === undefined || usual?.isPositive() !== true) return undefined;
  if (asked.atMost(usual.times(timesUsual))) return undefined;
  const times = asked.dividedBy(usual, timesPlaces, 'down');
  return { code: 'SIZE_UNUSUAL', of, asked, usual, times, isLeast };
}

/** The price that the quantity repeats. Near 1 the two are alike by nature. */
function priceLike(
  { side, quantity, limitPrice, stopPrice }: OrderTerms,
  { bid, ask, last }: OrderSurroundings,
): Decimal | undefined {
  return [limitPrice, stopPrice, side === 'BUY' ? ask : bid, last]
    .filter((price) => price !== undefined)
    .filter((price) => !price.roundTo(0, 'half-even').equals(Decimal.one))
    .find((price) => shareOf(quantity.minus(price).abs(), price)?.atMost(likePrice) === true);
}

/** An order that would trade with one's own: the venue refuses it, or both fees are paid for nothing. */
function ownOrderWarnings(terms: OrderTerms, around: OrderSurroundings): readonly OrderWarning[] {
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

function closingWarnings(
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

function shareOf(part: Decimal, whole: Decimal): Decimal | undefined {
  return whole.isPositive() ? part.dividedBy(whole, ratioPlaces, 'half-even') : undefined;
}

/** The middle one of the values, or between the middle two; undefined of fewer than `fewest`. */
export function medianOf(values: readonly Decimal[], fewest: number): Decimal | undefined {
  if (values.length < fewest) return undefined;
  const sorted = values.toSorted((one, other) => one.compare(other));
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) return undefined;
  return upper.plus(lower).times(half);
}

const half = Decimal.from('0.5');
