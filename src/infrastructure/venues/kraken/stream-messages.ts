import { crc32 } from 'node:zlib';

import type { BookLevel, DecimalText } from '#src/domain/market.ts';
import { toldNumber } from '#src/domain/told-number.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import {
  isDecimal,
  isFields,
  isList,
  isZero,
  level,
  type Fields,
  type KeptBook,
  type StreamMessage,
} from '#src/infrastructure/venues/market-messages.ts';
import { streamLimit, type SubscriptionRequests } from '#src/infrastructure/venues/subscriptions.ts';
import type { Places } from './pairs.ts';

/** What is subscribed of a market, after its symbol. */
export const streams = { depth: '@book', quote: ['@ticker', '@trade'], book: ['@book'] };
/** Characters; twice 40, and a stroke. */
const longestSymbol = 100;
/** A side of a book; the most that the venue gives. */
const bookLevels = 1_000;

/** Each market and channel is asked for by itself, and answered by itself (docs.kraken.com/api/docs/websocket-v2/book). */
export const requests: SubscriptionRequests = {
  intervalMs: 50,
  mostStreams: 1,
  write(method, [stream = ''], id) {
    const [symbol = '', channel = ''] = stream.split('@');
    const more =
      channel === 'book'
        ? { depth: bookLevels }
        : channel === 'ticker'
          ? { event_trigger: 'bbo' }
          : { snapshot: false };
    const params = { channel, symbol: [symbol.toUpperCase()], ...more };
    return JSON.stringify({ method: method.toLowerCase(), params, req_id: id });
  },
};

/**
 * Reads the frames of the market socket, and never throws. The venue numbers no change: they are numbered here, as they come.
 * Whether one is missing is told by a sum of the best levels, which needs to know how the venue writes the numbers of a market.
 */
export function createStreamParser(placesOf: (symbol: string) => Places | undefined) {
  let sequence = 0;
  /** Of no more books than can be subscribed, whatever it tells of. */
  const last = new Map<string, number>();

  function bookOf(type: unknown, fields: Fields): StreamMessage | undefined {
    const { symbol, bids, asks, checksum, timestamp } = fields;
    const [bidLevels, askLevels, time] = [levelsOf(bids), levelsOf(asks), timeOf(timestamp)];
    if (!isSymbol(symbol) || bidLevels === undefined || askLevels === undefined) return undefined;
    sequence += 1;
    const before = last.get(symbol) ?? 0;
    last.delete(symbol);
    last.set(symbol, sequence);
    const [oldest] = last.keys();
    if (last.size > streamLimit && oldest !== undefined) last.delete(oldest);
    const common = { symbol, bids: bidLevels, asks: askLevels, kept: keptOf(symbol, checksum) };
    if (type === 'snapshot') return { kind: 'start', lastUpdateId: sequence, time, ...common };
    if (time === undefined) return undefined;
    return { kind: 'depth', firstId: before + 1, lastId: sequence, time, ...common };
  }

  function keptOf(symbol: string, checksum: unknown): KeptBook {
    const places = placesOf(symbol);
    return {
      levels: bookLevels,
      isTrue: ({ bids, asks }) =>
        places === undefined ||
        typeof checksum !== 'string' ||
        sumOf([...asks, ...bids], places) === Number(checksum),
    };
  }

  function tickerOf({
    symbol,
    bid,
    bid_qty,
    ask,
    ask_qty,
    last: price,
  }: Fields): readonly StreamMessage[] | undefined {
    const [bids, bidSizes, asks, askSizes, told] = [bid, bid_qty, ask, ask_qty, price].map(plainOf);
    if (typeof symbol !== 'string' || bids === undefined || bidSizes === undefined) return undefined;
    if (asks === undefined || askSizes === undefined) return undefined;
    sequence += 1;
    const best = { bid: level(bids, bidSizes), ask: level(asks, askSizes) };
    return [
      { kind: 'ticker', symbol, ...best, last: told === undefined || isZero(told) ? undefined : told },
      { kind: 'best', symbol, updateId: sequence, ...best },
    ];
  }

  function readOne(channel: unknown, type: unknown, fields: unknown): readonly StreamMessage[] {
    if (!isFields(fields)) return [malformed(undefined, 'no object')];
    const stream = `${String(fields['symbol'])}@${String(channel)}`.toLowerCase();
    const read =
      channel === 'ticker' ? tickerOf(fields) : channel === 'trade' ? tradeOf(fields) : bookOf(type, fields);
    if (read === undefined) return [malformed(stream, 'unexpected fields')];
    return 'kind' in read ? [read] : read;
  }

  return (frame: string): StreamMessage | readonly StreamMessage[] => {
    const body = parsedExactly(frame);
    if (!isFields(body)) return malformed(undefined, 'no object');
    const { channel, type, data, method } = body;
    if (method !== undefined) return answerOf(body);
    if (channel !== 'book' && channel !== 'ticker' && channel !== 'trade') return { kind: 'other' };
    if (!isList(data)) return malformed(undefined, 'no list');
    return data.flatMap((fields) => readOne(channel, type, fields));
  };
}

