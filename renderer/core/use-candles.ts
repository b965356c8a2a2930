import { run } from './run.ts';
import { useEffect, useMemo } from 'react';
import { createStore } from 'zustand';
import { useClient } from './client-context.tsx';
import type { AskingTrouble } from '#src/domain/feed-reason.ts';
import type { Failure } from './failure.ts';
import {
  bucketOf,
  type ChartCandle,
  type Interval,
  intervalLength,
  mergeCandles,
  withoutFuture,
  withTraded,
} from './candles.ts';
import type { CallOutput } from '#src/contract/contract.ts';
import { mostCandles, type CandleInfo } from '#src/contract/market.ts';
import type { Client } from '#src/transport/connect.ts';
import { onBeat } from './beat.ts';
import { type LiveState, useLiveStore } from './live-store.ts';

type CandleState = {
  readonly candles: readonly ChartCandle[];
  /** `stored` when the venue could not be asked. */
  readonly source: 'venue' | 'stored' | undefined;
  /** Why it could not, where that passes by itself. */
  readonly asking: AskingTrouble | undefined;
  readonly loading: boolean;
  readonly failure: Failure | undefined;
  /** Nothing older is to be had. */
  readonly atStart: boolean;
};

export type CandleFeed = ReturnType<typeof createCandleFeed>;

const perRequest = 500;
/** Milliseconds between two pictures of the candle that forms, with the trades of every other beat: its numbers can just be read. */
const showEvery = 400;
/** Milliseconds until candles that could not be fetched are asked for again, while prices come. */
const retryAfter = 3000;
const mostFeeds = 12;

const seriesOfClient = new WeakMap<Client, Map<string, CandleFeed>>();

/** Whoever comes back to an instrument finds what was fetched of it; of many, those looked at last are kept. */
function feedOf(client: Client, workspaceId: string, instrumentId: string, interval: Interval): CandleFeed {
  const held = seriesOfClient.get(client) ?? new Map<string, CandleFeed>();
  seriesOfClient.set(client, held);
  const key = [workspaceId, instrumentId, interval].join(' ');
  const feed = held.get(key) ?? createCandleFeed(client, instrumentId, interval);
  held.delete(key);
  held.set(key, feed);
  const [oldest] = held.keys();
  if (held.size > mostFeeds && oldest !== undefined) held.delete(oldest);
  return feed;
}

/** The candles of an instrument: the newest at first, older ones as they are asked for, the last one as it is traded. */
export function useCandles(instrumentId: string, interval: Interval): CandleFeed {
  const client = useClient();
  const generation = useLiveStore((state) => state.generation);
  const workspaceId = useLiveStore((state) => state.workspace?.id) ?? '';
  const feed = useMemo(
    () => feedOf(client, workspaceId, instrumentId, interval),
    [client, workspaceId, instrumentId, interval],
  );

  // A new snapshot means that the connection or the workspace is new: what was missed is fetched.
  useEffect(() => run(feed.loadNewest()), [feed, generation]);
  useEffect(() => feed.follow(), [feed, generation]);
  // What was traded while the venue was not heard is in its candles alone.
  useEffect(
    () =>
      useLiveStore.subscribe((state, before) => {
        const [now, then] = [isAskable(state, instrumentId), isAskable(before, instrumentId)];
        if (now === true && then === false) run(feed.loadNewest());
      }),
    [feed, instrumentId],
  );
  return feed;
}

/** Whether its candles can be asked for; undefined where the venue's feed is not known. */
function isAskable({ instruments, feeds }: LiveState, instrumentId: string): boolean | undefined {
  const feed = feeds.find(({ venue }) => venue === instruments[instrumentId]?.venue);
  return feed && feed.status === 'live' && feed.asking === undefined;
}

