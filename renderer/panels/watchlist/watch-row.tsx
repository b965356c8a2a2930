import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { DayChangeCell, LastCell, PriceCell } from '#renderer/panels/watchlist/quote-cells.tsx';
import classes from '#renderer/panels/watchlist/watchlist.module.css';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useStaleSince } from '#renderer/core/freshness-store.ts';
import { select } from '#renderer/desk/links/selection-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type WatchRowProps = {
  readonly instrument: InstrumentInfo;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly watched: boolean;
  readonly searching: boolean;
  readonly onToggle: (instrument: InstrumentInfo) => void;
};

/** By this the list says which row is the current one: it keeps the focus itself. */
export function watchRowId(instrumentId: string): string {
  return `watch-${instrumentId}`;
}

/** Kept as it is while the list scrolls or another row is selected; its cells follow the quotes. */
export const WatchRow = memo(function WatchRow(props: WatchRowProps) {
  const say = useSay();
  const { instrument, index, top, selected, watched, searching, onToggle } = props;
  const format = useFormat();
  const staleSince = useStaleSince(instrument.id);
  return (
    <div
      className={classes['row']}
      data-stale={staleSince !== undefined}
      title={
        staleSince === undefined
          ? undefined
          : say('connection.staleSince', { time: format.moment(staleSince) })
      }
      role="row"
      id={watchRowId(instrument.id)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ top }}
      tabIndex={-1}
      onClick={() => select(instrument.id)}
      onKeyDown={(event) => event.key === 'Enter' && isPlain(event.nativeEvent) && select(instrument.id)}
    >
      <span
        className={classes['symbol']}
        role="gridcell"
        data-column="Symbol"
        title={say('watchlist.symbolOn', { symbol: instrument.symbol, venue: instrument.venue })}
      >
        <span data-content="" className={classes['content']}>
          {instrument.symbol}
        </span>
        <UnstyledButton
          className={classes['toggle'] ?? ''}
          data-shown={searching}
          aria-label={say(watched ? 'watchlist.stopWatching' : 'watchlist.watch', {
            symbol: instrument.symbol,
          })}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(instrument);
          }}
        >
          {watched ? '×' : '+'}
        </UnstyledButton>
      </span>
      <LastCell instrument={instrument} />
      <PriceCell instrument={instrument} side="bid" />
      <PriceCell instrument={instrument} side="ask" />
      <DayChangeCell instrument={instrument} />
    </div>
  );
});
