import { askingWords } from '#renderer/words/coded-words.ts';
import { dateOrderIn } from '#renderer/format/format.ts';
import { run } from '#renderer/core/run.ts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { type DateOrder, formatDate, formatDateTime, type TimeZone } from '#renderer/format/time.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { CandleLegend } from '#renderer/panels/chart/candle-legend.tsx';
import { fromChartTime, tickText } from '#renderer/charts/chart-time.ts';
import type { Interval } from '#renderer/core/candles.ts';
import { fillMarks } from '#renderer/charts/fill-marks.ts';
import { createChartLines, findDragged, priceOnTick } from '#renderer/panels/chart/order-lines.ts';
import { createPriceChart, type PriceChart } from '#renderer/charts/price-chart.ts';
import { useCandles } from '#renderer/core/use-candles.ts';
import { useChartColours } from '#renderer/charts/use-chart-colours.ts';
import { useChartFills } from '#renderer/panels/chart/use-chart-fills.ts';
import { amendmentOf } from '#renderer/trading/amendment.ts';
import { accountName } from '#renderer/words/order-words.ts';
import { useOrderActions } from '#renderer/trading/use-order-actions.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSelection } from '#renderer/core/selection.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { Decimal } from '#src/domain/decimal.ts';
import classes from './chart.module.css';
import { useLocale, useSay } from '#renderer/controls/use-say.ts';

/** One instrument at one interval. Another one comes into the same chart. */
export function CandleView({
  instrumentId,
  interval,
}: {
  readonly instrumentId: string;
  readonly interval: Interval;
}) {
  const say = useSay();
  const format = useFormat();
  const colours = useChartColours();
  const zone = usePreferencesStore((state) => (interval === '1d' ? 'utc' : state.timeZone));
  const order = dateOrderIn(useLocale());
  const instruments = useLiveStore((state) => state.instruments);
  const accounts = useLiveStore((state) => state.accounts);
  const isShown = useCallback(
    (held: OrderInfo | PositionInfo) => held.instrumentId === instrumentId,
    [instrumentId],
  );
  const orders = useSelection((state) => state.orders, isShown);
  const positions = useSelection((state) => state.positions, isShown);
  const instrument = instruments[instrumentId];
  const feed = useCandles(instrumentId, interval);
  const fills = useChartFills(instrumentId);
  const actions = useOrderActions();
  const [hovered, setHovered] = useState<number>();
  const [chart, setChart] = useState<PriceChart>();
  const container = useRef<HTMLDivElement>(null);

  const linesOf = useMemo(
    () =>
      createChartLines(
        (quantity) => format.quantity(quantity, instrument),
        (accountId) => (accounts.length < 2 ? undefined : shortName(accountName(accounts, accountId))),
      ),
    [instrument, format, accounts],
  );
  const lines = useMemo(() => linesOf(orders, positions), [linesOf, orders, positions]);
  const { first, last, source, asking, loading, failure } = useStore(
    feed.store,
    useShallow((state) => ({
      first: state.candles[0]?.openTime,
      last: state.candles.at(-1)?.openTime,
      source: state.source,
      asking: state.asking,
      loading: state.loading,
      failure: state.failure,
    })),
  );
  const marks = useMemo(
    () => fillMarks(fills, first ?? 0, last ?? 0, interval),
    [fills, first, last, interval],
  );

  const onNeedOlder = useLatest(() => run(feed.loadOlder()));
  const onDragged = useLatest((lineId: string, price: number) => {
    const dragged = findDragged(lineId, orders);
    if (dragged === undefined || instrument === undefined) return;
    const to = { ...amendmentOf(dragged.order), [dragged.field]: priceOnTick(price, instrument) };
    run(actions.amend(dragged.order, to));
  });

  useEffect(() => {
    if (container.current === null) return undefined;
    const created = createPriceChart({
      container: container.current,
      onHover: setHovered,
      onNeedOlder,
      onDragged,
    });
    setChart(created);
    return () => {
      setChart(undefined);
      created.destroy();
    };
  }, [onNeedOlder, onDragged]);

  useEffect(() => chart?.begin(), [chart, instrumentId, interval]);
  useEffect(
    () =>
      chart?.setTimes(
        (time) => candleTime(fromChartTime(time), interval, zone, order),
        (time, kind) => tickText(time, kind, zone, order),
      ),
    [chart, interval, zone, order],
  );

  useEffect(() => chart?.setColours(colours), [chart, colours]);
  useEffect(() => {
    if (instrument === undefined) return;
    const places = Decimal.from(instrument.tickSize).decimalPlaces();
    chart?.setPriceFormat(
      (price) => format.price(price.toFixed(places), instrument),
      Number(instrument.tickSize),
    );
  }, [chart, instrument, format]);
  // The candle that forms changes with the quotes: it is drawn, and renders its legend alone.
  useEffect(() => {
    chart?.setCandles(feed.store.getState().candles);
    return feed.store.subscribe(({ candles }) => chart?.setCandles(candles));
  }, [chart, feed]);
  useEffect(() => chart?.setMarks(marks), [chart, marks]);
  useEffect(() => chart?.setLines(lines), [chart, lines]);

  const symbol = symbolOf(instrumentId, instruments);
  return (
    <div className={classes['view']}>
      <CandleLegend
        feed={feed}
        hovered={hovered}
        formatTime={(time) => candleTime(time, interval, zone, order)}
        instrument={instrument}
      />
      {source === 'stored' && (
        <span
          className={classes['stored']}
          title={asking === undefined ? say('chart.storedHint') : askingWords(asking, format)}
        >
          {say('chart.stored')}
        </span>
      )}
      <div
        ref={container}
        role="img"
        aria-label={say('chart.candlesOf', { symbol, interval })}
        className={classes['canvas']}
      />
      {first === undefined && (
        <div className={classes['message']}>
          {failure !== undefined && <FailureNote action={say('chart.loadingCandles')} failure={failure} />}
          {failure === undefined && loading && <p role="status">{say('chart.loading')}</p>}
          {failure === undefined && source !== undefined && !loading && (
            <p>{say(source === 'venue' ? 'chart.none' : 'chart.noneStored', { symbol })}</p>
          )}
          {failure === undefined && asking !== undefined && !loading && (
            <p role="status">{askingWords(asking, format)}</p>
          )}
          {!loading && (
            <button type="button" className={classes['retry']} onClick={() => run(feed.loadNewest())}>
              {say('chart.loadAgain')}
            </button>
          )}
        </div>
      )}
      {actions.dialogs}
    </div>
  );
}

/** A candle of a day is a day of UTC. */
function candleTime(time: number, interval: Interval, zone: TimeZone, order: DateOrder): string {
  return interval === '1d'
    ? `${formatDate(time, zone, order)} UTC`
    : formatDateTime(time, zone, order).slice(0, 16);
}

/** Beside its line a long name would cover the candles. */
function shortName(name: string): string {
  return name.replace(/^(.{13}).{2,}$/su, '$1…');
}
