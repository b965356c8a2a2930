import { Menu, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { defaultWatchlist, searchInstruments } from '#renderer/trading/search-instruments.ts';
import classes from '#renderer/panels/watchlist/watchlist.module.css';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { tradedInstruments, withoutTwins } from '#renderer/trading/offered-instruments.ts';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { useFollow, useLinked, usePanelState, usePlace } from '#renderer/desk/links/panel.tsx';
import { usePanelCommands } from '#renderer/desk/links/use-panel-commands.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { offerTakeBack, withdrawTakeBack } from '#renderer/controls/take-back.tsx';
import { useWatchedQuotes } from '#renderer/core/quote-watch-store.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { gridViewSchema, initialView, withMoved } from '#renderer/grid/grid-view.ts';
import { FeedNotice } from './feed-notice.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { ListChoice } from './list-choice.tsx';
import { useWatchRows } from './use-watch-rows.ts';
import { dragType, quoteColumns, watchColumns, watchRowId, watchRowName } from './watch-columns.tsx';
import {
  initialLists,
  shownList,
  watchListsSchema,
  withIds,
  withListAt,
  withName,
  withNewList,
  withoutList,
} from './watch-lists.ts';

/** The list's own order is that of no column. */
const ownOrder = initialView({ id: 'place', descending: false });
const mostQuotes = 200;

/** The instruments the trader watches; typing finds others to add. */
export function WatchlistPanel() {
  const say = useSay();
  const instruments = useLiveStore((state) => state.instruments);
  const accounts = useLiveStore((state) => state.accounts);
  const here = usePlace();
  const saved = usePanelState('watchlist', watchListsSchema, initialLists);
  const { sort, filters } = usePanelState('grid.watchlist', gridViewSchema, ownOrder).value;
  const [inView, setInView] = useState<readonly string[]>([]);
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const { instrumentId: selected } = useLinked();
  const follow = useFollow();
  const all = useMemo(() => Object.values(instruments), [instruments]);
  const traded = useMemo(() => tradedInstruments(all, accounts), [all, accounts]);
  const standard = useMemo(() => defaultWatchlist(traded.length > 0 ? traded : all), [all, traded]);
  const list = shownList(saved.value);
  const ids = list.ids ?? standard;
  const watched = useMemo(
    () => ids.map((id) => instruments[id]).filter((found) => found !== undefined),
    [ids, instruments],
  );
  const found = useMemo(() => searchInstruments(withoutTwins(all, traded), query), [all, traded, query]);
  const searching = query.trim() !== '';
  const isOwnOrder = sort.id === ownOrder.sort.id;
  const isByQuote = quoteColumns.has(sort.id) || [...quoteColumns].some((id) => (filters[id] ?? '') !== '');
  const rows = useWatchRows(searching ? found : watched, isByQuote && !searching);
  // What quotes sort needs those of all.
  useWatchedQuotes(isByQuote && !searching ? ids.slice(0, mostQuotes) : inView);
  useWatchedQuotes(selected === undefined ? [] : [selected]);

  const toggle = useLatest(({ id, symbol }: InstrumentInfo): void => {
    const note = `watch ${id}`;
    withdrawTakeBack(note);
    if (!ids.includes(id)) return watch(id, Infinity);
    let place = Infinity;
    change((held) => {
      if (!held.includes(id)) return held;
      place = held.indexOf(id);
      return held.filter((other) => other !== id);
    });
    offerTakeBack(note, say('watchlist.notWatched', { symbol }), () => watch(id, place));
  });
  const columns = useMemo(
    () => watchColumns({ watchedIds: new Set(ids), searching, toggle, say }),
    [ids, searching, toggle, say],
  );

  /** What the list holds, the standard one written out once it is changed. */
  function change(make: (ids: readonly string[]) => readonly string[]): void {
    saved.change((held) => withIds(held, list.id, (own) => make(own ?? standard)));
  }

  function watch(id: string, place: number): void {
    change((held) => (held.includes(id) ? held : held.toSpliced(place, 0, id)));
  }

  function move(id: string, target: string | undefined): void {
    if (target !== undefined) change((held) => withMoved(held, id, target));
  }

  /** By places among the instruments that are there. */
  function moveBy(id: string | undefined, offset: number): void {
    if (id === undefined || !isOwnOrder) return;
    change((held) => {
      const there = held.filter((other) => instruments[other] !== undefined);
      const target = there[there.indexOf(id) + offset];
      return target === undefined || !there.includes(id) ? held : withMoved(held, id, target);
    });
  }

  function emptyWords(): string {
    if (all.length === 0) return say('watchlist.noInstruments');
    return searching ? say('watchlist.noneFound', { query: query.trim() }) : say('watchlist.nothingWatched');
  }

  function removeList(id: string): void {
    const place = saved.value.lists.findIndex((one) => one.id === id);
    const gone = saved.value.lists[place];
    saved.change((held) => withoutList(held, id));
    if (gone === undefined) return;
    const note = `list ${id}`;
    offerTakeBack(note, say('watchlist.listRemoved', { name: gone.name }), () =>
      saved.change((held) => withListAt(held, gone, place)),
    );
  }

  function step(offset: number): void {
    const index = watched.findIndex((instrument) => instrument.id === selected);
    const next = watched[Math.min(Math.max(index + offset, 0), watched.length - 1)];
    if (next !== undefined) follow({ instrumentId: next.id });
  }

  usePanelCommands({
    'market.find': () => search.current?.focus(),
    'market.next': () => step(1),
    'market.previous': () => step(-1),
    'market.moveUp': () => moveBy(selected, -1),
    'market.moveDown': () => moveBy(selected, 1),
  });

  function chooseFirst(): void {
    const first = found[0];
    if (first === undefined) return;
    if (!ids.includes(first.id)) toggle(first);
    follow({ instrumentId: first.id });
    setQuery('');
  }

  return (
    <div className={classes['panel']}>
      <TextInput
        ref={search}
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
      <div
        className={classes['table']}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(dragType) && isOwnOrder) event.preventDefault();
        }}
        onDrop={(event) => {
          const row = event.target instanceof Element && event.target.closest<HTMLElement>('[data-row]');
          if (row) move(event.dataTransfer.getData(dragType), row.dataset['row']);
        }}
      >
        <DataGrid
          key={searching ? 'found' : list.id}
          name={say(searching ? 'watchlist.found' : 'watchlist.grid')}
          viewKey={panelKey(here, searching ? 'watchlist-found' : 'watchlist')}
          initialView={ownOrder}
          columns={columns}
          idOf={watchRowId}
          nameOf={watchRowName}
          source={{ kind: 'local', rows, loading: false }}
          followedId={selected}
          onView={setInView}
          onFollow={({ instrument }) => follow({ instrumentId: instrument.id })}
          onOpen={({ instrument }) => follow({ instrumentId: instrument.id })}
          onDelete={({ instrument }) => {
            if (ids.includes(instrument.id)) toggle(instrument);
          }}
          empty={<p>{emptyWords()}</p>}
          toolbar={
            <ListChoice
              lists={saved.value}
              onShow={(id) => saved.change((held) => ({ ...held, shown: id }))}
              onAdd={(name, byKey) => {
                saved.change((held) => withNewList(held, crypto.randomUUID(), name));
                // A new list is empty: what comes next is what it watches.
                if (byKey) search.current?.focus();
              }}
              onRename={(id, name) => saved.change((held) => withName(held, id, name))}
              onRemove={removeList}
            />
          }
          renderMenu={({ instrument }) => (
            <>
              <Menu.Item
                rightSection={<KeyName of="table.open" />}
                onClick={() => follow({ instrumentId: instrument.id })}
              >
                {say('position.symbolInPanels')}
              </Menu.Item>
              <Menu.Item
                disabled={!isOwnOrder || searching || watched[0] === instrument}
                onClick={() => moveBy(instrument.id, -1)}
              >
                {say('watchlist.moveUp')}
              </Menu.Item>
              <Menu.Item
                disabled={!isOwnOrder || searching || watched.at(-1) === instrument}
                onClick={() => moveBy(instrument.id, 1)}
              >
                {say('watchlist.moveDown')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                rightSection={ids.includes(instrument.id) ? <KeyName of="table.remove" /> : undefined}
                onClick={() => toggle(instrument)}
              >
                {say(ids.includes(instrument.id) ? 'watchlist.stopWatching' : 'watchlist.watch', {
                  symbol: instrument.symbol,
                })}
              </Menu.Item>
            </>
          )}
        />
      </div>
    </div>
  );
}
