import type { WebSocket } from 'ws';

import type { ExchangeEvent } from '#test/venues/exchange/events.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Faults } from '#test/venues/faults.ts';
import { createFrameSender } from '#test/venues/frame-sender.ts';
import type { GeminiKey } from './api-keys.ts';
import { exactJson, nanoseconds, orderEvent, short, tradeNumber } from './wire.ts';

type Message = { readonly id?: unknown; readonly method?: unknown; readonly params?: unknown };
type Levels = readonly (readonly [bigint, bigint])[];

const periodMs = 1000;
const marketStream = /^[a-z0-9]+@(bookTicker|trade|depth(5|10|20)?(@100ms)?)$/;
const accountStreams = new Set(['orders@account', 'orders@session', 'balances@account']);

const texts = (levels: Levels) => levels.map(([price, quantity]) => [short(price), short(quantity)]);

/** One connection to `ws.gemini.com`. `key` is undefined where the handshake had none. */
export function serveGeminiSocket(
  exchange: Exchange,
  faults: Faults,
  {
    socket,
    url,
    key,
  }: { readonly socket: WebSocket; readonly url: URL; readonly key: GeminiKey | undefined },
): void {
  const { clock } = exchange;
  const names = new Set<string>();
  const send = createFrameSender(socket, faults);
  const snapshot = Number(url.searchParams.get('snapshot') ?? 0);

  const push = (kind: string, data: object) => send(kind, exactJson(data));

  function onMarket(event: Extract<ExchangeEvent, { type: 'trade' | 'book' }>): void {
    const symbol = event.symbol.toLowerCase();
    if (event.type === 'trade') {
      if (!names.has(`${symbol}@trade`)) return;
      const { id, at, price, quantity, isBuyerMaker: m } = event.trade;
      push('trade', {
        E: nanoseconds(at),
        s: symbol,
        t: tradeNumber(id),
        p: short(price),
        q: short(quantity),
        m,
      });
      return;
    }
    const { change, at } = event;
    const isWatched = [`${symbol}@depth`, `${symbol}@depth@100ms`].some((name) => names.has(name));
    // The first id of an update is the last one of the update before it.
    if (isWatched) depth(symbol, at, { ...change, firstUpdateId: change.firstUpdateId - 1 });
    if (names.has(`${symbol}@bookTicker`)) ticker(event.symbol, at, change.lastUpdateId);
  }

  function depth(
    symbol: string,
    at: number,
    change: {
      readonly firstUpdateId: number;
      readonly lastUpdateId: number;
      readonly bids: Levels;
      readonly asks: Levels;
    },
  ): void {
    push('depth', {
      e: 'depthUpdate',
      E: nanoseconds(at),
      s: symbol,
      U: change.firstUpdateId,
      u: change.lastUpdateId,
      b: texts(change.bids),
      a: texts(change.asks),
    });
  }

  function ticker(symbol: string, at: number, u: number): void {
    const book = exchange.market(symbol)?.book;
    const [bid, ask] = [book?.levels('BUY', 1)[0], book?.levels('SELL', 1)[0]];
    push('bookTicker', {
      u,
      E: nanoseconds(at),
      s: symbol.toLowerCase(),
      b: bid === undefined ? '' : short(bid[0]),
      B: bid === undefined ? '' : short(bid[1]),
      a: ask === undefined ? '' : short(ask[0]),
      A: ask === undefined ? '' : short(ask[1]),
    });
  }

  function onEvent(event: ExchangeEvent): void {
    if (event.type === 'trade' || event.type === 'book') onMarket(event);
    else if (event.type === 'order') {
      const isWatched = names.has('orders@account') || names.has('orders@session');
      if (isWatched && event.order.account === key?.account) push('orderUpdate', orderEvent(event));
    } else if (event.type === 'balances' && event.account === key?.account && names.has('balances@account')) {
      const balances = event.assets.map((asset) => {
        const { free, locked } = exchange.ledger.balance(event.account, asset);
        return { a: asset, f: short(free), c: short(free + locked) };
      });
      push('balanceUpdate', {
        e: 'balanceUpdate',
        E: nanoseconds(event.at),
        u: nanoseconds(event.at),
        B: balances,
      });
    }
  }

  function subscribed(name: string): void {
    const [symbol = '', type = ''] = name.split('@');
    const book = exchange.market(symbol.toUpperCase())?.book;
    if (book === undefined || type !== 'depth' || snapshot === 0) return;
    const limit = snapshot < 0 ? Infinity : snapshot;
    const { lastUpdateId } = book;
    const levels = { bids: book.levels('BUY', limit), asks: book.levels('SELL', limit) };
    depth(symbol, clock.now(), { firstUpdateId: lastUpdateId, lastUpdateId, ...levels });
  }

  function onTime(): void {
    for (const name of names) {
      const [symbol = '', type = ''] = name.split('@');
      const book = exchange.market(symbol.toUpperCase())?.book;
      const limit = Number(/^depth(\d+)$/.exec(type)?.[1] ?? 0);
      if (book === undefined || limit === 0) continue;
      const { lastUpdateId } = book;
      push('depth', {
        lastUpdateId,
        bids: texts(book.levels('BUY', limit)),
        asks: texts(book.levels('SELL', limit)),
      });
    }
    callOff = clock.after(periodMs, onTime);
  }

  function answer({ id = null, method, params }: Message): object {
    const done = (result?: unknown) => ({ id, status: 200, ...(result === undefined ? {} : { result }) });
    const failed = (status: number, code: number, msg: string) => ({ id, status, error: { code, msg } });
    switch (String(method).toLowerCase()) {
      case 'ping':
        return done({});
      case 'time':
        return done({ serverTime: clock.now() });
      case 'conninfo':
        return done({ rateLimits: [] });
      case 'list_subscriptions':
        return done([...names]);
      case 'subscribe':
      case 'unsubscribe': {
        const asked = Array.isArray(params) ? params.map(String) : [];
        const unknown = asked.find((name) => !marketStream.test(name) && !accountStreams.has(name));
        if (asked.length === 0 || unknown !== undefined)
          return failed(400, -1130, `Invalid stream: ${unknown ?? ''}`);
        if (key === undefined && asked.some((name) => accountStreams.has(name))) {
          return failed(401, -1002, 'Authentication required');
        }
        for (const name of asked) {
          if (String(method).toLowerCase() === 'subscribe') names.add(name);
          else names.delete(name);
        }
        return done();
      }
      default:
        return failed(400, -1020, 'Unsupported method');
    }
  }

  let callOff = clock.after(periodMs, onTime);
  const stop = exchange.onEvent(onEvent);
  socket.on('close', () => {
    callOff();
    stop();
  });
  socket.on('message', (bytes: Buffer) => {
    const before = new Set(names);
    const told = answer(messageOf(bytes.toString()));
    socket.send(JSON.stringify(told));
    for (const name of names) if (!before.has(name)) subscribed(name);
  });
}

function messageOf(text: string): Message {
  try {
    const message: Message = JSON.parse(text);
    return message;
  } catch {
    return {};
  }
}
