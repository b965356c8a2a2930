import { dateOrderIn } from '#renderer/format/format.ts';
import { useEffect, useRef, useState } from 'react';
import type { EquityPoint } from '#src/contract/portfolio.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { toChartTime, fromChartTime, tickText } from '#renderer/charts/chart-time.ts';
import { useChartColours } from '#renderer/charts/use-chart-colours.ts';
import { createEquityChart, type EquityChart } from '#renderer/charts/equity-chart.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import classes from './portfolio.module.css';
import { useLocale, useSay } from '#renderer/controls/use-say.ts';

export function EquityCurve({
  points,
  breaks,
  currency,
}: {
  readonly points: readonly EquityPoint[];
  readonly breaks: readonly number[];
  readonly currency: string;
}) {
  const say = useSay();
  const format = useFormat();
  const colours = useChartColours();
  const zone = usePreferencesStore((state) => state.timeZone);
  const order = dateOrderIn(useLocale());
  const [hovered, setHovered] = useState<number>();
  const [chart, setChart] = useState<EquityChart>();
  const container = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (container.current === null) return undefined;
    const created = createEquityChart(container.current, setHovered);
    setChart(created);
    return () => {
      setChart(undefined);
      created.destroy();
    };
  }, []);
  useEffect(() => chart?.setTicks((time, kind) => tickText(time, kind, zone, order)), [chart, zone, order]);
  useEffect(() => chart?.setColours(colours), [chart, colours]);
  useEffect(() => chart?.setFormat((amount) => format.amount(amount, currency)), [chart, format, currency]);
  useEffect(() => chart?.setPoints(points, breaks), [chart, points, breaks]);

  const shown = points.find((point) => fromChartTime(toChartTime(point.time)) === hovered) ?? points.at(-1);
  return (
    <div className={classes['curve']}>
      {shown !== undefined && (
        <p className={`${classes['legend']} td-number`}>
          <span className={classes['dim']}>{format.date(shown.time)}</span>
          <span>{say('portfolio.equityAt', { amount: format.money(shown.equity, currency) })}</span>
          {shown.deposited !== undefined && (
            <span className={classes['dim']}>
              {say('portfolio.depositedAt', { amount: format.money(shown.deposited, currency) })}
            </span>
          )}
        </p>
      )}
      <div ref={container} role="img" aria-label={say('portfolio.curve')} className={classes['canvas']} />
      {points.every(({ equity }) => equity === undefined) && (
        <p className={classes['nothing']}>{say('portfolio.noEquity')}</p>
      )}
    </div>
  );
}