function createCandleFeed(client: Client, instrumentId: string, interval: Interval) {
  const length = intervalLength[interval];
  const store = createStore<CandleState>()(() => ({
    candles: [],
    source: undefined,
    asking: undefined,
    loading: false,
    failure: undefined,
    atStart: false,
  }));
  /** With the trades that are not shown yet. */
  let unshown: readonly ChartCandle[] | undefined;
  let shownAt = -Infinity;
  /** When the newest candle begins that the venue gave. */
  let reached: number | undefined;
  /** The newest could not be fetched last time, from the venue. */
  let missed = false;
  let triedAt = -Infinity;
  /** The newest candle as trades made it: what was fetched at the same time may not know the last of them. */
  let traded: CandleInfo | undefined;
  let followers = 0;
  let endFollowing: (() => void) | undefined;

  function held(): readonly ChartCandle[] {
    return unshown ?? store.getState().candles;
  }

  function show(): void {
    if (unshown !== undefined) store.setState({ candles: unshown });
    unshown = undefined;
    shownAt = performance.now();
  }

  function showWhenDue(): void {
    if (unshown === undefined) return;
    if (performance.now() - shownAt >= showEvery) show();
    else onBeat(showWhenDue);
  }

  /** What came, or nothing when the call failed or another one is under way. */
  async function load(from: number, to: number): Promise<CallOutput<'market.candles'> | undefined> {
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
    const { candles, source, asking } = answer.value;
    const now = bucketOf(Date.now(), interval);
    const fetched = candles.map((candle) => ({ ...candle, forming: candle.openTime >= now }));
    const merged = mergeCandles(held(), fetched);
    unshown = traded !== undefined && traded.openTime >= now ? withTraded(merged, traded) : merged;
    show();
    store.setState({ source, asking, loading: false });
    return answer.value;
  }

  /** From the newest that the venue gave: what prices made here since may lie behind a gap. */
  async function loadNewest(to = Date.now()): Promise<void> {
    triedAt = performance.now();
    // After a long absence the chart begins anew: what lies between is more than one request may ask for.
    if (reached !== undefined && to - reached > mostCandles * length) {
      unshown = [];
      reached = undefined;
    }
    const fetched = await load(reached ?? to - perRequest * length, to);
    missed = fetched?.source !== 'venue';
    if (!missed) reached = fetched?.candles.at(-1)?.openTime ?? reached;
  }

  async function loadOlder(): Promise<void> {
    const { candles, atStart } = store.getState();
    const first = candles[0];
    if (first === undefined || atStart) return;
    const older = await load(first.openTime - perRequest * length, first.openTime - 1);
    // Where the venue could not be asked, it may have some.
    if (older?.source === 'venue' && older.candles.length === 0) store.setState({ atStart: true });
  }

  /** One that ended comes with the one that began. */
  function onTraded(candles: readonly CandleInfo[]): void {
    traded = candles.at(-1);
    if (traded === undefined) return;
    const now = Math.max(traded.openTime, Date.now());
    const before = withoutFuture(held(), now);
    if (before !== held()) {
      unshown = before;
      reached = undefined;
      missed = true;
      triedAt = -Infinity;
    }
    if (missed && performance.now() - triedAt >= retryAfter) run(loadNewest(now));
    // Where nothing is known yet, the first answer is put together with these.
    if (before.length === 0 && store.getState().source === undefined) return;
    unshown = candles.reduce(withTraded, before);
    showWhenDue();
    const newest = before.at(-1);
    // The one that just ended is fetched once more, for its volume.
    if (newest !== undefined && traded.openTime > newest.openTime) run(loadNewest(now));
  }

  /** Hears what is traded, for each chart that shows it. Called again, as with another connection, it begins anew. */
  function follow(): () => void {
    followers += 1;
    endFollowing?.();
    endFollowing = client.subscribe('candles', { instrumentId, interval }, onTraded);
    return () => {
      followers -= 1;
      if (followers === 0) endFollowing?.();
    };
  }

  return { store, loadNewest, loadOlder, follow };
}
