import type { Clock } from '#src/ports/clock.ts';
import { connectionEnd, openStreamSocket, type SocketConfig } from './stream-socket.ts';
import type { UserStreamEnd, UserStreamEvents } from './trading-connection.ts';

export type UserMessage<Heard> =
  | { readonly kind: 'subscribed' }
  | { readonly kind: 'refused'; readonly end: UserStreamEnd }
  | { readonly kind: 'order'; readonly heard: Heard }
  /** One after another, in a frame. */
  | { readonly kind: 'several'; readonly messages: readonly UserMessage<Heard>[] }
  /** Nothing more is told on this connection. */
  | { readonly kind: 'over' }
  /** Of what is not followed here: balances, which the fills move. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly reason: string };

type Needs<Heard> = UserStreamEvents<Heard> & {
  readonly config: SocketConfig;
  readonly clock: Clock;
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent to subscribe, once the connection is open. */
  readonly subscribe: () => string;
  /** Reads one text frame, and never throws. */
  readonly parse: (frame: string) => UserMessage<Heard>;
};

/** One connection on which an account's orders are told. */
export function openUserStream<Heard>(needs: Needs<Heard>): { close(): void } {
  const { config, clock, address, headers, parse } = needs;
  let ended = false;
  const endWaiting = clock.after(config.streamTimeoutMs, () =>
    end({ said: 'no answer', meaning: 'unknown' }),
  );
  const events = {
    onOpen: () => socket.send(needs.subscribe()),
    onFrame(text: string | undefined): void {
      const message: UserMessage<Heard> =
        text === undefined ? { kind: 'malformed', reason: 'a binary frame' } : parse(text);
      take(message);
    },
    onClose: (reason: Parameters<typeof connectionEnd>[0]) =>
      end({ said: connectionEnd(reason), meaning: 'unknown' }),
  };
  const socket = openStreamSocket(address, config, clock, events, headers);

  function take(message: UserMessage<Heard>): void {
    if (ended) return;
    switch (message.kind) {
      case 'order':
        needs.onOrder(message.heard);
        return;
      case 'several':
        for (const one of message.messages) take(one);
        return;
      case 'malformed':
        needs.onMalformed(message.reason);
        return;
      case 'over':
        end({ said: 'the venue ends it', meaning: 'unknown' });
        return;
      case 'subscribed':
        endWaiting();
        needs.onSubscribed();
        return;
      case 'refused':
        end(message.end);
        return;
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
