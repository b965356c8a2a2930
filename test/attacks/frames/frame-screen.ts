import { parseScreenFrame } from '#src/transport/frames.ts';
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

export function screenOf(core: AttackedCore): FrameScreen {
  const pair = createSocketPair();
  const waiting = new Map<unknown, (answer: Answer) => void>();
  let id = 0;
  serve(pair.core, core.handlers, core.events, core.options);
  pair.screen.onMessage((text) => {
    const said: unknown = JSON.parse(text);
    for (const frame of Array.isArray(said) ? said : [said]) receive(frame);
  });
  pair.screen.onClose(() => {
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

  return {
    nextId: () => (id += 1),
    async send(text, limit) {
      const frame = parseScreenFrame(text);
      const type = frame.ok ? frame.value.type : undefined;
      const key = frame.ok ? frame.value.id : undefined;
      let timer: NodeJS.Timeout | undefined;
      const answer = new Promise<Answer>((resolve) => {
        waiting.set(key, resolve);
        pair.screen.send(text);
        // A subscription that is taken is not answered; what refuses it, or closes for it, has come by the next turn.
        if (type === 'subscribe' || type === 'unsubscribe') setImmediate(resolve, { type: 'unanswered' });
        else timer = setTimeout(resolve, limit, { type: 'nothing' });
      });
      return answer.finally(() => {
        clearTimeout(timer);
        waiting.delete(key);
      });
    },
    closedBecause: pair.closedBecause,
    close: () => pair.screen.close(),
  };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none';
}
