import { noneGiven } from '#src/application/portfolio/given-prices.ts';
import { readPortfolio, snapshotOf, valueNow } from '#src/application/portfolio/value-portfolio.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import { noteMarketsSeen } from '#src/application/orders/unseen-markets.ts';
import { openTradingSession } from '#src/application/orders/trading-session.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, portfolioId, type InstrumentId } from '#src/domain/ids.ts';
import { err } from '#src/domain/result.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import {
  simulatedInstruments,
  simulated,
} from '#src/infrastructure/venues/simulated/simulated-instruments.ts';
import {
  createSimulatedMarket,
  type SimulatedMarket,
} from '#src/infrastructure/venues/simulated/simulated-market.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createDemoTrader } from './demo-trader.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createSteppedFeed } from '#src/infrastructure/venues/simulated/stepped-feed.ts';
import { createVirtualClock } from '#src/infrastructure/system/virtual-clock.ts';

export type GenerateDemoNeeds = {
  readonly store: RecordStore;
  readonly seed: string;
  /** The moment at which the history ends. */
  readonly now: number;
  readonly ids: (clock: () => number) => IdSource;
  readonly log: Log;
  readonly processId: number;
  readonly onProgress: (day: number, days: number) => void;
};

const days = 182;
const day = intervalMilliseconds['1d'];
const hour = intervalMilliseconds['1h'];
const deposit = Decimal.fromInteger(100_000);
const lookBack = [1, 2, 3, 5, 7, 10, 14];
/** The thinnest markets are last in the list: there a modest order takes all of the best offer. */
const thinInstruments = simulatedInstruments.slice(-5);
const account = accountId('demo');
const portfolio = portfolioId('demo');

/**
 * Six months of trading in the simulated market, made by the use cases that serve the trader, under a clock that
 * is moved from one decision to the next. The market's path goes on from where the history ends.
 */
export async function generateDemo(needs: GenerateDemoNeeds): Promise<void> {
  const { store, now } = needs;
  const start = Math.floor((now - days * day) / day) * day;
  const clock = createVirtualClock(start);
  const ids = needs.ids(clock.now);
  const market = createSimulatedMarket(needs.seed);
  const feed = createSteppedFeed(market, clock);
  await store.transact((unit) => unit.instruments.saveMany(simulatedInstruments));
  await openAccount(store, {
    portfolio: {
      id: portfolio,
      name: 'Main',
      baseCurrency: currency('USDT'),
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt: start,
    },
    account: {
      id: account,
      portfolioId: portfolio,
      name: 'Demo account',
      venue: simulated,
      environment: 'simulated',
      mode: 'paper',
      credential: undefined,
      disabledAt: undefined,
      deadMansSwitch: false,
      mayBorrow: false,
      fees: { maker: Decimal.from('0.0008'), taker: Decimal.from('0.001') },
      createdAt: start,
    },
    deposit: { id: ids.next(), currency: currency('USDT'), amount: deposit },
  });

  const session = await openTradingSession({
    digest: sha256,
    tradingOf: () => createPaperExchange,
    keyOf: async () => err({ code: 'PAPER_ACCOUNT' }),
    store,
    feeds: new Map([[feed.venue, feed]]),
    clock,
    ids,
    log: needs.log,
    processId: needs.processId,
    publish: () => undefined,
  });
  await session.start();
  const random = createSeededRandom(8);
  const priceOf = ({ symbol }: Instrument): Decimal => Decimal.from(market.priceAt(symbol, clock.now()));
  const trader = createDemoTrader({ session, read: store.read, account, random, priceOf, leaningOf });
  const values = {
    read: store.read,
    mark: (id: InstrumentId) => priceOf(session.catalogue.get(id)),
    instrument: session.catalogue.find,
    pairs: session.catalogue.pairs,
    given: noneGiven,
  };

  function leaningOf({ symbol }: Instrument): number {
    const past = lookBack.map((daysAgo) => Number(market.priceAt(symbol, clock.now() - daysAgo * day)));
    const average = past.reduce((sum, price) => sum + price, 0) / past.length;
    return Number(market.priceAt(symbol, clock.now())) / average - 1;
  }

  async function takeSnapshot(): Promise<void> {
    const record = await readPortfolio(values, portfolio);
    const snapshot = snapshotOf(record.portfolio, clock.now(), valueNow(values, record));
    await store.transact((unit) => unit.portfolios.saveSnapshots([snapshot]));
  }

  async function advanceTo(time: number): Promise<void> {
    clock.moveTo(time);
    feed.step();
    // The paper venue takes one thing at a time: its answers come in the turns that follow.
    await new Promise((resolve) => setImmediate(resolve));
    await session.recorded();
  }

  const dip = findDip(market, now);
  const tradedInstruments = othersThan(undefined);

  async function tradeDay(midnight: number): Promise<void> {
    for (let at = midnight + hour; at < midnight + day && at < now; at += hour) {
      const decides = random.next() < 0.25;
      if (at === dip.time) {
        await advanceTo(at);
        await session.cancelAll({ instrumentId: dip.instrument.id });
        await trader.takeBestOffer(dip.instrument);
      }
      if (!decides && (await store.read.orders.countWorking()) === 0) continue;
      await advanceTo(at);
      if (decides)
        await trader.trade(random.pick(at < dip.time ? tradedInstruments : othersThan(dip.instrument)));
    }
  }

  await takeSnapshot();
  for (let passed = 0; start + passed * day < now; passed += 1) {
    const midnight = start + passed * day;
    needs.onProgress(passed, days);
    await tradeDay(midnight);
    await advanceTo(Math.min(midnight + day, now));
    await takeSnapshot();
  }
  await trader.leaveRestingOrders(othersThan(dip.instrument).slice(1, 4));
  await advanceTo(now);
  await session.close();
  await noteMarketsSeen(store, now);
}

/** Everything that is traded but the one; never empty, for there are a dozen. */
function othersThan(instrument: Instrument | undefined): readonly [Instrument, ...Instrument[]] {
  const [first, ...others] = simulatedInstruments.filter(({ id }) => id !== instrument?.id);
  if (first === undefined) throw new RangeError('the simulated market has no instruments');
  return [first, ...others];
}

/**
 * The lowest hour of the last days, measured by how far the market has risen since: what is left of an order at
 * that price still waits when the history ends.
 */
function findDip(
  market: SimulatedMarket,
  now: number,
): { readonly instrument: Instrument; readonly time: number } {
  const last = Math.floor(now / hour) * hour;
  const hours = Array.from({ length: 72 }, (_, back) => last - (back + 3) * hour);
  const candidates = thinInstruments.flatMap((instrument) =>
    hours
      .filter((time) => time % day !== 0)
      .map((time) => {
        const since = Array.from({ length: (last - time) / hour }, (_, at) => time + (at + 1) * hour);
        const lowest = Math.min(
          ...[...since, now].map((at) => Number(market.priceAt(instrument.symbol, at))),
        );
        return { instrument, time, rise: lowest / Number(market.priceAt(instrument.symbol, time)) };
      }),
  );
  return candidates.reduce((best, candidate) => (candidate.rise > best.rise ? candidate : best));
}
