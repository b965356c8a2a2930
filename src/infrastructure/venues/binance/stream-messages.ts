import type { BookLevel, DecimalText } from '#src/domain/market.ts';

export type DepthUpdate = {
  readonly kind: 'depth';
  readonly symbol: string;
  readonly firstId: number;
  readonly lastId: number;
  readonly time: number;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
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

export type StreamMessage =
  | DepthUpdate
  | BestPrices
  | AggregateTrade
  | AveragePrice
  | Ticker
  /** The answer to a SUBSCRIBE or UNSUBSCRIBE. */
  | { readonly kind: 'answer'; readonly id: number; readonly refusal: string | undefined }
  /** The venue is about to restart its stream servers. */
  | { readonly kind: 'shutdown' }
  /** Well-formed, and nothing that was asked for. */
  | { readonly kind: 'other' }
  /** `stream` when the envelope at least could be read. */
  | { readonly kind: 'malformed'; readonly stream: string | undefined; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;

/** Reads one text frame of a combined stream. Never throws. */
export function parseStreamMessage(text: string): StreamMessage {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return { kind: 'malformed', stream: undefined, reason: 'no JSON' };
  }
  if (!isFields(message)) return { kind: 'malformed', stream: undefined, reason: 'no object' };
  const { stream, data } = message;
  if (typeof stream !== 'string') return parseControl(message);
  if (!isFields(data)) return { kind: 'malformed', stream, reason: 'no data' };
  return (
    parseEvent(stream.slice(stream.indexOf('@') + 1), data) ?? {
      kind: 'malformed',
      stream,
      reason: 'unexpected fields',
    }
  );
}

function parseControl(message: Fields): StreamMessage {
  if (message['e'] === 'serverShutdown') return { kind: 'shutdown' };
  const { id, error } = message;
  if (error !== undefined || message['code'] !== undefined) {
    const refusal = isFields(error) ? error['msg'] : message['msg'];
    return {
      kind: 'answer',
      id: typeof id === 'number' ? id : -1,
      refusal: typeof refusal === 'string' ? refusal : 'no reason given',
    };
  }
  if (typeof id === 'number' && message['result'] === null) return { kind: 'answer', id, refusal: undefined };
  return { kind: 'malformed', stream: undefined, reason: 'no stream name' };
}

function parseEvent(type: string, data: Fields): StreamMessage | undefined {
  if (type.startsWith('depth')) return parseDepth(data);
  if (type === 'bookTicker') return parseBest(data);
  if (type === 'aggTrade') return parseTrade(data);
  if (type === 'ticker') return parseTicker(data);
  if (type === 'avgPrice') return parseAverage(data);
  return data['e'] === 'serverShutdown' ? { kind: 'shutdown' } : { kind: 'other' };
}

function parseDepth(fields: Fields): DepthUpdate | undefined {
  const { s: symbol, U: firstId, u: lastId, E: time, b: bids, a: asks } = fields;
  if (typeof symbol !== 'string' || !isId(firstId) || !isId(lastId) || lastId < firstId) return undefined;
  if (!isId(time)) return undefined;
  if (!isLevels(bids) || !isLevels(asks)) return undefined;
  return { kind: 'depth', symbol, firstId, lastId, time, bids, asks };
}

function parseBest({ s: symbol, u: updateId, b, B, a, A }: Fields): BestPrices | undefined {
  if (typeof symbol !== 'string' || !isId(updateId)) return undefined;
  if (!isDecimal(b) || !isDecimal(B) || !isDecimal(a) || !isDecimal(A)) return undefined;
  return { kind: 'best', symbol, updateId, bid: level(b, B), ask: level(a, A) };
}

/** The venue writes zeros for a side without orders. */
function level(price: DecimalText, quantity: DecimalText): BookLevel | undefined {
  return isZero(price) || isZero(quantity) ? undefined : [price, quantity];
}

function parseTrade({ s, a, p, q, m, T }: Fields): AggregateTrade | undefined {
  if (typeof s !== 'string' || !isId(a) || !isId(T) || typeof m !== 'boolean') return undefined;
  if (!isDecimal(p) || !isDecimal(q) || isZero(p) || isZero(q)) return undefined;
  return {
    kind: 'trade',
    symbol: s,
    tradeId: String(a),
    price: p,
    quantity: q,
    // `m`: the buyer was the maker, so that the seller took.
    aggressor: m ? 'SELL' : 'BUY',
    time: T,
  };
}

function parseAverage({ s: symbol, w: price }: Fields): AveragePrice | undefined {
  if (typeof symbol !== 'string' || !isDecimal(price) || isZero(price)) return undefined;
  return { kind: 'average', symbol, price };
}

function parseTicker({ s: symbol, b, B, a, A, c }: Fields): Ticker | undefined {
  if (typeof symbol !== 'string') return undefined;
  if (!isDecimal(b) || !isDecimal(B) || !isDecimal(a) || !isDecimal(A) || !isDecimal(c)) return undefined;
  return { kind: 'ticker', symbol, bid: level(b, B), ask: level(a, A), last: isZero(c) ? undefined : c };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Pairs of texts; the book itself checks that the texts are decimals. */
export function isLevels(value: unknown): value is readonly BookLevel[] {
  if (!Array.isArray(value)) return false;
  for (const entry of value) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string' || typeof entry[1] !== 'string') return false;
  }
  return true;
}

export function isDecimal(value: unknown): value is DecimalText {
  return typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value);
}

function isZero(text: DecimalText): boolean {
  return /^[0.]+$/.test(text);
}
