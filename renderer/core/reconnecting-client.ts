import { run } from './run.ts';
import { type Client, connect } from '#src/transport/connect.ts';
import type { MessageSocket } from '#src/transport/message-socket.ts';

export type CoreStatus = 'connecting' | 'open' | 'lost';

export type CoreConnection = {
  readonly client: Client;
  /** Calls with the status as it is, and with each change. When it says `open`, all subscriptions are made. */
  onStatus(listener: (status: CoreStatus) => void): () => void;
  /** Calls when the core does not know this tab (any more): the program has to open a new one. */
  onSignedOut(listener: () => void): () => void;
  /** Calls with whatever the core sends: it lives. Nothing may be done there but to note the time. */
  onHeard(listener: () => void): () => void;
  close(): void;
};

export type ReconnectingNeeds = {
  readonly open: () => Promise<MessageSocket | 'unreachable' | 'signed-out'>;
  /** Calls once after so many milliseconds. */
  readonly after: (milliseconds: number, call: () => void) => void;
  readonly onFault: (fault: Error) => void;
};

const firstPause = 250;
const longestPause = 5000;

type Subscription = {
  readonly start: (client: Client) => () => void;
  /** Of the connection that is open. */
  end: () => void;
};

/** One client for the life of the page: it dials again when a connection is lost, and subscribes anew. */
export function createReconnectingClient({ open, after, onFault }: ReconnectingNeeds): CoreConnection {
  const subscriptions = new Set<Subscription>();
  const listeners = new Set<(status: CoreStatus) => void>();
  const signedOutListeners = new Set<() => void>();
  const heardListeners = new Set<() => void>();
  let status: CoreStatus = 'connecting';
  let pause = firstPause;
  let socket: MessageSocket | undefined;
  let current: Client | undefined;
  let signedOut = false;
  let closed = false;

  function become(next: CoreStatus): void {
    if (next === status) return;
    status = next;
    for (const listener of listeners) listener(next);
  }

  async function dial(): Promise<void> {
    const answer = await open();
    if (closed) {
      if (typeof answer === 'object') answer.close();
    } else if (answer === 'signed-out') signOut();
    else if (answer === 'unreachable') dialLater();
    else use(answer);
  }

  function signOut(): void {
    signedOut = true;
    become('lost');
    for (const listener of signedOutListeners) listener();
  }

  function dialLater(): void {
    become('lost');
    after(pause, () => {
      if (!closed) run(dial());
    });
    pause = Math.min(pause * 2, longestPause);
  }

  function use(opened: MessageSocket): void {
    opened.onMessage(() => {
      for (const listener of heardListeners) listener();
    });
    const client = connect(opened, onFault);
    socket = opened;
    current = client;
    pause = firstPause;
    opened.onClose(() => {
      current = undefined;
      for (const subscription of subscriptions) subscription.end = nothing;
      if (!closed) dialLater();
    });
    for (const subscription of subscriptions) subscription.end = subscription.start(client);
    become('open');
  }

  run(dial());
  return {
    client: {
      call: (name, input) =>
        current?.call(name, input) ?? Promise.resolve({ ok: false, error: { code: 'DISCONNECTED' } }),
      subscribe(name, params, listener) {
        const start = (client: Client): (() => void) => client.subscribe(name, params, listener);
        const subscription: Subscription = { start, end: current === undefined ? nothing : start(current) };
        subscriptions.add(subscription);
        return () => {
          subscription.end();
          subscriptions.delete(subscription);
        };
      },
    },
    onStatus(listener) {
      listeners.add(listener);
      listener(status);
      return () => listeners.delete(listener);
    },
    onSignedOut(listener) {
      signedOutListeners.add(listener);
      if (signedOut) listener();
      return () => signedOutListeners.delete(listener);
    },
    onHeard(listener) {
      heardListeners.add(listener);
      return () => heardListeners.delete(listener);
    },
    close() {
      closed = true;
      socket?.close();
    },
  };
}

function nothing(): void {}
