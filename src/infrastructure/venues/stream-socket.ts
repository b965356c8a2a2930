import { WebSocket } from 'ws';

import { reasonOf } from '#src/domain/fault.ts';
import type { ConnectionEnd } from '#src/domain/feed-reason.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { NetworkConfig } from './network-config.ts';
import { createWatchdog } from './watchdog.ts';
import { quoted } from './wire-values.ts';

export type StreamSocket = {
  send(text: string): void;
  /** Ends it for the reason; `onClose` follows at once. */
  close(reason: ConnectionEnd): void;
};

export type SocketConfig = Pick<
  NetworkConfig,
  'deadAfterMs' | 'greeting' | 'ping' | 'streamTimeoutMs' | 'connectionLifeMs'
>;

export type StreamSocketEvents = {
  onOpen(): void;
  /** Undefined for a frame that is no text. */
  onFrame(text: string | undefined): void;
  /** Once, whatever ended it. */
  onClose(reason: ConnectionEnd): void;
};

/** Coinbase begins a book with all of its levels; its own client takes 10 MiB. */
const largestFrame = 16 * 1024 * 1024;

/**
 * One connection to a socket of the venue. It ends by itself when it does not open in time, when not even a ping was
 * heard for too long, and before the venue's own limit of 24 hours. `ws` answers pings with their payload.
 */
export function openStreamSocket(
  address: string,
  config: SocketConfig,
  clock: Clock,
  events: StreamSocketEvents,
  headers: Readonly<Record<string, string>> = {},
): StreamSocket {
  const socket = new WebSocket(address, {
    perMessageDeflate: false,
    maxPayload: largestFrame,
    headers,
  });
  const silence = createWatchdog(clock, config.deadAfterMs, () =>
    close({ code: 'FEED_SILENT', seconds: config.deadAfterMs / 1000 }),
  );
  const endDialling = clock.after(config.streamTimeoutMs, () =>
    close({ code: 'FEED_NO_CONNECTION', seconds: config.streamTimeoutMs / 1000 }),
  );
  const endLife = clock.after(config.connectionLifeMs, () => close({ code: 'FEED_TOO_OLD' }));
  let closed = false;
  let endPause: (() => void) | undefined;

  /** By a message: what stands before the venue may answer a ping of the protocol for it. */
  function pingLater({ everyMs, text }: NonNullable<typeof config.ping>): void {
    endPause = clock.after(everyMs, () => {
      if (closed) return;
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
      pingLater({ everyMs, text });
    });
  }

  socket.on('open', () => {
    endDialling();
    silence.touch();
    if (config.greeting !== undefined && !closed) socket.send(config.greeting);
    if (!closed) events.onOpen();
    if (config.ping !== undefined && !closed) pingLater(config.ping);
  });
  socket.on('ping', () => silence.touch());
  socket.on('message', (data, isBinary) => {
    silence.touch();
    if (!closed) hear(isBinary || !Buffer.isBuffer(data) ? undefined : data.toString('utf8'));
  });
  socket.on('error', (error) => close({ code: 'FEED_FAILED', cause: error.message }));
  socket.on('close', (code) => close({ code: 'FEED_CLOSED_BY_VENUE', closeCode: String(code) }));

  /** What nobody has thought of ends this connection, and not the program: whoever has it compares, or begins anew. */
  function hear(text: string | undefined): void {
    try {
      events.onFrame(text);
    } catch (fault) {
      close({ code: 'FEED_FAILED', cause: quoted(reasonOf(fault)) });
    }
  }

  function close(reason: ConnectionEnd): void {
    if (closed) return;
    closed = true;
    silence.stop();
    endDialling();
    endLife();
    endPause?.();
    socket.terminate();
    events.onClose(reason);
  }

  return {
    close,
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
  };
}

/** For the sentence of why the venue is not reached. */
export function connectionEnd(reason: ConnectionEnd): string {
  switch (reason.code) {
    case 'FEED_FAILED':
      return reason.cause;
    case 'FEED_CLOSED_BY_VENUE':
      return `closed (${reason.closeCode})`;
    default:
      return reason.code === 'FEED_SILENT' ? 'silent' : 'no connection';
  }
}
