import type {
  AggregateTrade,
  AveragePrice,
  BestPrices,
  DepthUpdate,
  Fields,
  StreamMessage,
  Ticker,
} from '#src/infrastructure/venues/market-messages.ts';
import {
  isDecimal,
  isFields,
  isId,
  isLevels,
  isZero,
  level,
} from '#src/infrastructure/venues/market-messages.ts';

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
