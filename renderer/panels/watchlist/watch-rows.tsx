import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { WatchRow, watchRowId } from '#renderer/panels/watchlist/watch-row.tsx';
import classes from '#renderer/panels/watchlist/watchlist.module.css';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useWatchedQuotes } from '#renderer/core/quote-watch-store.ts';
import { select, useSelectionStore } from '#renderer/desk/links/selection-store.ts';
import { type ContentWidths, useContentWidths } from '#renderer/grid/use-content-widths.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Room for a usual price, so that the columns do not grow with the first ticks. */
const usualWidth = 52;
const columns = ['Symbol', 'Last', 'Bid', 'Ask', 'Day'] as const;

type WatchRowsProps = {
  readonly instruments: readonly InstrumentInfo[];
  readonly watchedIds: readonly string[];
  readonly searching: boolean;
  readonly onToggle: (instrument: InstrumentInfo) => void;
  readonly empty: string;
};

/** Virtual rows: only the instruments in view are drawn, and only their quotes are asked for. */
export function WatchRows({ instruments, watchedIds, searching, onToggle, empty }: WatchRowsProps) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = usePreferencesStore((state) => state.density);
  const separators = usePreferencesStore((state) => state.separators);
  const content = useContentWidths(scroller, separators, usualWidth);
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
    // Alt with an arrow is a command of its own.
    if (offset === undefined || !isPlain(event.nativeEvent)) return;
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
      aria-label={say('watchlist.grid')}
      aria-rowcount={instruments.length + 1}
      aria-activedescendant={
        selected !== undefined && visible.includes(selected) ? watchRowId(selected) : undefined
      }
      tabIndex={0}
      onKeyDown={moveBy}
    >
      <div ref={scroller} className={classes['scroller']} style={columnsOf(content)}>
        <div role="rowgroup" className={classes['headGroup']}>
          <div className={classes['head']} role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <span key={column} role="columnheader" data-column={column}>
                <span data-content="" className={classes['content']}>
                  {say(`watchlist.column_${column}`)}
                </span>
              </span>
            ))}
          </div>
        </div>
        {instruments.length === 0 && <p className={classes['empty']}>{empty}</p>}
        <div role="rowgroup" className={classes['space']} style={{ height: virtual.getTotalSize() }}>
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

/** Each column as wide as its content, the symbol's with what is left over. */
function columnsOf(content: ContentWidths): CSSProperties & Record<'--columns', string> {
  const [symbol, ...prices] = columns.map((column) => `${content[column] ?? usualWidth}px`);
  const tracks = [`minmax(${symbol}, 1fr)`, ...prices];
  return { '--columns': tracks.join(' ') };
}
