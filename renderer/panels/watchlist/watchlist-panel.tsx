import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { defaultWatchlist, searchInstruments } from '#renderer/trading/search-instruments.ts';
import { WatchRows } from '#renderer/panels/watchlist/watch-rows.tsx';
import classes from '#renderer/panels/watchlist/watchlist.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { tradedInstruments, withoutTwins } from '#renderer/trading/offered-instruments.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import { select, useSelectionStore } from '#renderer/desk/links/selection-store.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { offerTakeBack, withdrawTakeBack } from '#renderer/controls/take-back.tsx';
import { FeedNotice } from './feed-notice.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

const listSchema = z.array(z.string()).nullable();
const searchInput = 'watchlist-search';

/** The instruments the trader watches; typing finds others to add. */
export function WatchlistPanel() {
  const say = useSay();
  const instruments = useLiveStore((state) => state.instruments);
  const accounts = useLiveStore((state) => state.accounts);
  const saved = useSavedState<z.infer<typeof listSchema>>('watchlist', listSchema, null);
  const [query, setQuery] = useState('');
  const all = useMemo(() => Object.values(instruments), [instruments]);
  const traded = useMemo(() => tradedInstruments(all, accounts), [all, accounts]);
  const standard = useMemo(() => defaultWatchlist(traded.length > 0 ? traded : all), [all, traded]);
  const ids = saved.value ?? standard;
  const watched = ids.map((id) => instruments[id]).filter((found) => found !== undefined);
  const found = useMemo(() => searchInstruments(withoutTwins(all, traded), query), [all, traded, query]);
  const shown = query.trim() === '' ? watched : found;

  const toggle = useLatest(({ id, symbol }: InstrumentInfo): void => {
    const note = `watch ${id}`;
    withdrawTakeBack(note);
    if (!ids.includes(id)) return watch(id, Infinity);
    let place = Infinity;
    saved.change((held) => {
      const list = held ?? standard;
      if (!list.includes(id)) return held;
      place = list.indexOf(id);
      return list.filter((other) => other !== id);
    });
    offerTakeBack(note, say('watchlist.notWatched', { symbol }), () => watch(id, place));
  });

  function watch(id: string, place: number): void {
    saved.change((held) => {
      const list = held ?? standard;
      return list.includes(id) ? held : list.toSpliced(place, 0, id);
    });
  }

  function step(offset: number): void {
    const selected = useSelectionStore.getState().instrumentId;
    const index = watched.findIndex((instrument) => instrument.id === selected);
    const next = watched[Math.min(Math.max(index + offset, 0), watched.length - 1)];
    if (next !== undefined) select(next.id);
  }

  useCommandHandlers({
    'market.find': () => document.getElementById(searchInput)?.focus(),
    'market.next': () => step(1),
    'market.previous': () => step(-1),
  });

  function chooseFirst(): void {
    const first = found[0];
    if (first === undefined) return;
    if (!ids.includes(first.id)) toggle(first);
    select(first.id);
    setQuery('');
  }

  return (
    <div className={classes['panel']}>
      <TextInput
        id={searchInput}
        className={classes['search'] ?? ''}
        aria-label={say('watchlist.find')}
        placeholder={say('watchlist.find')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!isPlain(event.nativeEvent)) return;
          if (event.key === 'Enter') chooseFirst();
          if (event.key === 'Escape') setQuery('');
        }}
      />
      <FeedNotice />
      <WatchRows
        instruments={shown}
        watchedIds={ids}
        searching={query.trim() !== ''}
        onToggle={toggle}
        empty={
          all.length === 0
            ? say('watchlist.noInstruments')
            : query.trim() === ''
              ? say('watchlist.nothingWatched')
              : say('watchlist.noneFound', { query: query.trim() })
        }
      />
    </div>
  );
}
