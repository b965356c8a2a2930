import { longestTold } from '#src/domain/told-number.ts';
import type { BookLevel, BookSnapshot, DecimalText } from '#src/domain/market.ts';

/** How a venue keeps the book that it tells of, where it numbers no change of it. */
export type KeptBook = {
  /** A side; what falls out of them is not told. */
  readonly levels: number;
  /** Whether it is the book of which the venue told the sum of the best levels. */
  isTrue(best: Pick<BookSnapshot, 'bids' | 'asks'>): boolean;
};

export type DepthUpdate = {
  readonly kind: 'depth';
  readonly symbol: string;
  readonly firstId: number;
  readonly lastId: number;
  readonly time: number;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
  readonly kept?: KeptBook | undefined;
};

export type BestPrices = {
  readonly kind: 'best';
  readonly symbol: string;
  readonly updateId: number;
  readonly bid: BookLevel | undefined;
  readonly ask: BookLevel | undefined;
};

export type AggregateTrade = {
  readonly kind: 'trade';
  readonly symbol: string;
  readonly tradeId: string;
  readonly price: DecimalText;
  readonly quantity: DecimalText;
  readonly aggressor: 'BUY' | 'SELL';
  readonly time: number;
};

/** Over the minutes for which the venue's rules take it. */
export type AveragePrice = {
  readonly kind: 'average';
  readonly symbol: string;
  readonly price: DecimalText;
};

/** What the venue says of a market each second, also while nothing moves. */
export type Ticker = {
  readonly kind: 'ticker';
  readonly symbol: string;
  readonly bid: BookLevel | undefined;
  readonly ask: BookLevel | undefined;
  readonly last: DecimalText | undefined;
};

/** What the book of a market is, where a stream begins with that. */
export type BookStart = {
  readonly kind: 'start';
  readonly symbol: string;
  readonly lastUpdateId: number;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
  /** Where the venue says it. */
  readonly time?: number | undefined;
  readonly kept?: KeptBook | undefined;
};

export type StreamMessage =
  | DepthUpdate
  | BookStart
  | BestPrices
  | AggregateTrade
  | AveragePrice
  | Ticker
  /** The answer to a subscription, or its end. */
  | { readonly kind: 'answer'; readonly id: number; readonly refusal: string | undefined }
  /** The venue is about to restart its stream servers. */
  | { readonly kind: 'shutdown' }
  /** Well-formed, and nothing that was asked for. */
  | { readonly kind: 'other' }
  /** `stream` when the envelope at least could be read. */
  | { readonly kind: 'malformed'; readonly stream: string | undefined; readonly reason: string };

export type Fields = Readonly<Record<string, unknown>>;

/** Venues write zeros for a side without orders. */
export function level(price: DecimalText, quantity: DecimalText): BookLevel | undefined {
  return isZero(price) || isZero(quantity) ? undefined : [price, quantity];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What one frame tells of at most: each makes a message. */
const mostTold = 10_000;

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= mostTold;
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Pairs of texts; the book itself checks that the texts are decimals. */
export function isLevels(value: unknown): value is readonly BookLevel[] {
  if (!Array.isArray(value)) return false;
  for (const entry of value) {
    if (!Array.isArray(entry) || !isShort(entry[0]) || !isShort(entry[1])) return false;
  }
  return true;
}

export function isDecimal(value: unknown): value is DecimalText {
  return isShort(value) && /^\d+(?:\.\d+)?$/.test(value);
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestTold;
}

export function isZero(text: DecimalText): boolean {
  return /^[0.]+$/.test(text);
}
