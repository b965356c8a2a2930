import { parseScreenFrame } from '#src/transport/frames.ts';
import type { MessageSocket } from '#src/transport/message-socket.ts';
import { serve } from '#src/transport/serve.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';
import type { AttackedCore } from './attacked-core.ts';

export type Answer =
  | { readonly type: 'answered'; readonly value: unknown }
  | { readonly type: 'refused'; readonly code: string; readonly error: unknown }
  /** With a reason; the frame was none. */
  | { readonly type: 'closed' }
  /** A frame that has none. */
  | { readonly type: 'unanswered' }
  /** Where one was to come. */
  | { readonly type: 'nothing' };

export type FrameScreen = {
  nextId(): number;
  /** Sends the text as it is, and waits for what comes of it. */
  send(text: string, limit: number): Promise<Answer>;
  closedBecause(): string | undefined;
  close(): void;
};

/** A screen in this process. */
export function screenOf(core: AttackedCore): FrameScreen {
  const pair = createSocketPair();
  serve(pair.core, core.handlers, core.events, core.options);
  return screenOver(pair.screen);
}

/** Numbers no frame has that is sent. */
const firstBarrier = 2 ** 40;

/** Over a connection that is signed in. */
export function screenOver(socket: MessageSocket): FrameScreen {
  const waiting = new Map<unknown, (answer: Answer) => void>();
  let id = 0;
  let barrier = firstBarrier;
  let closed: string | undefined;
  socket.onMessage((text) => {
    const said: unknown = JSON.parse(text);
    for (const frame of Array.isArray(said) ? said : [said]) receive(frame);
  });
  socket.onClose((reason) => {
    closed = reason;
    for (const take of waiting.values()) take({ type: 'closed' });
  });

  function receive(frame: Readonly<Record<string, unknown>>): void {
    if (frame['type'] === 'event') return;
    const take = waiting.get(frame['id']);
    take?.(
      frame['ok'] === true
        ? { type: 'answered', value: frame['value'] }
        : { type: 'refused', code: codeOf(frame['error']), error: frame['error'] },
    );
  }

  /** A subscription that is taken is not answered; what refuses it, or closes for it, comes before the next answer. */
  function awaitNext(take: (answer: Answer) => void): number {
    barrier += 1;
    waiting.set(barrier, () => take({ type: 'unanswered' }));
    socket.send(JSON.stringify({ type: 'call', id: barrier, name: 'tasks.list', input: {} }));
    return barrier;
  }

  return {
    nextId: () => (id += 1),
    async send(text, limit) {
      if (closed !== undefined) return { type: 'closed' };
      const frame = parseScreenFrame(text);
      const type = frame.ok ? frame.value.type : undefined;
      const key = frame.ok ? frame.value.id : undefined;
      let timer: NodeJS.Timeout | undefined;
      let next: number | undefined;
      const answer = new Promise<Answer>((resolve) => {
        waiting.set(key, resolve);
        timer = setTimeout(resolve, limit, { type: 'nothing' });
        socket.send(text);
        if (type === 'subscribe' || type === 'unsubscribe') next = awaitNext(resolve);
      });
      return answer.finally(() => {
        clearTimeout(timer);
        waiting.delete(key);
        waiting.delete(next);
      });
    },
    closedBecause: () => closed,
    close: () => socket.close(),
  };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none';
}
