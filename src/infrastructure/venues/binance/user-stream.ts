import type { Clock } from '#src/ports/clock.ts';
import type { UserStreamEnd } from '#src/infrastructure/venues/trading-connection.ts';
import type { BinanceConfig } from './binance-config.ts';
import { meaningOf } from './order-errors.ts';
import { connectionEnd, openStreamSocket } from '#src/infrastructure/venues/stream-socket.ts';
import { parseUserMessage, type UserMessage } from './user-events.ts';

type Needs = {
  readonly config: BinanceConfig;
  readonly clock: Clock;
  /** The parameters of the subscription, with key, time and signature. */
  readonly signed: () => Record<string, string | number>;
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
  const { config, clock, signed } = needs;
  let ended = false;
  const endWaiting = clock.after(config.streamTimeoutMs, () =>
    end({ said: 'no answer', meaning: 'unknown' }),
  );
  const socket = openStreamSocket(config.apiUrl, config, clock, {
    onOpen: () => socket.send(JSON.stringify({ id: subscription, method: subscription, params: signed() })),
    onFrame(text) {
      const message: UserMessage =
        text === undefined ? { kind: 'malformed', reason: 'a binary frame' } : parseUserMessage(text);
      if (!ended) take(message);
    },
    onClose: (reason) => end({ said: connectionEnd(reason), meaning: 'unknown' }),
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
        end({ said: 'the venue ends it', meaning: 'unknown' });
        return;
      case 'answer': {
        const { id, status, refusal } = message;
        if (id !== subscription) return;
        endWaiting();
        if (status === 200) needs.onSubscribed();
        else {
          const meaning = meaningOf({ status: 400, code: refusal?.code, message: undefined });
          end({ said: refusal?.msg ?? `status ${status}`, meaning });
        }
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
