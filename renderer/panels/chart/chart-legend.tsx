import type { InstrumentInfo } from '#src/contract/market.ts';
import { changeShare } from '#renderer/format/number.ts';
import { arrowOf, directionOf } from '#renderer/format/money.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { ChartCandle } from '#renderer/core/candles.ts';
import classes from './chart.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

/** The exact values of the candle under the crosshair, or of the newest one. */
export function ChartLegend({
  candle,
  time,
  instrument,
}: {
  readonly candle: ChartCandle;
  /** When it opened, as the chart's axis has it. */
  readonly time: string;
  readonly instrument: InstrumentInfo | undefined;
}) {
  const say = useSay();
  const format = useFormat();
  const change = changeShare(candle.close, candle.open);
  const direction = directionOf(change);
  const values = [
    ['open', format.price(candle.open, instrument)],
    ['high', format.price(candle.high, instrument)],
    ['low', format.price(candle.low, instrument)],
    ['close', format.price(candle.close, instrument)],
  ] as const;
  return (
    <p className={`${classes['legend']} td-number`} aria-label={say('chart.candle')}>
      <span className={classes['dim']}>{time}</span>
      {values.map(([name, value]) => (
        <span key={name}>
          <span className={classes['dim']}>{say(`chart.${name}`)}</span> {value}
        </span>
      ))}
      <span className={`td-${direction}`}>
        {arrowOf(direction)} {format.signedPercent(change)}
      </span>
      <span title={candle.forming ? say('chart.forming') : undefined}>
        <span className={classes['dim']}>{say('chart.volume')}</span> {candle.forming ? '≥ ' : ''}
        {format.volume(candle.volume, instrument)}
      </span>
    </p>
  );
}
