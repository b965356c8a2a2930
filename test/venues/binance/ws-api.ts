import type { WebSocket } from 'ws';

import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Fault, Faults } from '#test/venues/faults.ts';
import type { ApiKey } from './api-keys.ts';
import type { Calls } from './calls.ts';
import { createFrameSender } from '#test/venues/frame-sender.ts';
import { keepAlive } from './heartbeat.ts';
import type { Limits } from './limits.ts';
import { Refused } from './refused.ts';
import { userEvents } from './user-events.ts';

export type WsApiNeeds = {
  readonly exchange: Exchange;
  readonly calls: Calls;
  readonly limits: Limits;
  readonly faults: Faults;
  isInMaintenance(): boolean;
};

type Message = {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
};

const connectWeight = 2;

/** The WebSocket API: requests and answers, and the user data streams that are subscribed over it. */
export function createWsApi({ exchange, calls, limits, faults, isInMaintenance }: WsApiNeeds) {
  const { clock } = exchange;
  const sessions = new Set<{ push(event: object): void; end(): void }>();

  function serve(socket: WebSocket, url: URL): void {
    const connectedSince = clock.now();
    const showsLimits = url.searchParams.get('returnRateLimits') !== 'false';
    const send = createFrameSender(socket, faults);
    const subscriptions = new Map<number, { readonly account: string; readonly bySession: boolean }>();
    let nextSubscription = 0;
    let loggedOn: { readonly key: ApiKey; readonly since: number } | undefined;

    try {
      limits.request(connectWeight);
    } catch {
      socket.close(1008, 'Too many requests');
      return;
    }
    keepAlive(socket, clock);
    const stop = exchange.onEvent((event) => {
      for (const [subscriptionId, { account }] of subscriptions) {
        for (const told of userEvents(exchange, event, account)) {
          send(told.e, JSON.stringify({ subscriptionId, event: told }));
        }
      }
    });
    const session = {
      push: (event: object) => socket.send(JSON.stringify({ event })),
      end: () => endSubscriptions(() => true),
    };
    sessions.add(session);
    socket.on('close', () => {
      stop();
      sessions.delete(session);
    });
    socket.on('message', (bytes: Buffer) => {
      const message = messageOf(bytes.toString());
      const kind = (message.method ?? '').replace(/^v3\//, '');
      const fault = faults.ofRequest(kind);
      later(fault?.delayBefore, () => {
        const text = fault === undefined || fault.taken ? JSON.stringify(answered(message, kind)) : undefined;
        later(fault?.delayAfter, () => reply(message, text, fault?.answer));
      });
    });

    function later(ms: number | undefined, run: () => void): void {
      if (ms === undefined) run();
      else clock.after(ms, run);
    }

    function reply({ id }: Message, text: string | undefined, how: Fault['answer'] = 'as it is'): void {
      if (how === 'none') return;
      if (how === 'closed') socket.close();
      else if (how === 'reset' || how === 'cut off') socket.terminate();
      else if (typeof how === 'object') {
        socket.send(
          how.body.startsWith('{')
            ? `{"id":${JSON.stringify(id ?? null)},"status":${how.status},"error":${how.body}}`
            : how.body,
        );
      } else if (text !== undefined) {
        socket.send(how === 'truncated' ? text.slice(0, Math.ceil(text.length / 2)) : text);
      }
    }

    function answered(message: Message, kind: string): object {
      const id = message.id ?? null;
      const values = new Map(
        Object.entries(message.params ?? {}).map(([name, value]) => [name, String(value)]),
      );
      const shows = values.get('returnRateLimits');
      values.delete('returnRateLimits');
      let account: string | undefined;
      let answer: object;
      try {
        if (message.method === undefined) throw new Refused(400, -1135, 'Invalid JSON Request');
        if (isInMaintenance()) throw new Refused(503, -1016, 'This service is no longer available.');
        const ofSession = sessionCall(kind, values);
        if (ofSession !== undefined) answer = { id, status: 200, result: ofSession };
        else {
          const { result, key, endpoint } = calls.call(kind, values, identityOf(values));
          if (endpoint.tellsOrderCount === true) ({ account } = key);
          answer = { id, status: 200, result };
        }
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        answer = { id, status: error.status, error: error.body() };
      }
      if (shows === 'false' || (shows !== 'true' && !showsLimits)) return answer;
      const counts = account === undefined ? [] : limits.orderCounts(account);
      return { ...answer, rateLimits: [...counts, limits.weightCount()] };
    }

    function identityOf(values: ReadonlyMap<string, string>) {
      return { apiKey: values.get('apiKey'), payload: payloadOf(values), session: loggedOn?.key };
    }

    /** What concerns the connection itself; undefined when the method is none of these. */
    function sessionCall(kind: string, values: ReadonlyMap<string, string>): object | undefined {
      switch (kind) {
        case 'session.logon': {
          limits.request(2);
          const key = calls.authenticate(values, {
            apiKey: values.get('apiKey'),
            payload: payloadOf(values),
          });
          if (!('ed25519' in key.secret)) {
            throw new Refused(400, -4056, 'HMAC_SHA256 API key is not supported.');
          }
          loggedOn = { key, since: clock.now() };
          return status();
        }
        case 'session.status':
          limits.request(2);
          return status();
        case 'session.logout':
          limits.request(2);
          loggedOn = undefined;
          endSubscriptions(({ bySession }) => bySession);
          return status();
        case 'session.subscriptions':
          limits.request(2);
          return [...subscriptions.keys()].map((subscriptionId) => ({ subscriptionId }));
        case 'userDataStream.subscribe':
          limits.request(2);
          if (loggedOn === undefined)
            throw new Refused(401, -1002, 'You are not authorized to execute this request.');
          return subscribe(loggedOn.key.account, true);
        case 'userDataStream.subscribe.signature':
          limits.request(2);
          return subscribe(calls.authenticate(values, identityOf(values)).account, false);
        case 'userDataStream.unsubscribe': {
          limits.request(2);
          const asked = values.get('subscriptionId');
          if (asked !== undefined && !subscriptions.has(Number(asked))) {
            throw new Refused(400, -2036, 'User Data Stream subscription not active.');
          }
          endSubscriptions((_, subscriptionId) => asked === undefined || Number(asked) === subscriptionId);
          return {};
        }
        default:
          return undefined;
      }
    }

    function subscribe(account: string, bySession: boolean): object {
      if ([...subscriptions.values()].some((known) => known.account === account)) {
        throw new Refused(400, -2035, 'User Data Stream subscription already active.');
      }
      const subscriptionId = nextSubscription;
      nextSubscription += 1;
      subscriptions.set(subscriptionId, { account, bySession });
      return { subscriptionId };
    }

    function endSubscriptions(
      ends: (subscription: { readonly bySession: boolean }, subscriptionId: number) => boolean,
    ): void {
      for (const [subscriptionId, subscription] of subscriptions) {
        if (!ends(subscription, subscriptionId)) continue;
        subscriptions.delete(subscriptionId);
        const event = { e: 'eventStreamTerminated', E: clock.now() };
        socket.send(JSON.stringify({ subscriptionId, event }));
      }
    }

    function status(): object {
      return {
        apiKey: loggedOn?.key.apiKey ?? null,
        authorizedSince: loggedOn?.since ?? null,
        connectedSince,
        returnRateLimits: showsLimits,
        serverTime: clock.now(),
        userDataStream: subscriptions.size > 0,
      };
    }
  }

  return {
    serve,
    announceShutdown() {
      for (const session of sessions) session.push({ e: 'serverShutdown', E: clock.now() });
    },
    /** Ends every subscription, as Binance does for reasons of its own. */
    endUserStreams() {
      for (const session of sessions) session.end();
    },
  };
}

/** Sorted by name, in raw UTF-8, without the signature. */
function payloadOf(values: ReadonlyMap<string, string>): string {
  return [...values]
    .filter(([name]) => name !== 'signature')
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function messageOf(text: string): Message {
  try {
    const message: Message = JSON.parse(text);
    return message;
  } catch {
    return {};
  }
}
