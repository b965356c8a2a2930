import type { ClientOrderId, InstrumentId } from '#src/domain/ids.ts';
import { MatchingEngine, type Placed, type VenueEvent } from '#src/domain/matching/matching-engine.ts';
import { refusal, type Refusal } from '#src/domain/matching/refusal.ts';
import type { DecimalText } from '#src/domain/market.ts';
import type { Order } from '#src/domain/order.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Answered, ExchangeClient, VenueCapabilities, VenueReport } from '#src/ports/exchange-client.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import { BookWatch } from './book-watch.ts';
import { brokerOrderIdOf, clientOrderIdOf, ReportHistory, reportOf } from './report-history.ts';
import { SerialQueue } from './serial-queue.ts';

type Answer = Promise<Answered>;

const capabilities: VenueCapabilities = {
  amends: true,
  notPlacedAfter: 15_000,
  marketReach: undefined,
  isRemote: false,
};

/** Milliseconds until a job that failed may come again by itself. */
const afterFault = 1_000;

/**
 * A venue in this process: its market is a feed's, its memory is the record. One thing at a time happens to the
 * account, so every answer and report follows from what came before.
 */
export function createPaperExchange(options: TradingNeeds): ExchangeClient {
  const { account, feed, instruments, clock, balances, lastFill, onFault } = options;
  const engine = new MatchingEngine({ fees: account.fees, balances, instruments, lastFill });
  const history = new ReportHistory(account.id);
  const queue = new SerialQueue();
  const listeners = new Set<(report: VenueReport) => void>();
  const watch = new BookWatch(feed, clock, { onUpdate, onLost });
  /** Of each order that came here. */
  const instrumentOf = new Map<ClientOrderId, InstrumentId>();
  /** The last price of each market, and which of them are of before the feed was lost. */
  const lastPrices = new Map<InstrumentId, DecimalText>();
  const outdated = new Map<InstrumentId, DecimalText>();
  /** Orders that wait for the first book of their market. */
  const awaited = new Map<ClientOrderId, { callOff(): void; readonly placed: Answer }>();
  let stopExpiry: (() => void) | undefined;
  let closed = false;

  for (const { order, fills } of options.restore) {
    if (order.status !== 'SUBMITTED' && order.status !== 'PARTIALLY_FILLED') continue;
    engine.restore(order, fills);
    history.addKnown(order, fills);
    instrumentOf.set(order.clientOrderId, order.instrumentId);
    watch.watch(order.instrumentId);
  }
  expire();

  function expire(): void {
    post(() => publish(engine.onTime(clock.now())));
  }

  function onUpdate(instrumentId: InstrumentId, update: MarketUpdate): void {
    post(async () => {
      // Told before the update is read: whatever is wrong with that, their time is over.
      publish(engine.onTime(clock.now()));
      const { trades } = update;
      const live = feed.state().status === 'live';
      const last = lastSince(instrumentId, update);
      const { average } = update.quote;
      const seen = { instrumentId, book: live ? update.book : undefined, trades, last, average };
      const book = engine.needsDepth(seen) ? await watch.book(instrumentId) : seen.book;
      publish(engine.onMarket({ ...seen, book }, clock.now()));
    });
  }

  /** Undefined while nothing has traded since the feed was lost: what it was then moves no stop. */
  function lastSince(
    instrumentId: InstrumentId,
    { quote: { last }, trades }: MarketUpdate,
  ): DecimalText | undefined {
    if (last !== undefined) lastPrices.set(instrumentId, last);
    if (trades.length > 0 || last !== outdated.get(instrumentId)) outdated.delete(instrumentId);
    return outdated.has(instrumentId) ? undefined : last;
  }

  function onLost(lost: readonly InstrumentId[]): void {
    post(() => {
      for (const instrumentId of lost) {
        const last = lastPrices.get(instrumentId);
        if (last !== undefined) outdated.set(instrumentId, last);
        const nothing = { instrumentId, book: undefined, trades: [], last: undefined };
        publish(engine.onMarket(nothing, clock.now()));
      }
    });
  }

  /** What no request waits for: its fault is told, and the next job goes on. */
  function post(job: () => void | Promise<void>): void {
    queue.run(() => work(job)).catch(onFault);
  }

  /** One job of the queue: after it, failed or not, watches and the expiry timer fit the orders that are left. */
  async function work<Value>(job: () => Value | Promise<Value>): Promise<Value | undefined> {
    if (closed) return undefined;
    let soonest = afterFault;
    try {
      const value = await job();
      soonest = 0;
      return value;
    } finally {
      watch.release((instrument) => engine.hasOpenOrders(instrument));
      stopExpiry?.();
      const next = engine.nextExpiry();
      if (next !== undefined && !closed) {
        stopExpiry = clock.after(Math.max(next - clock.now(), soonest), expire);
      }
    }
  }

  /** Whoever listens may fail: the other reports of the same moment are told all the same. */
  function publish(events: readonly VenueEvent[]): void {
    history.add(events);
    for (const event of events) {
      const report = reportOf(account.id, event, 'stream', clock.now());
      for (const listener of listeners) {
        try {
          listener(report);
        } catch (fault) {
          onFault(fault);
        }
      }
    }
  }

  async function observeBook(instrumentId: InstrumentId): Promise<void> {
    const book = await watch.book(instrumentId);
    publish(engine.onMarket({ instrumentId, book, trades: [], last: undefined }, clock.now()));
  }

  async function answer(request: () => Placed | Promise<Placed>): Answer {
    const result = await queue.run(() =>
      work(async () => {
        const placed = await request();
        if (placed.ok) history.add(placed.value);
        return placed;
      }),
    );
    if (result === undefined) {
      return err(refusal({ code: 'ACCOUNT_CLOSED' }));
    }
    if (!result.ok) return result;
    return ok(result.value.map((event) => reportOf(account.id, event, 'answer', clock.now())));
  }

  async function whenMarketIsKnown(order: Order, isCalledOff: () => boolean): Answer {
    const { clientOrderId, instrumentId } = order;
    instrumentOf.set(clientOrderId, instrumentId);
    const release = watch.hold(instrumentId);
    // Outside the queue: a cancel must not wait for another market's first book.
    const missing = await watch.untilBook(instrumentId, isCalledOff);
    return answer(async () => {
      release();
      awaited.delete(clientOrderId);
      if (history.has(clientOrderId)) return err(duplicate(clientOrderId));
      if (isCalledOff()) return ok(calledOff(clientOrderId, clock.now()));
      if (missing !== undefined) return err(missing);
      await observeBook(instrumentId);
      return engine.place(order, clock.now());
    });
  }

  function told<Value>(read: () => Value): Promise<Result<Value, never>> {
    return queue.run(() => Promise.resolve(ok(read())));
  }

  return {
    capabilities,
    async place(order) {
      if (instruments(order.instrumentId) === undefined) {
        return err(refusal({ code: 'UNKNOWN_INSTRUMENT', instrument: order.instrumentId }));
      }
      let isCalledOff = false;
      function callOff(): void {
        isCalledOff = true;
        watch.wake();
      }
      const placed = whenMarketIsKnown(order, () => isCalledOff);
      awaited.set(order.clientOrderId, { callOff, placed });
      return placed;
    },
    cancel({ clientOrderId }) {
      const waiting = awaited.get(clientOrderId);
      if (waiting === undefined) return answer(() => engine.cancel(clientOrderId, clock.now()));
      waiting.callOff();
      return waiting.placed;
    },
    amend: (order, change) =>
      answer(async () => {
        await observeBook(order.instrumentId);
        return engine.amend(order.clientOrderId, change, clock.now());
      }),
    query: ({ clientOrderId }) => told(() => history.reports(clientOrderId, clock.now())),
    queryAtVenue: ({ brokerOrderId }) =>
      told(() => history.reports(clientOrderIdOf(brokerOrderId), clock.now())),
    openOrders: () =>
      told(() =>
        engine.openOrders().map(({ clientOrderId, instrumentId, quantity, filled }) => ({
          clientOrderId,
          instrumentId,
          quantity,
          filledQuantity: filled,
          brokerOrderId: brokerOrderIdOf(clientOrderId),
        })),
      ),
    fillsSince: (instrument, { after }) =>
      told(() => history.fills(instrument, (id) => instrumentOf.get(id) === instrument, after)),
    balances: () =>
      told(() => engine.balances().map(({ currency, amount }) => ({ currency, quantity: amount }))),
    serverTime: () => told(() => clock.now()),
    onState(listener) {
      listener({ status: 'connected' });
      return () => undefined;
    },
    onReport(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
      watch.close();
      stopExpiry?.();
      listeners.clear();
      await queue.run(() => Promise.resolve());
    },
  };
}

/** What was cancelled before its market was known. */
function calledOff(clientOrderId: ClientOrderId, time: number): readonly VenueEvent[] {
  const reason = { code: 'CANCELLED_ON_REQUEST' } as const;
  return [
    { clientOrderId, time, type: 'accepted' },
    { clientOrderId, time, type: 'cancelled', reason },
  ];
}

function duplicate(id: ClientOrderId): Refusal {
  return refusal({ code: 'DUPLICATE_CLIENT_ORDER_ID', order: id });
}
