import { SegmentedControl } from '@mantine/core';
import { z } from 'zod';
import { CandleView } from '#renderer/panels/chart/candle-view.tsx';
import { type Interval, intervals } from '#renderer/core/candles.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useWatchedQuotes } from '#renderer/core/quote-watch-store.ts';
import { useLinked, usePanelState } from '#renderer/desk/links/panel.tsx';
import { symbolOf } from '#renderer/format/symbol.ts';
import { StalePriceMark } from '#renderer/controls/stale-mark.tsx';
import classes from './chart.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const intervalSchema = z.enum(intervals);
const firstInterval: Interval = '1h';

export function ChartPanel() {
  const say = useSay();
  const { instrumentId } = useLinked();
  const instruments = useLiveStore((state) => state.instruments);
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  const interval = usePanelState('chart.interval', intervalSchema, firstInterval);
  useWatchedQuotes(instrumentId === undefined ? [] : [instrumentId]);

  if (instrumentId === undefined) {
    return (
      <div className={classes['message']}>
        <p>{say('chart.noSymbol')}</p>
      </div>
    );
  }
  return (
    <div className={classes['panel']}>
      <div className={classes['toolbar']}>
        <strong className={classes['symbol']}>{symbolOf(instrumentId, instruments)}</strong>
        <StalePriceMark instrumentId={instrumentId} />
        <SegmentedControl
          size="xs"
          aria-label={say('chart.interval')}
          value={interval.value}
          onChange={(value) => interval.set(intervalSchema.parse(value))}
          data={[...intervals]}
        />
        <a
          className={classes['attribution']}
          href="https://www.tradingview.com/"
          target="_blank"
          rel="noreferrer"
        >
          {say('chart.chartsBy')}
        </a>
      </div>
      <CandleView key={workspaceId} instrumentId={instrumentId} interval={interval.value} />
    </div>
  );
}
