import type { BookLevel } from '#src/domain/market.ts';
import {
  isDecimal,
  isFields,
  isId,
  isList,
  isZero,
  level,
  type AggregateTrade,
  type Fields,
  type StreamMessage,
} from '#src/infrastructure/venues/market-messages.ts';
import type { SubscriptionRequests } from '#src/infrastructure/venues/subscriptions.ts';
import { parsedJson } from '#src/infrastructure/venues/wire-values.ts';
import { createFrameCount } from './frame-count.ts';

/** What is subscribed of a market, after its symbol. */
export const streams = { depth: '@level2', quote: ['@ticker', '@market_trades'], book: ['@level2'] };

type Pending = {
  readonly id: number;
  readonly isWanted: boolean;
  readonly channel: string;
  readonly product: string;
};

/**
 * What is said on the market socket, and what its frames mean (coinbase-app/advanced-trade-apis/websocket). An answer to a
 * subscription has no id: it lists everything that is subscribed. Frames are numbered over all channels, so that one that
 * is missing may be of any book: all of them are given up.
 */
export function createMarketSocket() {
  const isNext = createFrameCount();
  /** The last change of each book that is subscribed, 0 before it begins; changes are numbered here. */
  const last = new Map<string, number>();
  let changes = 0;
  let pending: Pending | undefined;

  const requests: SubscriptionRequests = {
    // Eight messages a second are taken of an address.
    intervalMs: 150,
    mostStreams: 1,
    write(method, [stream = ''], id) {
      const [symbol = '', channel = ''] = stream.split('@');
      const product = symbol.toUpperCase();
      const isWanted = method === 'SUBSCRIBE';
      pending = { id, isWanted, channel, product };
      if (channel === 'level2' && isWanted) last.set(product, 0);
      else if (channel === 'level2') last.delete(product);
      return JSON.stringify({ type: method.toLowerCase(), product_ids: [product], channel });
    },
  };

  function parse(frame: string): StreamMessage | readonly StreamMessage[] {
    const body = parsedJson(frame);
    if (!isFields(body)) return malformed(undefined, 'no object');
    if (body['type'] === 'error') return refusal(body['message']);
    const { channel, sequence_num: sequence, events, timestamp } = body;
    if (!isId(sequence) || !isList(events)) return malformed(undefined, 'unexpected fields');
    const time = timeOf(timestamp);
    const told = events.flatMap((event: unknown) =>
      isFields(event) ? readEvent(channel, event, time) : [malformed(undefined, 'no object')],
    );
    return isNext(sequence) ? told : [...lost(), ...told];
  }

  /** Whatever it was, it may have been a change of any book. */
  function lost(): readonly StreamMessage[] {
    const begun = [...last].filter(([, change]) => change > 0);
    return begun.map(([product]) => lose(product, 'a frame is missing'));
  }

  function lose(product: string, reason: string): StreamMessage {
    last.set(product, 0);
    return malformed(`${product.toLowerCase()}@level2`, reason);
  }

  function readEvent(channel: unknown, event: Fields, time: number | undefined): readonly StreamMessage[] {
    switch (channel) {
      case 'l2_data':
        return [bookOf(event, time)];
      case 'market_trades':
        return tradesOf(event);
      case 'ticker':
        return tickersOf(event);
      case 'subscriptions':
        return [answerOf(event['subscriptions'])];
      default:
        return [{ kind: 'other' }];
    }
  }

  function answerOf(subscribed: unknown): StreamMessage {
    if (pending === undefined || !isFields(subscribed)) return { kind: 'other' };
    const { id, isWanted, channel, product } = pending;
    const products = subscribed[channel];
    const isThere = Array.isArray(products) && products.includes(product);
    if (isThere === isWanted) return { kind: 'answer', id, refusal: undefined };
    // What is said first of all on a connection is answered with that alone.
    const isOfGreeting = Object.keys(subscribed).every((name) => name === 'heartbeats');
    return isOfGreeting ? { kind: 'other' } : refusal(`${product} is not subscribed`);
  }

  function refusal(said: unknown): StreamMessage {
    if (pending === undefined) return { kind: 'other' };
    return { kind: 'answer', id: pending.id, refusal: typeof said === 'string' ? said : 'without a reason' };
  }

  function bookOf({ type, product_id, updates }: Fields, time: number | undefined): StreamMessage {
    if (typeof product_id !== 'string') return malformed(undefined, 'no product');
    const before = last.get(product_id);
    // Of what is not subscribed nothing is held, whatever it is called.
    if (before === undefined) return { kind: 'other' };
    const levels = levelsOf(updates);
    if (levels === undefined || time === undefined) return lose(product_id, 'unexpected fields');
    changes += 1;
    last.set(product_id, changes);
    const common = { symbol: product_id, time, ...levels };
    if (type === 'snapshot') return { kind: 'start', lastUpdateId: changes, ...common };
    return { kind: 'depth', firstId: before + 1, lastId: changes, ...common };
  }

  /** Told whenever something trades: the best prices after it, and what it traded at. */
  function tickersOf({ tickers }: Fields): readonly StreamMessage[] {
    if (!isList(tickers)) return [malformed(undefined, 'no list')];
    return tickers.flatMap((each: unknown): readonly StreamMessage[] => {
      if (!isFields(each)) return [malformed(undefined, 'no object')];
      const { product_id: symbol, price, best_bid, best_bid_quantity, best_ask, best_ask_quantity } = each;
      // One without a product says nothing.
      if (symbol === '') return [];
      const read = [best_bid, best_bid_quantity, best_ask, best_ask_quantity].filter(isDecimal);
      const [bid, bidSize, ask, askSize] = read;
      if (typeof symbol !== 'string' || !isDecimal(price)) return [malformed(undefined, 'unexpected fields')];
      if (bid === undefined || bidSize === undefined || ask === undefined || askSize === undefined)
        return [malformed(undefined, 'unexpected fields')];
      changes += 1;
      const best = { symbol, bid: level(bid, bidSize), ask: level(ask, askSize) };
      return [
        { kind: 'ticker', ...best, last: isZero(price) ? undefined : price },
        { kind: 'best', updateId: changes, ...best },
      ];
    });
  }

  return { requests, parse };
}

