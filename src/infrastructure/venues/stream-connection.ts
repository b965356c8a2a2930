import type { ConnectionEnd, FeedReason } from '#src/domain/feed-reason.ts';
import { createBackoff, inSeconds } from './backoff.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedState, FeedStatus } from '#src/ports/market-data-feed.ts';
import type { StreamMessage } from './market-messages.ts';
import type { NetworkConfig } from './network-config.ts';
import { openStreamSocket, type StreamSocket } from './stream-socket.ts';
import { createSubscriptions, type SubscriptionRequests } from './subscriptions.ts';
import { createWatchdog } from './watchdog.ts';

export type StreamConnection = {
  state(): FeedState;
  want(streams: readonly string[]): void;
  drop(streams: readonly string[]): void;
  renew(streams: readonly string[]): void;
  wanted(): number;
  close(): void;
};

type MarketMessage = Exclude<StreamMessage, { readonly kind: 'answer' | 'shutdown' }>;

type Needs = {
  /** As traders call the venue. */
  readonly label: string;
  readonly address: string;
  /** What is told of it, without the part of the path. */
  readonly shownAddress?: string;
  /** Reads one text frame, and never throws. */
  readonly parse: (text: string) => StreamMessage | readonly StreamMessage[];
  /** As most venues are asked where nothing is said. */
  readonly requests?: SubscriptionRequests;
  readonly config: Omit<NetworkConfig, 'restUrl'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  onMessage(message: MarketMessage): void;
  onSubscribed(streams: readonly string[], wasThere: boolean): void;
  onLost(): void;
  onState(state: FeedState): void;
};

/** A combined stream that comes back by itself, with its subscriptions, and says how it is. */
export function createStreamConnection(needs: Needs): StreamConnection {
  const { label, address, parse, config, clock, log, random } = needs;
  const backoff = createBackoff(config.backoff, random);
  const subscriptions = createSubscriptions(
    clock,
    config.streamTimeoutMs,
    {
      onSubscribed: (streams, wasThere) => needs.onSubscribed(streams, wasThere),
      onRefused: (streams, reason) => log.error(`${label} refused a subscription`, { streams, reason }),
      onUnanswered: () => socket?.close({ code: 'FEED_UNANSWERED' }),
    },
    needs.requests,
  );
  const quiet = createWatchdog(clock, config.staleAfterMs, onQuiet);
  let socket: StreamSocket | undefined;
  let state: FeedState = { status: 'connecting', since: clock.now(), reason: undefined };
  let heardAt = clock.now();
  let closed = false;
  let endRedial: (() => void) | undefined;
  let endProving: (() => void) | undefined;
  let redialAfter = config.redialAfterMs;
  let endSilence: (() => void) | undefined;

  function become(
    status: FeedStatus,
    reason: FeedReason | undefined,
    since = clock.now(),
    retryIn?: number,
  ): void {
    state = { status, since, reason, ...(retryIn !== undefined && { retryIn }) };
    needs.onState(state);
  }

  function dial(): void {
    become('connecting', { code: 'FEED_CONNECTING', address: needs.shownAddress ?? address });
    socket = openStreamSocket(address, config, clock, { onOpen, onFrame, onClose });
  }

  function onOpen(): void {
    touch();
    become('live', undefined);
    // One that answers and ends at once would be dialled anew ever so often.
    endProving = clock.after(config.provenAfterMs, () => backoff.reset());
    subscriptions.connected((text) => socket?.send(text));
  }

  function onClose(reason: ConnectionEnd): void {
    socket = undefined;
    endProving?.();
    endSilence?.();
    subscriptions.disconnected();
    needs.onLost();
    if (closed) {
      become('offline', reason);
      return;
    }
    const wait = backoff.next();
    log.warn(`${label} stream lost`, { reason, wait });
    become('offline', reason, clock.now(), inSeconds(wait));
    endRedial = clock.after(wait, dial);
  }

  function onFrame(text: string | undefined): void {
    const told: ReturnType<typeof parse> =
      text === undefined ? { kind: 'malformed', stream: undefined, reason: 'a binary frame' } : parse(text);
    if ('kind' in told) onMessage(told);
    else for (const message of told) onMessage(message);
  }

  function onMessage(message: StreamMessage): void {
    if (message.kind === 'answer') {
      subscriptions.answered(message.id, message.refusal);
    } else if (message.kind === 'shutdown') {
      socket?.close({ code: 'FEED_RESTARTING' });
    } else {
      if (message.kind !== 'malformed') heard();
      needs.onMessage(message);
    }
  }

  function touch(): void {
    heardAt = clock.now();
    quiet.touch();
  }

  function heard(): void {
    touch();
    endSilence?.();
    redialAfter = config.redialAfterMs;
    if (state.status === 'stale') become('live', undefined);
  }

  /** Without anything watched there is nothing to hear. */
  function onQuiet(): void {
    if (state.status !== 'live') return;
    if (subscriptions.wanted() === 0) {
      quiet.touch();
      return;
    }
    become('stale', { code: 'FEED_NOTHING_HEARD', seconds: config.staleAfterMs / 1000 }, heardAt);
    endSilence = clock.after(redialAfter, endSilent);
  }

  /** Where the markets are as quiet after it, dialling more often would change nothing. */
  function endSilent(): void {
    const seconds = (config.staleAfterMs + redialAfter) / 1000;
    redialAfter = Math.min(redialAfter * 2, config.connectionLifeMs);
    socket?.close({ code: 'FEED_NOTHING_HEARD', seconds });
  }

  dial();
  return {
    state: () => state,
    wanted: () => subscriptions.wanted(),
    want(streams) {
      // The silence counts from when there is something to hear.
      if (subscriptions.wanted() === 0 && state.status === 'live') heard();
      subscriptions.want(streams);
    },
    drop: (streams) => subscriptions.drop(streams),
    renew: (streams) => subscriptions.renew(streams),
    close() {
      if (closed) return;
      closed = true;
      quiet.stop();
      endRedial?.();
      if (socket === undefined) become('offline', { code: 'FEED_CLOSED' });
      else socket.close({ code: 'FEED_CLOSED' });
    },
  };
}
