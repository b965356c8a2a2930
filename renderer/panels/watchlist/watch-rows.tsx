import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { WatchRow } from '#renderer/panels/watchlist/watch-row.tsx';
import classes from '#renderer/panels/watchlist/watchlist.module.css';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { useWatchedQuotes } from '#renderer/stores/quote-watch-store.ts';
import { select, useSelectionStore } from '#renderer/stores/selection-store.ts';

type WatchRowsProps = {
  readonly instruments: readonly InstrumentInfo[];
  readonly watchedIds: readonly string[];
  readonly searching: boolean;
  readonly onToggle: (instrument: InstrumentInfo) => void;
  readonly empty: string;
};

/** Virtual rows: only the instruments in view are drawn, and only their quotes are asked for. */
export function WatchRows({ instruments, watchedIds, searching, onToggle, empty }: WatchRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = usePreferencesStore((state) => state.density);
  const selected = useSelectionStore((state) => state.instrumentId);
  const watched = useMemo(() => new Set(watchedIds), [watchedIds]);
  const virtual = useVirtualizer({
    count: instruments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const rows = virtual.getVirtualItems();
  const visible = rows.map((row) => instruments[row.index]?.id).filter((id) => id !== undefined);
  useWatchedQuotes('watchlist', visible);
  useWatchedQuotes('selection', selected === undefined ? [] : [selected]);

  function moveBy(event: KeyboardEvent): void {
    const offset = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (offset === undefined) return;
    event.preventDefault();
    const index = instruments.findIndex((instrument) => instrument.id === selected);
    const next = Math.min(Math.max(index + offset, 0), instruments.length - 1);
    const instrument = instruments[next];
    if (instrument === undefined) return;
    select(instrument.id);
    virtual.scrollToIndex(next);
  }

  return (
    <div
      className={classes['table']}
      role="grid"
      aria-label="Watched instruments"
      aria-rowcount={instruments.length + 1}
      tabIndex={0}
      onKeyDown={moveBy}
    >
      <div className={classes['head']} role="row" aria-rowindex={1}>
        <span role="columnheader">Symbol</span>
        <span role="columnheader">Last</span>
        <span role="columnheader">Bid</span>
        <span role="columnheader">Ask</span>
        <span role="columnheader">Day</span>
      </div>
      <div ref={scroller} className={classes['scroller']} role="rowgroup">
        {instruments.length === 0 && <p className={classes['empty']}>{empty}</p>}
        <div className={classes['space']} style={{ height: virtual.getTotalSize() }}>
          {rows.map((row) => {
            const instrument = instruments[row.index];
            return (
              instrument !== undefined && (
                <WatchRow
                  key={instrument.id}
                  instrument={instrument}
                  index={row.index}
                  top={row.start}
                  selected={instrument.id === selected}
                  watched={watched.has(instrument.id)}
                  searching={searching}
                  onToggle={onToggle}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
