import type { QuoteInfo } from '#src/contract/market.ts';
import type { Client } from '#src/transport/connect.ts';
import { beat } from './beat.ts';
import { useLiveStore } from './live-store.ts';
import { applyQuotes } from './quotes.ts';
import { useQuoteWatchStore } from './quote-watch-store.ts';

export type QuoteSync = {
  /** Begins anew for another workspace, or with `active` false only ends what was. */
  readonly restart: (active: boolean) => void;
  readonly stop: () => void;
};

/**
 * Keeps a subscription to each instrument that a panel watches: what comes into view is begun, what leaves it is ended,
 * and what stays is not touched. Quotes of one moment come into the store together.
 */
export function startQuoteSync(client: Client, schedule: (run: () => void) => void): QuoteSync {
  let active = false;
  const subscriptions = new Map<string, () => void>();
  let waiting: QuoteInfo[] = [];

  function update(): void {
    const watched = active ? Object.values(useQuoteWatchStore.getState()).flat() : [];
    const wanted = new Set(watched);
    for (const id of wanted) {
      if (subscriptions.has(id)) continue;
      subscriptions.set(id, client.subscribe('quotes', { instrumentIds: [id] }, receive));
    }
    for (const [id, end] of subscriptions) {
      if (wanted.has(id)) continue;
      end();
      subscriptions.delete(id);
    }
  }

  function receive(quotes: readonly QuoteInfo[]): void {
    waiting.push(...quotes);
    if (waiting.length === quotes.length) schedule(flush);
  }

  function flush(): void {
    const quotes = waiting;
    waiting = [];
    beat(() => {
      if (active) useLiveStore.setState((state) => applyQuotes(state, quotes));
    });
  }

  function restart(nextActive: boolean): void {
    active = false;
    update();
    active = nextActive;
    update();
  }

  const unsubscribe = useQuoteWatchStore.subscribe(update);
  return {
    restart,
    stop: () => {
      unsubscribe();
      restart(false);
    },
  };
}
