import type { WebSocket } from 'ws';

import type { ExchangeEvent } from '#test/venues/exchange/events.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Faults } from '#test/venues/faults.ts';
import { createFrameSender } from '#test/venues/frame-sender.ts';
import { keepAlive } from './heartbeat.ts';
import { immediateFrames, timedFrames } from './stream-frames.ts';

export type StreamNeeds = { readonly exchange: Exchange; readonly faults: Faults };

type Message = { readonly method?: string; readonly params?: readonly unknown[]; readonly id?: unknown };

const mostStreams = 1024;
const mostMessagesASecond = 5;
const timedEveryMs = 1000;
const namePattern = /^(![a-zA-Z]+@arr|[\p{L}\p{N}]+@[a-zA-Z0-9_]+(@100ms)?)$/u;
const methods = ['SUBSCRIBE', 'UNSUBSCRIBE', 'LIST_SUBSCRIPTIONS', 'SET_PROPERTY', 'GET_PROPERTY'];

/** The market data streams of the exchange's own books: `/stream` wraps what it sends, `/ws` does not. */
export function createMarketStreams({ exchange, faults }: StreamNeeds) {
  const { clock } = exchange;
  const clients = new Set<{ readonly socket: WebSocket; readonly isCombined: () => boolean }>();

  function serve(socket: WebSocket, url: URL): void {
    let isCombined = url.pathname === '/stream';
    const listed = isCombined
      ? (url.searchParams.get('streams') ?? '').split('/')
      : url.pathname.split('/').slice(2);
    const names = new Set(listed.filter((name) => name !== ''));
    const send = createFrameSender(socket, faults);
    const client = { socket, isCombined: () => isCombined };
    let second = 0;
    let messages = 0;

    function push(stream: string, data: object): void {
      const kind = stream.slice(stream.indexOf('@') + 1).split(/[@_]/)[0] ?? '';
      send(kind, JSON.stringify(isCombined ? { stream, data } : data));
    }

    function onEvent(event: ExchangeEvent): void {
      for (const { stream, data } of immediateFrames(exchange, event, names)) push(stream, data);
    }

    function onTime(): void {
      for (const { stream, data } of timedFrames(exchange, names, clock.now() - timedEveryMs))
        push(stream, data);
      callOff = clock.after(timedEveryMs, onTime);
    }

    let callOff = clock.after(timedEveryMs, onTime);
    const stop = exchange.onEvent(onEvent);
    clients.add(client);
    keepAlive(socket, clock);
    socket.on('close', () => {
      callOff();
      stop();
      clients.delete(client);
    });
    socket.on('message', (bytes: Buffer) => {
      const now = Math.floor(clock.now() / 1000);
      messages = now === second ? messages + 1 : 1;
      second = now;
      if (messages > mostMessagesASecond) socket.close(1008, 'Too many requests');
      else socket.send(JSON.stringify(answer(bytes.toString())));
    });

    function answer(text: string): object {
      let message: Message;
      try {
        message = JSON.parse(text);
      } catch {
        return { error: { code: 3, msg: 'Invalid JSON: expected value at line 1 column 1' } };
      }
      const { method = '', params = [], id = null } = message;
      if (!methods.includes(method)) {
        const known = methods.map((name) => `\`${name}\``).join(', ');
        const msg = `Invalid request: unknown variant \`${method}\`, expected one of ${known} at line 1 column 28`;
        return { error: { code: 2, msg }, id };
      }
      if (method === 'LIST_SUBSCRIPTIONS') return { result: [...names], id };
      if (method.endsWith('_PROPERTY')) return property(method, params, id);
      const asked = params.filter(
        (name): name is string => typeof name === 'string' && namePattern.test(name),
      );
      if (asked.length < params.length) {
        return { error: { code: 2, msg: 'Invalid request: invalid stream name' }, id };
      }
      for (const name of asked) {
        if (method === 'UNSUBSCRIBE') names.delete(name);
        else if (names.size < mostStreams) names.add(name);
        else return { error: { code: 2, msg: 'Invalid request: too many parameters' }, id };
      }
      return { result: null, id };
    }

    function property(method: string, [name, value]: readonly unknown[], id: unknown): object {
      if (name !== 'combined') return { code: 0, msg: 'Unknown property', id };
      if (method === 'GET_PROPERTY') return { result: isCombined, id };
      if (typeof value !== 'boolean') return { code: 1, msg: 'Invalid value type: expected Boolean' };
      isCombined = value;
      return { result: null, id };
    }
  }

  return {
    serve,
    announceShutdown() {
      const data = { e: 'serverShutdown', E: clock.now() };
      for (const { socket, isCombined } of clients) {
        socket.send(JSON.stringify(isCombined() ? { stream: '!serverShutdown', data } : data));
      }
    },
  };
}
