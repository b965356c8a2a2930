import { useStore } from 'zustand';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { ChartLegend } from '#renderer/panels/chart/chart-legend.tsx';
import type { CandleFeed } from '#renderer/core/use-candles.ts';

/** Of the candle under the crosshair, or of the newest one: all of the chart that a quote renders. */
export function CandleLegend({
  feed,
  hovered,
  formatTime,
  instrument,
}: {
  readonly feed: CandleFeed;
  readonly hovered: number | undefined;
  readonly formatTime: (openTime: number) => string;
  readonly instrument: InstrumentInfo | undefined;
}) {
  const candle = useStore(
    feed.store,
    ({ candles }) => candles.find(({ openTime }) => openTime === hovered) ?? candles.at(-1),
  );
  if (candle === undefined) return null;
  return <ChartLegend candle={candle} time={formatTime(candle.openTime)} instrument={instrument} />;
}
