import type { Decimal } from '#src/domain/decimal.ts';
import type { OrderId } from '#src/domain/ids.ts';
import type { OrderTerms } from '#src/domain/order.ts';

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
