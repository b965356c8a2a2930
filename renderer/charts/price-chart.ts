import {
  CandlestickSeries,
  ColorType,
  createSeriesMarkers,
  CrosshairMode,
  type DeepPartial,
  HistogramSeries,
  type IPriceLine,
  LineStyle,
  type MouseEventParams,
  type PriceLineOptions,
  type TickMarkFormatter,
  type Time,
  type TimeChartOptions,
} from 'lightweight-charts';
import { fromChartTime, toChartTime } from './chart-time.ts';
import type { FillMark } from './fill-marks.ts';
import type { ChartCandle } from '#renderer/core/candles.ts';
import { startLineDrag } from './line-drag.ts';
import { createTimeChart } from './time-axis.ts';
import type { ChartColours } from './use-chart-colours.ts';

export type ChartLine = {
  readonly id: string;
  readonly price: number;
  readonly title: string;
  readonly colour: keyof ChartColours;
  readonly dashed: boolean;
  readonly draggable: boolean;
};

export type PriceChartNeeds = {
  readonly container: HTMLElement;
  /** The open time of the candle under the crosshair, or nothing when it left. */
  readonly onHover: (openTime: number | undefined) => void;
  readonly onNeedOlder: () => void;
  readonly onDragged: (lineId: string, price: number) => void;
};

export type PriceChart = ReturnType<typeof createPriceChart>;

/** So many candles before the left end the older ones are asked for. */
const nearStart = 30;
const volumeShare = 0.18;

