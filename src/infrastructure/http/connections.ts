import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export type Connections = {
  /** It has asked for something of ours. */
  answered(socket: Socket): void;
  /** It is signed in, and not counted any more. */
  admitted(socket: Socket): void;
};

/**
 * Keeps the door free. On the loopback interface all peers have one address, so that no limit can be theirs: there are so
 * many connections that are not signed in, and one more takes the place of the oldest that has shown nothing, or else of the
 * oldest. Who is signed in is never among them.
 */
export function keepDoorFree(server: Server, most: number): Connections {
  /** In the order in which they came. */
  const silent = new Set<Socket>();
  const asking = new Set<Socket>();

  function forget(socket: Socket): void {
    silent.delete(socket);
    asking.delete(socket);
  }

  server.on('connection', (socket: Socket) => {
    if (silent.size + asking.size >= most) [...silent, ...asking][0]?.destroy();
    silent.add(socket);
    socket.once('close', () => forget(socket));
  });
  return {
    answered(socket) {
      if (silent.delete(socket)) asking.add(socket);
    },
    admitted: forget,
  };
}
