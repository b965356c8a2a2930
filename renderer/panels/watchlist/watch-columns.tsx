import { UnstyledButton } from '@mantine/core';
import type { InstrumentInfo, QuoteInfo } from '#src/contract/market.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { StalePrice } from '#renderer/controls/stale-mark.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { changeShare } from '#renderer/format/number.ts';
import type { GridColumn } from '#renderer/grid/column.ts';
import type { Say } from '#renderer/words/say.ts';
import { DayChangeCell, LastCell, PriceCell } from './quote-cells.tsx';
import classes from './watchlist.module.css';

/** `quote` where the rows are sorted or filtered by it; otherwise the cells alone follow the quotes. */
export type WatchRow = { readonly instrument: InstrumentInfo; readonly quote: QuoteInfo | undefined };

type WatchColumnNeeds = {
  readonly watchedIds: ReadonlySet<string>;
  readonly searching: boolean;
  readonly toggle: (instrument: InstrumentInfo) => void;
  readonly say: Say;
};

/** Room for a usual price, and for a usual change, so that the columns do not grow with the first ticks. */
const usualWidth = 62;
const usualShareWidth = 55;
/** What the text of a drag is called that holds an instrument's id. */
export const dragType = 'application/x-tapedeck-instrument';
/** Those whose values change with each quote. */
export const quoteColumns: ReadonlySet<string> = new Set(['last', 'bid', 'ask', 'day']);

export function watchRowId({ instrument }: WatchRow): string {
  return instrument.id;
}

export function watchRowName({ instrument }: WatchRow): string {
  return instrument.symbol;
}

function quoteOf({ instrument, quote }: WatchRow): QuoteInfo | undefined {
  return quote ?? useLiveStore.getState().quotes[instrument.id];
}

/** Since the previous close, in percent as it is shown. */
function dayChange(row: WatchRow): string | undefined {
  const quote = quoteOf(row);
  const share = changeShare(quote?.last, quote?.previousClose);
  return share === undefined ? undefined : Decimal.from(share).times(Decimal.fromInteger(100)).toString();
}

export function watchColumns(needs: WatchColumnNeeds): GridColumn<WatchRow>[] {
  const { say } = needs;
  return [
    {
      id: 'symbol',
      header: say('column.symbol'),
      kind: 'text',
      width: usualWidth,
      grows: true,
      value: watchRowName,
      cell: ({ instrument }) => <SymbolCell instrument={instrument} {...needs} />,
    },
    {
      id: 'last',
      header: say('column.last'),
      kind: 'number',
      width: usualWidth,
      value: (row) => quoteOf(row)?.last,
      cell: ({ instrument }) => (
        <StalePrice instrumentId={instrument.id}>
          <LastCell instrument={instrument} />
        </StalePrice>
      ),
    },
    priceColumn('bid', say('column.bid')),
    priceColumn('ask', say('column.ask')),
    {
      id: 'day',
      header: say('column.day'),
      kind: 'number',
      width: usualShareWidth,
      value: dayChange,
      cell: ({ instrument }) => (
        <StalePrice instrumentId={instrument.id}>
          <DayChangeCell instrument={instrument} />
        </StalePrice>
      ),
    },
    {
      id: 'venue',
      header: say('watchlist.venue'),
      kind: 'text',
      width: 80,
      offByDefault: true,
      value: ({ instrument }) => instrument.venue,
      cell: ({ instrument }) => instrument.venue,
    },
  ];
}

function priceColumn(side: 'bid' | 'ask', header: string): GridColumn<WatchRow> {
  return {
    id: side,
    header,
    kind: 'number',
    width: usualWidth,
    value: (row) => quoteOf(row)?.[side],
    cell: ({ instrument }) => (
      <StalePrice instrumentId={instrument.id}>
        <PriceCell instrument={instrument} side={side} />
      </StalePrice>
    ),
  };
}

function SymbolCell({
  instrument,
  watchedIds,
  searching,
  toggle,
  say,
}: WatchColumnNeeds & { readonly instrument: InstrumentInfo }) {
  const watched = watchedIds.has(instrument.id);
  return (
    <span
      className={classes['symbol']}
      title={say('watchlist.symbolOn', { symbol: instrument.symbol, venue: instrument.venue })}
    >
      <span
        data-content=""
        draggable={!searching}
        onDragStart={(event) => event.dataTransfer.setData(dragType, instrument.id)}
      >
        {instrument.symbol}
      </span>
      <UnstyledButton
        className={classes['toggle'] ?? ''}
        data-shown={searching}
        tabIndex={-1}
        aria-label={say(watched ? 'watchlist.stopWatching' : 'watchlist.watch', {
          symbol: instrument.symbol,
        })}
        onClick={(event) => {
          event.stopPropagation();
          toggle(instrument);
        }}
      >
        {watched ? '×' : '+'}
      </UnstyledButton>
    </span>
  );
}
