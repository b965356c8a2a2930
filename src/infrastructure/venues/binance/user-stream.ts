import type { ConnectionEnd } from '#src/domain/feed-reason.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { BinanceConfig } from './binance-config.ts';
import type { SignedRest } from './signed-rest.ts';
import { openStreamSocket } from './stream-socket.ts';
import { parseUserMessage, type UserMessage } from './user-events.ts';

export type UserStreamEnd = { readonly said: string; readonly code: number | undefined };

type Needs = {
  readonly config: BinanceConfig;
  readonly clock: Clock;
  readonly rest: Pick<SignedRest, 'signed'>;
  /** The venue tells from now on what becomes of orders. */
  onSubscribed(): void;
  onOrder(told: Extract<UserMessage, { readonly kind: 'order' }>): void;
  /** Something was told that is not understood: what it was about is not known. */
  onMalformed(reason: string): void;
  /** Once; whatever happens after it is not told. */
  onEnd(end: UserStreamEnd): void;
};

const subscription = 'userDataStream.subscribe.signature';

/** One connection to the WebSocket API, on which an account's orders are told. */
export function openUserStream(needs: Needs): { close(): void } {
  const { config, clock, rest } = needs;
  let ended = false;
  const endWaiting = clock.after(config.streamTimeoutMs, () => end({ said: 'no answer', code: undefined }));
  const socket = openStreamSocket(config.apiUrl, config, clock, {
    onOpen: () =>
      socket.send(JSON.stringify({ id: subscription, method: subscription, params: rest.signed() })),
    onFrame(text) {
      const message: UserMessage =
        text === undefined ? { kind: 'malformed', reason: 'a binary frame' } : parseUserMessage(text);
      if (!ended) take(message);
    },
    onClose: (reason) => end({ said: wordsOf(reason), code: undefined }),
  });

  function take(message: UserMessage): void {
    switch (message.kind) {
      case 'order':
        needs.onOrder(message);
        return;
      case 'malformed':
        needs.onMalformed(message.reason);
        return;
      case 'over':
        end({ said: 'the venue ends it', code: undefined });
        return;
      case 'answer': {
        const { id, status, refusal } = message;
        if (id !== subscription) return;
        endWaiting();
        if (status === 200) needs.onSubscribed();
        else end({ said: refusal?.msg ?? `status ${status}`, code: refusal?.code });
        return;
      }
      case 'other':
    }
  }

  function end(why: UserStreamEnd): void {
    if (ended) return;
    ended = true;
    endWaiting();
    socket.close({ code: 'FEED_CLOSED' });
    needs.onEnd(why);
  }

  return {
    close() {
      ended = true;
      endWaiting();
      socket.close({ code: 'FEED_CLOSED' });
    },
  };
}

/** For the sentence of why the venue is not reached. */
function wordsOf(reason: ConnectionEnd): string {
  switch (reason.code) {
    case 'FEED_FAILED':
      return reason.cause;
    case 'FEED_CLOSED_BY_VENUE':
      return `closed (${reason.closeCode})`;
    default:
      return reason.code === 'FEED_SILENT' ? 'silent' : 'no connection';
  }
}