function answerOf({ method, req_id, success, error }: Fields): StreamMessage {
  if (method !== 'subscribe' && method !== 'unsubscribe') return { kind: 'other' };
  const said = typeof error === 'string' ? error : 'without a reason';
  return { kind: 'answer', id: Number(req_id), refusal: success === true ? undefined : said };
}

function tradeOf({ symbol, side, trade_id, timestamp, ...told }: Fields): StreamMessage | undefined {
  const [price, quantity] = [plainOf(told['price']), plainOf(told['qty'])];
  const time = timeOf(timestamp);
  if (typeof symbol !== 'string' || typeof trade_id !== 'string' || time === undefined) return undefined;
  if (!/^\d{1,15}$/u.test(trade_id) || (side !== 'buy' && side !== 'sell')) return undefined;
  if (price === undefined || quantity === undefined || isZero(price) || isZero(quantity)) return undefined;
  // The side of who took.
  const aggressor = side === 'buy' ? 'BUY' : 'SELL';
  return { kind: 'trade', symbol, tradeId: trade_id, price, quantity, aggressor, time };
}

function isSymbol(symbol: unknown): symbol is string {
  return typeof symbol === 'string' && symbol.length <= longestSymbol;
}

function levelsOf(entries: unknown): readonly BookLevel[] | undefined {
  if (!Array.isArray(entries)) return undefined;
  const levels: BookLevel[] = [];
  for (const entry of entries) {
    if (!isFields(entry)) return undefined;
    const [price, quantity] = [plainOf(entry['price']), plainOf(entry['qty'])];
    if (price === undefined || quantity === undefined) return undefined;
    levels.push([price, quantity]);
  }
  return levels;
}

/** Small numbers may be told as `5e-05`. */
function plainOf(text: unknown): DecimalText | undefined {
  if (isDecimal(text)) return text;
  const value = typeof text === 'string' ? toldNumber(text) : undefined;
  return value === undefined || value.isNegative() ? undefined : value.toString();
}

function timeOf(text: unknown): number | undefined {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isSafeInteger(time) && time >= 0 ? time : undefined;
}

/** Of the digits, best asks first and then bids (docs.kraken.com/api/docs/guides/spot-ws-book-v2). */
function sumOf(levels: readonly BookLevel[], { price, quantity }: Places): number {
  return crc32(levels.map((each) => digitsOf(each[0], price) + digitsOf(each[1], quantity)).join(''));
}

/** A number is told without the zeros at its end, and summed with them. */
function digitsOf(text: DecimalText, places: number): string {
  const [whole = '', fraction = ''] = text.split('.');
  return (whole + fraction.padEnd(places, '0')).replace(/^0+/u, '');
}

function malformed(stream: string | undefined, reason: string): StreamMessage {
  return { kind: 'malformed', stream, reason };
}
