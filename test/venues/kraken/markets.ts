import { crc32 } from 'node:zlib';

import type { WebSocket } from 'ws';

import type { ExchangeEvent } from '#test/venues/exchange/events.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Instrument } from '#test/venues/exchange/instrument.ts';
import { unitsText } from '#test/venues/exchange/units.ts';
import type { Faults } from '#test/venues/faults.ts';
import { createFrameSender } from '#test/venues/frame-sender.ts';
import { symbolName } from './names.ts';
import { messageOf, numbersJson, priceDecimals, timestamp, type Message } from './socket-messages.ts';

type Levels = readonly (readonly [price: bigint, quantity: bigint])[];
type View = { readonly bids: Levels; readonly asks: Levels };
type Subscribed = { readonly instrument: Instrument; readonly depth: number; view: View };

const depths = new Set([10, 25, 100, 500, 1000]);
const channels = new Set(['book', 'trade', 'ticker']);

/** One connection to `ws.kraken.com/v2`: https://docs.kraken.com/api/docs/websocket-v2/book, trade and ticker. */
export function serveMarkets(exchange: Exchange, faults: Faults, socket: WebSocket): void {
  const send = createFrameSender(socket, faults);
  const books = new Map<string, Subscribed>();
  const others = new Map<string, Instrument>();

  const push = (channel: string, type: 'snapshot' | 'update', data: object) =>
    send(channel, numbersJson({ channel, type, data: [data] }));

  function viewOf({ symbol }: Instrument, depth: number): View {
    const book = exchange.market(symbol)?.book;
    return { bids: book?.levels('BUY', depth) ?? [], asks: book?.levels('SELL', depth) ?? [] };
  }

  function pushBook(subscribed: Subscribed, type: 'snapshot' | 'update', view: View): void {
    const { instrument } = subscribed;
    push('book', type, {
      symbol: symbolName(instrument),
      bids: entries(view.bids),
      asks: entries(view.asks),
      checksum: checksumOf(subscribed.view, priceDecimals(instrument)),
      timestamp: timestamp(exchange.clock.now()),
    });
  }

  function onBook(symbol: string): void {
    const subscribed = books.get(symbol);
    if (subscribed !== undefined) {
      const before = subscribed.view;
      subscribed.view = viewOf(subscribed.instrument, subscribed.depth);
      const bids = changes(before.bids, subscribed.view.bids, subscribed.depth, (a, b) => a > b);
      const asks = changes(before.asks, subscribed.view.asks, subscribed.depth, (a, b) => a < b);
      if (bids.length + asks.length > 0) pushBook(subscribed, 'update', { bids, asks });
    }
    const instrument = others.get(`ticker ${symbol}`);
    if (instrument !== undefined) pushTicker(instrument, 'update');
  }

  function pushTicker(instrument: Instrument, type: 'snapshot' | 'update'): void {
    const market = exchange.market(instrument.symbol);
    const { bids, asks } = viewOf(instrument, 1);
    push('ticker', type, {
      symbol: symbolName(instrument),
      bid: bids[0]?.[0] ?? 0n,
      bid_qty: bids[0]?.[1] ?? 0n,
      ask: asks[0]?.[0] ?? 0n,
      ask_qty: asks[0]?.[1] ?? 0n,
      last: market?.tape.lastPrice ?? 0n,
    });
  }

  function onEvent(event: ExchangeEvent): void {
    if (event.type === 'book') onBook(event.symbol);
    if (event.type !== 'trade') return;
    const instrument = others.get(`trade ${event.symbol}`);
    if (instrument === undefined) return;
    const { id, at, price, quantity, isBuyerMaker } = event.trade;
    push('trade', 'update', {
      symbol: symbolName(instrument),
      side: isBuyerMaker ? 'sell' : 'buy',
      price,
      qty: quantity,
      ord_type: 'market',
      trade_id: id,
      timestamp: timestamp(at),
    });
  }

  function subscribe({ params = {}, req_id }: Message): void {
    const channel = String(params['channel']);
    const depth = Number(params['depth'] ?? 10);
    const asked = Array.isArray(params['symbol']) ? params['symbol'].map(String) : [];
    for (const name of asked) {
      const instrument = exchange.instruments().find((known) => symbolName(known) === name);
      const error =
        instrument === undefined
          ? `Currency pair not supported ${name}`
          : !channels.has(channel) || (channel === 'book' && !depths.has(depth))
            ? 'Subscription depth not supported'
            : undefined;
      if (instrument === undefined || error !== undefined) {
        socket.send(JSON.stringify({ error, method: 'subscribe', req_id, success: false, symbol: name }));
        continue;
      }
      const result = { channel, symbol: name, ...(channel === 'book' ? { depth, snapshot: true } : {}) };
      socket.send(JSON.stringify({ method: 'subscribe', req_id, result, success: true }));
      if (channel === 'book') {
        const subscribed = { instrument, depth, view: viewOf(instrument, depth) };
        books.set(instrument.symbol, subscribed);
        pushBook(subscribed, 'snapshot', subscribed.view);
      } else {
        others.set(`${channel} ${instrument.symbol}`, instrument);
        if (channel === 'ticker') pushTicker(instrument, 'snapshot');
      }
    }
  }

  function unsubscribe({ params = {}, req_id }: Message): void {
    const channel = String(params['channel']);
    const asked = Array.isArray(params['symbol']) ? params['symbol'].map(String) : [];
    for (const name of asked) {
      const symbol = name.replace('/', '');
      if (channel === 'book') books.delete(symbol);
      else others.delete(`${channel} ${symbol}`);
      const result = { channel, symbol: name };
      socket.send(JSON.stringify({ method: 'unsubscribe', req_id, result, success: true }));
    }
  }

  const stop = exchange.onEvent(onEvent);
  socket.on('close', stop);
  socket.on('message', (bytes: Buffer) => {
    const message = messageOf(bytes);
    if (message.method === 'subscribe') subscribe(message);
    else if (message.method === 'unsubscribe') unsubscribe(message);
    else if (message.method === 'ping')
      socket.send(JSON.stringify({ method: 'pong', req_id: message.req_id }));
  });
  socket.send(
    JSON.stringify({ channel: 'status', type: 'update', data: [{ system: 'online', api_version: 'v2' }] }),
  );
}

/** What is told of a side: of a level that only fell out of the depth, nothing. */
function changes(
  before: Levels,
  now: Levels,
  depth: number,
  isBetter: (one: bigint, other: bigint) => boolean,
): Levels {
  const [old, next] = [new Map(before), new Map(now)];
  const worst = now.length < depth ? undefined : now.at(-1)?.[0];
  const gone = before.filter(
    ([price]) => !next.has(price) && (worst === undefined || isBetter(price, worst)),
  );
  return [
    ...gone.map(([price]) => [price, 0n] as const),
    ...now.filter(([price, quantity]) => old.get(price) !== quantity),
  ];
}

/** https://docs.kraken.com/api/docs/guides/spot-ws-book-v2: of the ten best asks and then bids, the digits. */
function checksumOf({ bids, asks }: View, decimals: number): number {
  const text = [...asks.slice(0, 10), ...bids.slice(0, 10)]
    .map(([price, quantity]) => digits(price, decimals) + digits(quantity, 8))
    .join('');
  return crc32(text);
}

function digits(value: bigint, places: number): string {
  return unitsText(value)
    .slice(0, places === 0 ? -9 : places - 8 || undefined)
    .replace('.', '')
    .replace(/^0+/, '');
}

function entries(levels: Levels): object {
  return levels.map(([price, qty]) => ({ price, qty }));
}