/** The chart library behind our words. Everything here is pixels and points: numbers may be floats. */
export function createPriceChart({ container, onHover, onNeedOlder, onDragged }: PriceChartNeeds) {
  const chart = createTimeChart(container, {
    autoSize: true,
    crosshair: { mode: CrosshairMode.Normal },
    timeScale: { timeVisible: true, rightOffset: 6 },
    rightPriceScale: { scaleMargins: { top: 0.08, bottom: volumeShare + 0.04 }, entireTextOnly: true },
    // The library's own logo needs an inline style sheet, which our policy forbids: the panel has the link.
    layout: { attributionLogo: false, fontSize: 11 },
  });
  const candles = chart.addSeries(CandlestickSeries, { borderVisible: false });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  volume.priceScale().applyOptions({ scaleMargins: { top: 1 - volumeShare, bottom: 0 } });
  // The library draws everything anew, in two frames, whenever the series that has its marks changes, and the candles do
  // with each price: an unseen series has them, with those candles alone that are marked.
  const marked = chart.addSeries(CandlestickSeries, {
    borderVisible: false,
    upColor: 'transparent',
    downColor: 'transparent',
    wickUpColor: 'transparent',
    wickDownColor: 'transparent',
    lastValueVisible: false,
    priceLineVisible: false,
  });
  const marks = createSeriesMarkers(marked, []);
  const lines = new Map<string, { readonly line: IPriceLine; readonly data: ChartLine }>();
  let colours: ChartColours | undefined;
  let shown: readonly ChartCandle[] = [];
  let shownMarks: readonly FillMark[] = [];
  let markedCandles: readonly ChartCandle[] = [];

  function paintVolume(candle: ChartCandle) {
    const rising = Number(candle.close) >= Number(candle.open);
    const colour = (rising ? colours?.gain : colours?.loss) ?? '';
    return { time: toChartTime(candle.openTime), value: Number(candle.volume), color: `${colour}55` };
  }

  function setCandles(next: readonly ChartCandle[]): void {
    const last = next.at(-1);
    const grown = next.length - shown.length;
    const sameHistory =
      grown >= 0 &&
      grown <= 1 &&
      shown.length > 1 &&
      next[0] === shown[0] &&
      next.at(-2 - grown) === shown.at(-2);
    const before = shown.at(-1);
    shown = next;
    if (sameHistory && last !== undefined) {
      // Each update draws a frame.
      if (before !== undefined && isSameCandle(before, last)) return;
      // One that ended since it was drawn is drawn as it ended.
      for (const candle of next.slice(-1 - grown)) {
        candles.update(toBar(candle));
        volume.update(paintVolume(candle));
      }
      placeMarks();
      return;
    }
    candles.setData(next.map(toBar));
    volume.setData(next.map(paintVolume));
    placeMarks();
  }

  /** A mark stands above the high of its candle, or below its low. */
  function placeMarks(): void {
    const times = new Set(shownMarks.map(({ openTime }) => openTime));
    const next = shown.filter(({ openTime }) => times.has(openTime));
    if (
      next.length === markedCandles.length &&
      next.every((candle, index) => spans(candle, markedCandles[index]))
    )
      return;
    markedCandles = next;
    marked.setData(next.map(toBar));
  }

  function setMarks(next: readonly FillMark[]): void {
    shownMarks = next;
    placeMarks();
    marks.setMarkers(
      next.map(({ openTime, side, count }) => ({
        time: toChartTime(openTime),
        position: side === 'BUY' ? 'belowBar' : 'aboveBar',
        shape: side === 'BUY' ? 'arrowUp' : 'arrowDown',
        color: (side === 'BUY' ? colours?.buy : colours?.sell) ?? '',
        text: count === 1 ? '' : String(count),
      })),
    );
  }

  function setLines(next: readonly ChartLine[]): void {
    const wanted = new Map(next.map((line) => [line.id, line]));
    for (const [id, { line }] of lines) {
      if (wanted.has(id)) continue;
      candles.removePriceLine(line);
      lines.delete(id);
    }
    for (const data of next) {
      const held = lines.get(data.id);
      if (held?.data === data) continue;
      lines.set(data.id, { line: held?.line ?? candles.createPriceLine(optionsOf(data)), data });
      // What is in hand stays where the hand is.
      if (held !== undefined && drag.inHand() !== data.id) showLine(data.id);
    }
  }

  function optionsOf(data: ChartLine) {
    return {
      price: data.price,
      title: data.title,
      color: colours?.[data.colour] ?? '',
      lineStyle: data.dashed ? LineStyle.Dashed : LineStyle.Solid,
      lineWidth: 1 as const,
    };
  }

  /** Each change draws a frame. */
  function showLine(id: string): void {
    const held = lines.get(id);
    if (held === undefined) return;
    const options = optionsOf(held.data);
    if (!isShown(held.line, options)) held.line.applyOptions(options);
  }

  function setColours(next: ChartColours): void {
    colours = next;
    chart.applyOptions({
      layout: { background: { type: ColorType.Solid, color: next.panel }, textColor: next.dim },
      grid: { vertLines: { color: `${next.line}80` }, horzLines: { color: `${next.line}80` } },
      rightPriceScale: { borderColor: next.line },
      timeScale: { borderColor: next.line },
      crosshair: {
        vertLine: { color: next.dim, labelBackgroundColor: next.line },
        horzLine: { color: next.dim, labelBackgroundColor: next.line },
      },
    });
    candles.applyOptions({
      upColor: next.gain,
      downColor: next.loss,
      wickUpColor: next.gain,
      wickDownColor: next.loss,
    });
    volume.setData(shown.map(paintVolume));
    setMarks(shownMarks);
    for (const id of lines.keys()) if (drag.inHand() !== id) showLine(id);
  }

  function draggableHeights(): ReadonlyMap<string, number> {
    const heights = new Map<string, number>();
    for (const [id, { data }] of lines) {
      const at = data.draggable ? candles.priceToCoordinate(data.price) : null;
      if (at !== null) heights.set(id, at);
    }
    return heights;
  }

  const drag = startLineDrag({
    container,
    plotSize: () => ({ width: chart.timeScale().width(), height: chart.paneSize().height }),
    heights: draggableHeights,
    move: (id, y) => {
      const price = candles.coordinateToPrice(y);
      if (price !== null) lines.get(id)?.line.applyOptions({ price });
    },
    letGo: showLine,
    // What the line shows is what is meant, also where the scale has changed since the hand last moved.
    onDropped: (id) => {
      const shownPrice = lines.get(id)?.line.options().price;
      if (shownPrice !== undefined) onDragged(id, shownPrice);
    },
  });

  function onCrosshair({ time }: MouseEventParams): void {
    onHover(time === undefined ? undefined : fromChartTime(time));
  }

  function onRange(range: { readonly from: number } | null): void {
    if (range !== null && range.from < nearStart && shown.length > 0) onNeedOlder();
  }

  chart.subscribeCrosshairMove(onCrosshair);
  chart.timeScale().subscribeVisibleLogicalRangeChange(onRange);

  /** For another instrument or interval: empty, without what a hand did to its scales, and with nothing in that hand. */
  function begin(): void {
    drag.drop();
    setLines([]);
    setMarks([]);
    setCandles([]);
    chart.timeScale().resetTimeScale();
    candles.priceScale().applyOptions({ autoScale: true });
  }

  function setTimes(timeFormatter: (time: Time) => string, tickMarkFormatter: TickMarkFormatter): void {
    const times: DeepPartial<TimeChartOptions> = {
      localization: { timeFormatter },
      timeScale: { tickMarkFormatter },
    };
    chart.applyOptions(times);
  }

  return {
    begin,
    setCandles,
    setMarks,
    setLines,
    setColours,
    setPriceFormat: (formatter: (price: number) => string, minMove: number) =>
      candles.applyOptions({ priceFormat: { type: 'custom', formatter, minMove } }),
    setTimes,
    destroy: () => {
      drag.end();
      chart.remove();
    },
  };
}

function isShown(line: IPriceLine, wanted: Partial<PriceLineOptions>): boolean {
  const shown = new Map<string, unknown>(Object.entries(line.options()));
  return Object.entries(wanted).every(([name, value]) => shown.get(name) === value);
}

function spans(candle: ChartCandle, other: ChartCandle | undefined): boolean {
  return candle.openTime === other?.openTime && candle.high === other.high && candle.low === other.low;
}

function isSameCandle(left: ChartCandle, right: ChartCandle): boolean {
  return (
    left.openTime === right.openTime &&
    left.open === right.open &&
    left.high === right.high &&
    left.low === right.low &&
    left.close === right.close &&
    left.volume === right.volume
  );
}

function toBar(candle: ChartCandle) {
  return {
    time: toChartTime(candle.openTime),
    open: Number(candle.open),
    high: Number(candle.high),
    low: Number(candle.low),
    close: Number(candle.close),
  };
}