/** The newest come first. What traded before it was subscribed is not of now. */
function tradesOf({ type, trades }: Fields): readonly StreamMessage[] {
  if (!isList(trades)) return [malformed(undefined, 'no list')];
  if (type === 'snapshot') return [];
  const read = trades.map((each: unknown) => (isFields(each) ? tradeOf(each) : undefined));
  const whole = read.filter((each) => each !== undefined);
  const messages: readonly StreamMessage[] = whole.toSorted((a, b) => Number(a.tradeId) - Number(b.tradeId));
  return whole.length === read.length ? messages : [...messages, malformed(undefined, 'unexpected fields')];
}

function tradeOf(told: Fields): AggregateTrade | undefined {
  const { product_id: symbol, trade_id: tradeId, price, size: quantity, side } = told;
  const time = timeOf(told['time']);
  if (typeof symbol !== 'string' || typeof tradeId !== 'string' || !/^\d{1,15}$/u.test(tradeId))
    return undefined;
  if (!isDecimal(price) || !isDecimal(quantity) || isZero(price) || isZero(quantity)) return undefined;
  if (time === undefined || (side !== 'BUY' && side !== 'SELL')) return undefined;
  // "side, which refers to the makers side" (websocket-channels).
  return {
    kind: 'trade',
    symbol,
    tradeId,
    price,
    quantity,
    aggressor: side === 'BUY' ? 'SELL' : 'BUY',
    time,
  };
}

type Levels = { readonly bids: readonly BookLevel[]; readonly asks: readonly BookLevel[] };

function levelsOf(updates: unknown): Levels | undefined {
  if (!Array.isArray(updates)) return undefined;
  const bids: BookLevel[] = [];
  const asks: BookLevel[] = [];
  for (const update of updates) {
    if (!isFields(update)) return undefined;
    const { side, price_level: price, new_quantity: quantity } = update;
    if (!isDecimal(price) || !isDecimal(quantity) || (side !== 'bid' && side !== 'offer')) return undefined;
    (side === 'bid' ? bids : asks).push([price, quantity]);
  }
  return { bids, asks };
}

function timeOf(text: unknown): number | undefined {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isSafeInteger(time) && time >= 0 ? time : undefined;
}

function malformed(stream: string | undefined, reason: string): StreamMessage {
  return { kind: 'malformed', stream, reason };
}
