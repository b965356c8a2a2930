import type { Clock } from '#src/ports/clock.ts';

export type Subscriptions = {
  want(streams: readonly string[]): void;
  drop(streams: readonly string[]): void;
  /** Ends those and begins them anew, where the venue then sends again what it begins with. */
  renew(streams: readonly string[]): void;
  wanted(): number;
  /** A new socket, on which nothing is subscribed yet. */
  connected(send: (text: string) => void): void;
  disconnected(): void;
  answered(id: number, refusal: string | undefined): void;
};

export type SubscriptionEvents = {
  /** From now on the streams are delivered; `wasThere`: they were all along, though nobody wanted them. */
  onSubscribed(streams: readonly string[], wasThere: boolean): void;
  onRefused(streams: readonly string[], reason: string): void;
  onUnanswered(): void;
};

export const streamLimit = 1024;

type Method = 'SUBSCRIBE' | 'UNSUBSCRIBE';
type Request = {
  readonly id: number;
  readonly method: Method;
  readonly streams: string[];
};

/** How a venue is asked for streams. */
export type SubscriptionRequests = {
  readonly intervalMs: number;
  /** Of one message, which has one answer. */
  readonly mostStreams: number;
  write(method: Method, streams: readonly string[], id: number): string;
};

/** Venues take 5 messages a second, pongs included. */
const usualRequests: SubscriptionRequests = {
  intervalMs: 300,
  mostStreams: 200,
  write: (method, params, id) => JSON.stringify({ method, params, id }),
};

/** Brings what the socket delivers to what is wanted: one message at a time, each answered before the next. */
export function createSubscriptions(
  clock: Clock,
  answerTimeoutMs: number,
  events: SubscriptionEvents,
  { intervalMs, mostStreams, write }: SubscriptionRequests = usualRequests,
): Subscriptions {
  const wanted = new Set<string>();
  const delivered = new Set<string>();
  /** Refused by the venue: not asked for again on this connection. */
  const refused = new Set<string>();
  /** Delivered, and to be ended before they are asked for again. */
  const renewed = new Set<string>();
  /** Of a refused message with several streams, of which one alone may be the cause: asked for in ever smaller parts. */
  let doubted: string[][] = [];
  let send: ((text: string) => void) | undefined;
  let pending: Request | undefined;
  let endTimer: (() => void) | undefined;
  let nextId = 1;
  let scheduled = false;

  function nextRequest(): Request | undefined {
    doubted = doubted
      .map((part) => part.filter((stream) => wanted.has(stream)))
      .filter(({ length }) => length > 0);
    const [part] = doubted;
    if (part !== undefined) return { id: nextId++, method: 'SUBSCRIBE', streams: part };
    const missing = [...wanted].filter((stream) => !delivered.has(stream) && !refused.has(stream));
    const surplus = [...delivered].filter((stream) => !wanted.has(stream) || renewed.has(stream));
    const streams = (missing.length > 0 ? missing : surplus).slice(0, mostStreams);
    if (streams.length === 0) return undefined;
    return { id: nextId++, method: missing.length > 0 ? 'SUBSCRIBE' : 'UNSUBSCRIBE', streams };
  }

  function schedule(milliseconds: number): void {
    if (scheduled || send === undefined || pending !== undefined) return;
    scheduled = true;
    endTimer = clock.after(milliseconds, sendNext);
  }

  function sendNext(): void {
    scheduled = false;
    const request = nextRequest();
    if (request === undefined) return;
    pending = request;
    endTimer = clock.after(answerTimeoutMs, () => events.onUnanswered());
    send?.(write(request.method, request.streams, request.id));
  }

  return {
    wanted: () => wanted.size,
    want(streams) {
      for (const stream of streams) wanted.add(stream);
      // Dropped and wanted again before the venue was told.
      const leaving = pending?.method === 'UNSUBSCRIBE' ? pending.streams : [];
      const ready = streams.filter((stream) => delivered.has(stream) && !leaving.includes(stream));
      if (ready.length > 0) events.onSubscribed(ready, true);
      schedule(0);
    },
    drop(streams) {
      for (const stream of streams) wanted.delete(stream);
      schedule(0);
    },
    renew(streams) {
      for (const stream of streams) if (delivered.has(stream)) renewed.add(stream);
      schedule(0);
    },
    connected(sendText) {
      send = sendText;
      schedule(0);
    },
    disconnected() {
      endTimer?.();
      send = undefined;
      pending = undefined;
      scheduled = false;
      delivered.clear();
      refused.clear();
      renewed.clear();
      doubted = [];
    },
    answered(id, refusal) {
      const request = pending;
      if (request === undefined || (id !== request.id && refusal === undefined)) return;
      endTimer?.();
      pending = undefined;
      const accepted = request.method === 'SUBSCRIBE' ? delivered : undefined;
      doubted = doubted.filter((part) => part !== request.streams);
      const isRefused =
        refusal !== undefined && (request.streams.length === 1 || request.method === 'UNSUBSCRIBE');
      for (const stream of request.streams) {
        delivered.delete(stream);
        renewed.delete(stream);
        if (refusal === undefined) accepted?.add(stream);
        else if (isRefused) refused.add(stream);
      }
      if (refusal !== undefined && !isRefused) doubted.unshift(...halvesOf(request.streams));
      else if (refusal !== undefined) events.onRefused(request.streams, refusal);
      else if (accepted !== undefined) events.onSubscribed(request.streams, false);
      schedule(intervalMs);
    },
  };
}

function halvesOf(streams: readonly string[]): string[][] {
  const middle = streams.length >> 1;
  return [streams.slice(0, middle), streams.slice(middle)];
}
