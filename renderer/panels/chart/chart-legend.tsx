import type { InstrumentInfo } from '#src/contract/market.ts';
import { changeShare } from '#renderer/format/number.ts';
import { arrowOf, directionOf } from '#renderer/format/money.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import type { ChartCandle } from '#renderer/core/candles.ts';
import classes from './chart.module.css';

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
  const format = useFormat();
  const change = changeShare(candle.close, candle.open);
  const direction = directionOf(change);
  const values = [
    ['O', format.price(candle.open, instrument)],
    ['H', format.price(candle.high, instrument)],
    ['L', format.price(candle.low, instrument)],
    ['C', format.price(candle.close, instrument)],
  ] as const;
  return (
    <p className={`${classes['legend']} td-number`} aria-label="Candle">
      <span className={classes['dim']}>{time}</span>
      {values.map(([name, value]) => (
        <span key={name}>
          <span className={classes['dim']}>{name}</span> {value}
        </span>
      ))}
      <span className={`td-${direction}`}>
        {arrowOf(direction)} {format.signedPercent(change)}
      </span>
      <span
        title={candle.forming ? 'The candle is not over: at least this much was traded in it' : undefined}
      >
        <span className={classes['dim']}>Vol</span> {candle.forming ? '≥ ' : ''}
        {format.volume(candle.volume, instrument)}
      </span>
    </p>
  );
}
