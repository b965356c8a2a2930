import type { MessageSocket } from '#src/transport/message-socket.ts';

/** What the Electron shell gives the page: texts in and out. */
export type WindowPipe = {
  open(connection: number): void;
  send(connection: number, text: string): void;
  close(connection: number): void;
  listen(
    onText: (connection: number, text: string) => void,
    onClose: (connection: number, reason: string) => void,
  ): void;
};

declare global {
  interface Window {
    readonly tapedeck?: WindowPipe;
  }
}

/** Opens sockets over the pipe, one after another: each has a number of its own. */
export function createWindowSockets(pipe: WindowPipe): () => MessageSocket {
  let current = 0;
  let messageListeners: ((text: string) => void)[] = [];
  let closeListeners: ((reason: string) => void)[] = [];

  function end(connection: number, reason: string): void {
    if (connection !== current) return;
    const ended = closeListeners;
    messageListeners = [];
    closeListeners = [];
    for (const listener of ended) listener(reason);
  }

  pipe.listen((connection, text) => {
    if (connection === current) for (const listener of messageListeners) listener(text);
  }, end);

  return () => {
    current += 1;
    const connection = current;
    pipe.open(connection);
    return {
      send: (text) => pipe.send(connection, text),
      onMessage: (listener) => void messageListeners.push(listener),
      onClose: (listener) => void closeListeners.push(listener),
      close(reason = '') {
        pipe.close(connection);
        end(connection, reason);
      },
    };
  };
}
