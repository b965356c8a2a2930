import { z } from 'zod';
import { createLoopbackSockets } from './loopback-socket.ts';
import { type CoreConnection, createReconnectingClient } from './reconnecting-client.ts';
import { createWindowSockets } from './window-socket.ts';
import type { MessageSocket } from '#src/transport/message-socket.ts';

// The page's policy forbids code from text, which zod would otherwise try.
z.config({ jitless: true });

/** The connection to the core of either shell. Call once. */
export function openCore(): CoreConnection {
  return createReconnectingClient({
    open:
      window.tapedeck === undefined ? createLoopbackSockets() : inTurn(createWindowSockets(window.tapedeck)),
    after: (milliseconds, call) => void setTimeout(call, milliseconds),
    // Shown as an uncaught error in the console, where a developer and the tests look.
    onFault: (fault) => reportError(fault),
  });
}

function inTurn(open: () => MessageSocket): () => Promise<MessageSocket> {
  return () => Promise.resolve(open());
}
