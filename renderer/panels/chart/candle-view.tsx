import { useEffect, useMemo, useRef, useState } from 'react';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { formatDate, formatDateTime, type TimeZone } from '#renderer/format/time.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import { ChartLegend } from '#renderer/panels/chart/chart-legend.tsx';
import { fromChartTime, tickText } from '#renderer/panels/chart/chart-time.ts';
import type { Interval } from '#renderer/panels/chart/candles.ts';
import { fillMarks } from '#renderer/panels/chart/fill-marks.ts';
import { chartLines, findDragged, priceOnTick } from '#renderer/panels/chart/order-lines.ts';
import { createPriceChart, type PriceChart } from '#renderer/panels/chart/price-chart.ts';
import { useCandles } from '#renderer/panels/chart/use-candles.ts';
import { useChartColours } from '#renderer/panels/chart/use-chart-colours.ts';
import { useChartFills } from '#renderer/panels/chart/use-chart-fills.ts';
import { amendmentOf } from '#renderer/panels/orders/amendment.ts';
import { useOrderActions } from '#renderer/panels/orders/use-order-actions.tsx';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { symbolOf } from '#renderer/table/cells.tsx';
import { useLatest } from '#renderer/table/use-latest.ts';
import { Decimal } from '#src/domain/decimal.ts';
import classes from './chart.module.css';

/** One instrument at one interval: mounted anew for each. */
export function CandleView({
  instrumentId,
  interval,
}: {
  readonly instrumentId: string;
  readonly interval: Interval;
}) {
  const format = useFormat();
  const colours = useChartColours();
  const zone = usePreferencesStore((state) => (interval === '1d' ? 'utc' : state.timeZone));
  const instruments = useLiveStore((state) => state.instruments);
  const allOrders = useLiveStore((state) => state.orders);
  const allPositions = useLiveStore((state) => state.positions);
  const instrument = instruments[instrumentId];
  const feed = useCandles(instrumentId, interval);
  const fills = useChartFills(instrumentId);
  const actions = useOrderActions();
  const [hovered, setHovered] = useState<number>();
  const [chart, setChart] = useState<PriceChart>();
  const container = useRef<HTMLDivElement>(null);

  const orders = useMemo(
    () => Object.values(allOrders).filter((order) => order.active && order.instrumentId === instrumentId),
    [allOrders, instrumentId],
  );
  const lines = useMemo(() => {
    const positions = Object.values(allPositions).filter(
      (position) => position.closedAt === undefined && position.instrumentId === instrumentId,
    );
    return chartLines(orders, positions, (quantity) => format.quantity(quantity, instrument));
  }, [orders, allPositions, instrumentId, instrument, format]);
  const first = feed.candles[0]?.openTime ?? 0;
  const last = feed.candles.at(-1)?.openTime ?? 0;
  const marks = useMemo(() => fillMarks(fills, first, last, interval), [fills, first, last, interval]);

  const onNeedOlder = useLatest(feed.loadOlder);
  const onDragged = useLatest((lineId: string, price: number) => {
    const dragged = findDragged(lineId, orders);
    if (dragged === undefined || instrument === undefined) return;
    const to = { ...amendmentOf(dragged.order), [dragged.field]: priceOnTick(price, instrument) };
    void actions.amend(dragged.order, to);
  });

  useEffect(() => {
    if (container.current === null) return undefined;
    const created = createPriceChart({
      container: container.current,
      formatTime: (time) => candleTime(fromChartTime(time), interval, zone),
      formatTick: (time, kind) => tickText(time, kind, zone),
      onHover: setHovered,
      onNeedOlder,
      onDragged,
    });
    setChart(created);
    return () => {
      setChart(undefined);
      created.destroy();
    };
  }, [interval, zone, onNeedOlder, onDragged]);

  useEffect(() => chart?.setColours(colours), [chart, colours]);
  useEffect(() => {
    if (instrument === undefined) return;
    const places = Decimal.from(instrument.tickSize).decimalPlaces();
    chart?.setPriceFormat(
      (price) => format.price(price.toFixed(places), instrument),
      Number(instrument.tickSize),
    );
  }, [chart, instrument, format]);
  useEffect(() => chart?.setCandles(feed.candles), [chart, feed.candles]);
  useEffect(() => chart?.setMarks(marks), [chart, marks]);
  useEffect(() => chart?.setLines(lines), [chart, lines]);

  const legend = feed.candles.find((candle) => candle.openTime === hovered) ?? feed.candles.at(-1);
  const symbol = symbolOf(instrumentId, instruments);
  return (
    <div className={classes['view']}>
      {legend !== undefined && (
        <ChartLegend
          candle={legend}
          time={candleTime(legend.openTime, interval, zone)}
          instrument={instrument}
        />
      )}
      {feed.source === 'stored' && (
        <span
          className={classes['stored']}
          title="The venue could not be asked: these candles are the workspace's own"
        >
          Stored data
        </span>
      )}
      <div
        ref={container}
        role="img"
        aria-label={`${symbol}, candles of ${interval}`}
        className={classes['canvas']}
      />
      {feed.candles.length === 0 && (
        <div className={classes['message']}>
          {feed.failure !== undefined && <FailureNote action="Loading candles" failure={feed.failure} />}
          {feed.failure === undefined && feed.loading && <p role="status">Loading candles…</p>}
          {feed.failure === undefined && feed.source !== undefined && !feed.loading && (
            <p>
              No candle of {symbol} is stored, and the venue has none for this time. Trades will draw the
              first one.
            </p>
          )}
          {!feed.loading && (
            <button type="button" className={classes['retry']} onClick={feed.retry}>
              Load again
            </button>
          )}
        </div>
      )}
      {actions.dialogs}
    </div>
  );
}

/** A candle of a day is a day of UTC. */
function candleTime(time: number, interval: Interval, zone: TimeZone): string {
  return interval === '1d' ? `${formatDate(time, zone)} UTC` : formatDateTime(time, zone).slice(0, 16);
}
