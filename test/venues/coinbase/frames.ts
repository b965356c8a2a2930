import type { WebSocket } from 'ws';

import type { VenueClock } from '#test/venues/exchange/clock.ts';
import type { Faults } from '#test/venues/faults.ts';
import { createFrameSender } from '#test/venues/frame-sender.ts';
import { timestamp } from './wire.ts';

export type Request = {
  readonly type?: unknown;
  readonly channel?: unknown;
  readonly product_ids?: unknown;
  readonly jwt?: unknown;
};

const patienceMs = 5_000;
const heartbeatMs = 1_000;

type Needs = {
  readonly socket: WebSocket;
  readonly clock: VenueClock;
  readonly faults: Faults;
  /** A request about any channel but heartbeats. */
  onRequest(request: Request): void;
  onEnd(): void;
};

/**
 * One connection: frames are numbered over all channels, heartbeats come each second where they are subscribed, and who
 * subscribes nothing in five seconds is cut off
 * (https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-overview).
 */
export function serveFrames({ socket, clock, faults, onRequest, onEnd }: Needs) {
  const send = createFrameSender(socket, faults);
  const subscribed = new Map<string, Set<string>>();
  let sequence = 0;
  let beats = 0;
  let isOpen = true;

  function push(channel: string, events: readonly object[]): void {
    const frame = {
      channel,
      client_id: '',
      timestamp: timestamp(clock.now()),
      sequence_num: sequence,
      events,
    };
    sequence += 1;
    send(channel, JSON.stringify(frame));
  }

  /** Everything that is subscribed, in answer to each request. */
  function tellSubscriptions(): void {
    const all = [...subscribed].filter(([, names]) => names.size > 0);
    push('subscriptions', [
      { subscriptions: Object.fromEntries(all.map(([name, ids]) => [name, [...ids]])) },
    ]);
  }

  function namesOf(channel: string): Set<string> {
    const known = subscribed.get(channel) ?? new Set();
    subscribed.set(channel, known);
    return known;
  }

  function beat(): void {
    if (!isOpen) return;
    beats += 1;
    push('heartbeats', [{ current_time: new Date(clock.now()).toISOString(), heartbeat_counter: beats }]);
    clock.after(heartbeatMs, beat);
  }

  clock.after(patienceMs, () => {
    if (subscribed.size === 0) socket.close();
  });
  socket.on('close', () => {
    isOpen = false;
    onEnd();
  });
  socket.on('message', (bytes: Buffer) => {
    const request: Request = JSON.parse(bytes.toString());
    if (request.channel !== 'heartbeats') return onRequest(request);
    const isNew = namesOf('heartbeats').size === 0;
    namesOf('heartbeats').add('heartbeats');
    tellSubscriptions();
    if (isNew) beat();
  });

  return {
    push,
    tellSubscriptions,
    namesOf,
    refuse: (message: string) => socket.send(JSON.stringify({ type: 'error', message })),
  };
}
