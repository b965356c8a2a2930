import { useEffect, useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import { useClient } from '#renderer/client-context.tsx';
import type { Failure } from '#renderer/errors/explain.ts';
import {
  bucketOf,
  type ChartCandle,
  foldPrice,
  type Interval,
  intervalLength,
  mergeCandles,
} from '#renderer/panels/chart/candles.ts';
import type { Client } from '#src/transport/connect.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';

type CandleState = {
  readonly candles: readonly ChartCandle[];
  /** `stored` when the venue could not be asked. */
  readonly source: 'venue' | 'stored' | undefined;
  readonly loading: boolean;
  readonly failure: Failure | undefined;
  /** Nothing older is to be had. */
  readonly atStart: boolean;
};

export type CandleFeed = CandleState & { readonly loadOlder: () => void; readonly retry: () => void };

const perRequest = 500;

/** The candles of an instrument: the newest at first, older ones as they are asked for, the last one live. */
export function useCandles(instrumentId: string, interval: Interval): CandleFeed {
  const client = useClient();
  const generation = useLiveStore((state) => state.generation);
  const feed = useMemo(
    () => createCandleFeed(client, instrumentId, interval),
    [client, instrumentId, interval],
  );

  // A new snapshot means that the connection or the workspace is new: what was missed is fetched.
  useEffect(() => void feed.loadNewest(), [feed, generation]);
  useEffect(
    () =>
      useLiveStore.subscribe((state, before) => {
        const quote = state.quotes[instrumentId];
        if (quote?.last !== undefined && quote !== before.quotes[instrumentId])
          feed.price(quote.last, quote.time);
      }),
    [feed, instrumentId],
  );

  const state = useStore(feed.store);
  return { ...state, loadOlder: () => void feed.loadOlder(), retry: () => void feed.loadNewest() };
}

function createCandleFeed(client: Client, instrumentId: string, interval: Interval) {
  const length = intervalLength[interval];
  const store = createStore<CandleState>()(() => ({
    candles: [],
    source: undefined,
    loading: false,
    failure: undefined,
    atStart: false,
  }));

  /** How many came, or nothing when the call failed or another one is under way. */
  async function load(from: number, to: number): Promise<number | undefined> {
    if (store.getState().loading) return undefined;
    store.setState({ loading: true, failure: undefined });
    const answer = await client.call('market.candles', {
      instrumentId,
      interval,
      from: Math.max(from, 0),
      to,
    });
    if (!answer.ok) {
      store.setState({ loading: false, failure: answer.error });
      return undefined;
    }
    const { candles, source } = answer.value;
    const now = bucketOf(Date.now(), interval);
    const fetched = candles.map((candle) => ({ ...candle, forming: candle.openTime >= now }));
    store.setState((state) => ({ candles: mergeCandles(state.candles, fetched), source, loading: false }));
    return fetched.length;
  }

  async function loadNewest(): Promise<void> {
    const now = Date.now();
    await load(store.getState().candles.at(-1)?.openTime ?? now - perRequest * length, now);
  }

  async function loadOlder(): Promise<void> {
    const { candles, atStart } = store.getState();
    const first = candles[0];
    if (first === undefined || atStart) return;
    const count = await load(first.openTime - perRequest * length, first.openTime - 1);
    if (count === 0) store.setState({ atStart: true });
  }

  function price(last: string, time: number): void {
    const { candles } = store.getState();
    const newest = candles.at(-1);
    if (newest === undefined) return;
    const next = foldPrice(newest, last, time, interval);
    if (next === newest) return;
    const grown = next.openTime === newest.openTime;
    store.setState({ candles: grown ? [...candles.slice(0, -1), next] : [...candles, next] });
    // The one that just ended is fetched once more, for its volume.
    if (!grown) void load(newest.openTime, time);
  }

  return { store, loadNewest, loadOlder, price };
}
