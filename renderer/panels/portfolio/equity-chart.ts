import {
  AreaSeries,
  ColorType,
  createChart,
  LineSeries,
  LineStyle,
  type TickMarkFormatter,
  type TickMarkType,
  type Time,
} from 'lightweight-charts';
import type { EquityPoint } from '#src/contract/portfolio.ts';
import { fromChartTime, toChartTime } from '#renderer/panels/chart/chart-time.ts';
import type { ChartColours } from '#renderer/panels/chart/use-chart-colours.ts';

export type EquityChart = ReturnType<typeof createEquityChart>;

/** Equity as an area, and what was paid in as a line: the gap between them is what trading made. */
export function createEquityChart(
  container: HTMLElement,
  formatTick: TickMarkFormatter,
  onHover: (time: number | undefined) => void,
) {
  const chart = createChart(container, {
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
  chart.subscribeCrosshairMove(({ time }: { readonly time?: Time }) =>
    onHover(time === undefined ? undefined : fromChartTime(time)),
  );

  return {
    setPoints: (points: readonly EquityPoint[]): void => {
      equity.setData(points.map((point) => dataOf(point.time, point.equity)));
      deposited.setData(points.map((point) => dataOf(point.time, point.deposited)));
      const labelled = firstLabelled(points);
      chart.applyOptions({
        timeScale: {
          tickMarkFormatter: (time: Time, kind: TickMarkType, locale: string) =>
            fromChartTime(time) < labelled ? '' : formatTick(time, kind, locale),
        },
      });
      chart.timeScale().fitContent();
    },
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

/** A label is centred under its point: one at the very edge would be cut in half. */
const edgeShare = 0.1;

function firstLabelled(points: readonly EquityPoint[]): number {
  const first = points[0]?.time ?? 0;
  return first + edgeShare * ((points.at(-1)?.time ?? first) - first);
}

/** A point without a known value is a gap, not a zero. */
function dataOf(time: number, value: string | undefined) {
  return value === undefined
    ? { time: toChartTime(time) }
    : { time: toChartTime(time), value: Number(value) };
}
