import {
  AreaSeries,
  ColorType,
  type DeepPartial,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  type SeriesType,
  type TickMarkFormatter,
  type Time,
  type TimeChartOptions,
} from 'lightweight-charts';
import type { EquityPoint } from '#src/contract/portfolio.ts';
import { fromChartTime, toChartTime } from './chart-time.ts';
import { createTimeChart } from './time-axis.ts';
import type { ChartColours } from './use-chart-colours.ts';

export type EquityChart = ReturnType<typeof createEquityChart>;

/** Equity as an area, and what was paid in as a line: the gap between them is what trading made. */
export function createEquityChart(container: HTMLElement, onHover: (time: number | undefined) => void) {
  const chart = createTimeChart(container, {
    autoSize: true,
    layout: { attributionLogo: false, fontSize: 11 },
    timeScale: { fixLeftEdge: true, fixRightEdge: true },
    rightPriceScale: { scaleMargins: { top: 0.12, bottom: 0.06 }, entireTextOnly: true },
    handleScroll: false,
    handleScale: false,
  });
  const equity = chart.addSeries(AreaSeries, {
    lineWidth: 2,
    priceLineVisible: false,
    // The legend says it, and it would stand on the axis.
    lastValueVisible: false,
  });
  const deposited = chart.addSeries(LineSeries, {
    lineWidth: 1,
    lineStyle: LineStyle.Dashed,
    priceLineVisible: false,
    lastValueVisible: false,
    crosshairMarkerVisible: false,
  });
  // Nothing moves the curve but its data and its room: all of it is always in view.
  chart.timeScale().subscribeSizeChange(() => chart.timeScale().fitContent());
  chart.subscribeCrosshairMove(({ time }: { readonly time?: Time }) =>
    onHover(time === undefined ? undefined : fromChartTime(time)),
  );

  let shown: readonly EquityPoint[] = [];

  function setPoints(all: readonly EquityPoint[], breaks: readonly number[]): void {
    const points = all.filter(isFirstOfSecond);
    if (!onlyLastDiffers(shown, points)) return setAllPoints(points, breaks);
    const [last, next] = [shown.at(-1), points.at(-1)];
    if (last === undefined || next === undefined) return;
    const moved = movesPixel(equity, last.equity, next.equity);
    if (!moved && !movesPixel(deposited, last.deposited, next.deposited)) return;
    // It stays at the time where it was first drawn: at another one it would be a further point.
    const drawn = { ...next, time: last.time };
    shown = [...shown.slice(0, -1), drawn];
    equity.update(dataOf(drawn.time, drawn.equity));
    deposited.update(dataOf(drawn.time, drawn.deposited));
  }

  function setAllPoints(points: readonly EquityPoint[], breaks: readonly number[]): void {
    shown = points;
    equity.setData(
      points.map(({ time, equity: value }, at) =>
        isInterrupted('equity', points, at, breaks)
          ? { ...dataOf(time, value), lineColor: unseen, topColor: unseen, bottomColor: unseen }
          : dataOf(time, value),
      ),
    );
    deposited.setData(
      points.map(({ time, deposited: value }, at) =>
        isInterrupted('deposited', points, at, breaks)
          ? { ...dataOf(time, value), color: unseen }
          : dataOf(time, value),
      ),
    );
    chart.timeScale().fitContent();
  }

  function setTicks(tickMarkFormatter: TickMarkFormatter): void {
    const ticks: DeepPartial<TimeChartOptions> = { timeScale: { tickMarkFormatter } };
    chart.applyOptions(ticks);
  }

  return {
    setTicks,
    /** At rest only the last point moves, and the chart is drawn only where that can be seen. */
    setPoints,
    setFormat: (formatAmount: (amount: string) => string): void =>
      equity.applyOptions({
        priceFormat: {
          type: 'custom',
          formatter: (value: number) => formatAmount(value.toFixed(2)),
          minMove: 0.01,
        },
      }),
    setColours: (colours: ChartColours): void => {
      chart.applyOptions({
        layout: { background: { type: ColorType.Solid, color: colours.panel }, textColor: colours.dim },
        grid: { vertLines: { visible: false }, horzLines: { color: `${colours.line}80` } },
        rightPriceScale: { borderVisible: false },
        timeScale: { borderColor: colours.line },
        crosshair: { horzLine: { visible: false }, vertLine: { labelBackgroundColor: colours.line } },
      });
      equity.applyOptions({
        lineColor: colours.accent,
        topColor: `${colours.accent}40`,
        bottomColor: `${colours.accent}05`,
      });
      deposited.applyOptions({ color: colours.dim });
    },
    destroy: () => chart.remove(),
  };
}

/** The chart has room for one point a second. One is kept just before history is written: that one stays seen. */
function isFirstOfSecond({ time }: EquityPoint, at: number, points: readonly EquityPoint[]): boolean {
  const before = points[at - 1];
  return before === undefined || toChartTime(time) > toChartTime(before.time);
}

/** The points before the last are those of the record: the same objects until it is read again. */
export function onlyLastDiffers(held: readonly EquityPoint[], next: readonly EquityPoint[]): boolean {
  return (
    held.length === next.length &&
    held.length > 1 &&
    held.slice(0, -1).every((point, index) => point === next[index])
  );
}

function movesPixel(
  series: Pick<ISeriesApi<SeriesType>, 'priceToCoordinate'>,
  from: string | undefined,
  to: string | undefined,
): boolean {
  if (from === undefined || to === undefined) return from !== to;
  const [before, after] = [series.priceToCoordinate(Number(from)), series.priceToCoordinate(Number(to))];
  return before === null || after === null || Math.round(before) !== Math.round(after);
}

const unseen = 'transparent';

/**
 * Whether no line leads from a point to the next: its value is not known, or history was imported in between. The chart
 * draws a line over points without a value, in the colours of the point that it comes from.
 */
export function isInterrupted(
  figure: 'equity' | 'deposited',
  points: readonly EquityPoint[],
  at: number,
  breaks: readonly number[],
): boolean {
  const [from, to] = [points[at], points[at + 1]];
  if (from === undefined || to === undefined) return false;
  return to[figure] === undefined || breaks.some((time) => time >= from.time && time < to.time);
}

/** A point without a known value is a gap, not a zero. */
function dataOf(time: number, value: string | undefined) {
  return value === undefined
    ? { time: toChartTime(time) }
    : { time: toChartTime(time), value: Number(value) };
}
