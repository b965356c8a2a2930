import { join } from 'node:path';

import { startLoopbackServer } from '#src/infrastructure/http/loopback-server.ts';
import { serve } from '#src/transport/serve.ts';
import { message, signIn, socketOf, tokenOf } from '#test/infrastructure/http/loopback-client.ts';
import type { AttackedCore } from './attacked-core.ts';
import { screenOver } from './frame-screen.ts';
import type { FrameDoor } from './fuzz-frames.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Screens that sign in at the loopback server, over sockets of the system. */
export async function openLoopbackDoor(core: AttackedCore): Promise<FrameDoor> {
  const started = await startLoopbackServer({
    port: 0,
    signInFiles: {
      address: join(core.workspaces, 'sign-in-address'),
      page: join(core.workspaces, 'sign-in.html'),
      sessions: join(core.workspaces, 'sign-in-sessions'),
    },
    readFile: () => Promise.resolve(undefined),
    health: () => Promise.resolve({}),
    isReady: () => true,
    onSocket: (socket) => serve(socket, core.handlers, core.events, core.options),
    log: silent,
  });
  if (!started.ok) throw new Error(started.error.code);
  const server = started.value;
  let token = tokenOf(server);
  return {
    async openScreen() {
      const { session, refused, webSocket } = await signIn(server, message(token));
      if (session === undefined) throw new Error(`a signed-in screen was refused: ${refused}`);
      token = session;
      return screenOver(socketOf(webSocket));
    },
    close: () => server.close(),
  };
}
