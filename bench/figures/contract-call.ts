import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import { createCore } from '#src/composition/core.ts';
import { presentOrder } from '#src/api/present/present-order.ts';
import { ok } from '#src/domain/result.ts';
import { textSocketOf } from '#src/infrastructure/http/text-socket.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';
import { connect } from '#src/transport/connect.ts';
import type { MessageSocket } from '#src/transport/message-socket.ts';
import { serve } from '#src/transport/serve.ts';
import { benchOrder } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const callsATurn = 400;
const unlimited = Number.MAX_SAFE_INTEGER;

/** A call with its checks on both sides, against an echo of frames of the same size on the same kind of socket. */
export async function measureContractCall(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-bench-'));
  const clock = createSystemClock();
  const ids = createUlidIds(clock);
  const core = createCore({
    version: 'bench',
    workspaces: folder,
    migrations: join(import.meta.dirname, '../../drizzle'),
    feedWorker: new URL('file:///unused'),
    jobWorker: new URL('file:///unused'),
    importWorker: new URL('file:///unused'),
    accountWorker: new URL('file:///unused'),
    secrets: { keychain: createSessionKeys(), session: createSessionKeys() },
    venues: [],
    venueSettings: {},
    clock,
    ids,
    idsAt: () => ids,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    processId: process.pid,
  });
  const order = presentOrder(benchOrder(1, 'call'));
  // The handler's own work is not the transport's: it answers with an order at once.
  const handlers = { ...core.handlers, 'orders.cancel': async () => ok(order) };

  const served = await listen((socket) =>
    serve(textSocketOf(socket, unlimited), handlers, core.events, {
      nextIncident: ids.next,
      onFault: (_incident, _where, fault) => {
        throw fault;
      },
      onMalformed: (reason) => {
        throw new Error(reason);
      },
    }),
  );
  const reply = JSON.stringify({ type: 'reply', id: 1000, ok: true, value: order });
  const echo = await listen((socket) => socket.on('message', () => socket.send(reply)));
  const client = connect(clientSocket(served.client), (fault) => {
    throw fault;
  });
  const request = JSON.stringify({
    type: 'call',
    id: 1000,
    name: 'orders.cancel',
    input: { orderId: order.id },
  });

  try {
    const { ours, raw, ratio } = await inTurns(
      61,
      async () => {
        for (let call = 0; call < callsATurn; call += 1) {
          const answer = await client.call('orders.cancel', { orderId: order.id });
          if (!answer.ok) throw new Error(answer.error.code);
        }
      },
      async () => {
        for (let call = 0; call < callsATurn; call += 1) {
          const answered = new Promise<void>((resolve) => echo.client.once('message', () => resolve()));
          echo.client.send(request);
          await answered;
        }
      },
    );
    return [
      {
        name: 'contract call over the loopback socket',
        value: (ours / callsATurn) * 1000,
        unit: 'us',
        baseline: (raw / callsATurn) * 1000,
        ratio,
        goal: '<= 2.0 x a raw echo',
        pass: ratio <= 2,
      },
    ];
  } finally {
    served.close();
    echo.close();
    await core.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function listen(onSocket: (socket: WebSocket) => void) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', onSocket);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = new WebSocket(`ws://127.0.0.1:${address.port}`, { perMessageDeflate: false });
  await once(client, 'open');
  return {
    client,
    close(): void {
      client.terminate();
      server.close();
    },
  };
}

function clientSocket(socket: WebSocket): MessageSocket {
  return {
    send: (text) => socket.send(text),
    onMessage: (listener) =>
      void socket.on('message', (data) => listener(Buffer.isBuffer(data) ? data.toString() : '')),
    onClose: (listener) => void socket.on('close', () => listener('closed')),
    close: () => socket.close(),
  };
}
