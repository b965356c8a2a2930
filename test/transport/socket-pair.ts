import type { MessageSocket, PacedSocket } from '#src/transport/message-socket.ts';

export type SocketPair = {
  readonly screen: MessageSocket;
  readonly core: PacedSocket;
  /** From now on the screen takes nothing of what the core sends, until `resume`. */
  pause(): void;
  resume(): void;
  /** Why it was closed; undefined while it is open. */
  closedBecause(): string | undefined;
};

/** Two ends of one connection in memory, as immediate as a function call. */
export function createSocketPair(): SocketPair {
  const toScreen: ((text: string) => void)[] = [];
  const toCore: ((text: string) => void)[] = [];
  const onClosed: ((reason: string) => void)[] = [];
  const onDrained: (() => void)[] = [];
  let held: string[] = [];
  let paused = false;
  let closed: string | undefined;

  function close(reason = ''): void {
    if (closed !== undefined) return;
    closed = reason;
    for (const listener of onClosed) listener(reason);
  }

  const ends = { onClose: (listener: (reason: string) => void) => void onClosed.push(listener), close };
  return {
    screen: {
      ...ends,
      send(text) {
        if (closed === undefined) for (const listener of toCore) listener(text);
      },
      onMessage: (listener) => void toScreen.push(listener),
    },
    core: {
      ...ends,
      send(text) {
        if (closed !== undefined) return;
        if (paused) held.push(text);
        else for (const listener of toScreen) listener(text);
      },
      onMessage: (listener) => void toCore.push(listener),
      buffered: () => held.reduce((sum, text) => sum + text.length, 0),
      onDrain: (listener) => void onDrained.push(listener),
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      const texts = held;
      held = [];
      for (const text of texts) for (const listener of toScreen) listener(text);
      for (const listener of onDrained) listener();
    },
    closedBecause: () => closed,
  };
}
