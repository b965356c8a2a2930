import type { Client } from '#src/transport/connect.ts';
import { applyQuotes, useLiveStore } from '#renderer/stores/live-store.ts';
import { useQuoteWatchStore } from '#renderer/stores/quote-watch-store.ts';

/** The contract takes so many instruments in one subscription. */
const largestSubscription = 200;

export type QuoteSync = {
  /** Begins anew for another workspace, or with `active` false only ends what was. */
  readonly restart: (active: boolean) => void;
  readonly stop: () => void;
};

/** Keeps subscriptions to the union of what the panels watch. */
export function startQuoteSync(client: Client): QuoteSync {
  let active = false;
  /** By the ids it names: a chunk that stays as it was keeps its subscription. */
  let subscriptions = new Map<string, () => void>();

  function update(): void {
    const watched = [...new Set(Object.values(useQuoteWatchStore.getState()).flat())].toSorted();
    const wanted = active ? chunksOf(watched, largestSubscription) : [];
    const next = new Map<string, () => void>();
    for (const instrumentIds of wanted) {
      const key = instrumentIds.join('\n');
      const held = subscriptions.get(key);
      next.set(key, held ?? client.subscribe('quotes', { instrumentIds }, receiveQuotes));
    }
    for (const [key, end] of subscriptions) if (!next.has(key)) end();
    subscriptions = next;
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

function receiveQuotes(batch: Parameters<typeof applyQuotes>[1]): void {
  useLiveStore.setState((state) => applyQuotes(state, batch));
}

function chunksOf(ids: readonly string[], size: number): string[][] {
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += size) chunks.push(ids.slice(start, start + size));
  return chunks;
}
