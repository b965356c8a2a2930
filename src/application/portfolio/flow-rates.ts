import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import { priceAt } from '#src/application/market/opening-price.ts';
import type { Progress } from '#src/application/progress.ts';
import type { Portfolio } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import { rateOfPair, type Flow, type MovementRate } from '#src/domain/paid-in.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { pagesOfFlows } from './pages-of-flows.ts';
import { pairsFor, type PriceNeeds } from './value-portfolio.ts';

export type FlowRatesNeeds = {
  readonly store: RecordStore;
  readonly pairs: PriceNeeds['pairs'];
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (progress: Progress) => void;
  /** Rates were recorded. */
  readonly onRated: () => void;
};

/** Milliseconds, doubling: a venue that has no price of that moment is not asked for ever. */
const firstRetry = 60_000;
const longestRetry = 3_600_000;
/** What a venue has no price of by then, it never had. */
const mostRetries = 6;
/** Those that are recorded at once. */
const pieceSize = 50;
/** Fewer are there before anybody could read how far they are. */
const worthTelling = 20;
/** Milliseconds between two words of how far they are. */
const toldEvery = 100;

type Wanted = { readonly flow: Flow; readonly portfolio: Portfolio };

/**
 * Looks up what coins and currencies were worth when they were paid in or out: the venue's price of that moment, from
 * the pair of the two currencies. What has no such pair, or no price then, stays unknown until the trader says it.
 */
export function createFlowRates(needs: FlowRatesNeeds) {
  const { store, clock, log } = needs;
  let wait = firstRetry;
  let tries = 0;
  let callOff: (() => void) | undefined;
  let running = false;
  let again = false;
  let closed = false;

  async function unrated(): Promise<readonly Wanted[]> {
    const { accounts, portfolios, rates } = store.read;
    const byId = new Map((await portfolios.list()).map((portfolio) => [portfolio.id, portfolio]));
    const wanted: Wanted[] = [];
    for (const account of await accounts.list()) {
      const portfolio = byId.get(account.portfolioId);
      if (portfolio === undefined) continue;
      for await (const flows of pagesOfFlows(rates, account.id, portfolio.baseCurrency))
        for (const flow of flows) if (flow.rate === undefined) wanted.push({ flow, portfolio });
    }
    return wanted;
  }

  /** All that are wanted now. False where some are left that may be had later. */
  async function lookUp(): Promise<boolean> {
    const now = clock.now();
    // What lies ahead was made under another clock: its moment has no price yet.
    const wanted = (await unrated()).filter(({ flow }) => flow.time <= now);
    const prices = new Map<string, Decimal | undefined>();
    const isTold = wanted.length >= worthTelling;
    let toldAt = -Infinity;
    let found: MovementRate[] = [];
    let missing = 0;
    for (const [done, each] of wanted.entries()) {
      if (closed) return true;
      const rate = await rateOf(each, prices);
      if (rate === undefined) missing += 1;
      else found.push(rate);
      if (found.length >= pieceSize) {
        await record(found);
        found = [];
      }
      const isLast = done + 1 === wanted.length;
      if (isTold && (isLast || clock.monotonic() - toldAt >= toldEvery)) {
        tell(done + 1, wanted.length);
        toldAt = clock.monotonic();
      }
      // Most of them may need no answer of a venue.
      if ((done + 1) % pieceSize === 0) await nextTurn();
    }
    await record(found);
    return missing === 0;
  }

  function tell(done: number, total: number): void {
    needs.report({
      task: 'flow rates',
      work: { code: 'LOOK_UP_RATES' },
      done,
      total,
      finished: done === total,
    });
  }

  async function rateOf(
    { flow, portfolio }: Wanted,
    prices: Map<string, Decimal | undefined>,
  ): Promise<MovementRate | undefined> {
    const { currency } = flow.cash;
    const into = portfolio.baseCurrency;
    for (const pair of pairsFor(needs, currency, into)) {
      // The price of a moment is the last close before it: one for all moments of a minute.
      const key = `${Math.floor(flow.time / intervalMilliseconds['1m'])} ${pair.id}`;
      if (!prices.has(key)) prices.set(key, await priceAt(needs.candlesOf(pair.id), pair.id, flow.time));
      const price = prices.get(key);
      const rate = price && rateOfPair(currency, pair, price);
      if (rate === undefined) continue;
      return {
        movementId: flow.id,
        accountId: flow.accountId,
        currency,
        into,
        rate,
        source: 'venue',
        pricedBy: pair.id,
        recordedAt: clock.now(),
        revises: await wasCounted(store.read, portfolio, flow),
      };
    }
    return undefined;
  }

  /** Whatever the trader said meanwhile holds. */
  async function record(found: readonly MovementRate[]): Promise<void> {
    if (found.length === 0 || closed) return;
    await store.transact(async ({ rates }) => {
      const open: MovementRate[] = [];
      for (const rate of found) {
        const flow = await rates.flow(rate.movementId, rate.into);
        if (flow !== undefined && flow.rate === undefined) open.push(rate);
      }
      await rates.append(open);
    });
    needs.onRated();
  }

  async function run(): Promise<void> {
    if (closed) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    callOff?.();
    callOff = undefined;
    let whole = false;
    try {
      whole = await lookUp();
    } catch (fault) {
      if (!closed) log.warn('the rates of deposits and withdrawals could not be looked up', { fault });
    }
    running = false;
    if (again) {
      again = false;
      return run();
    }
    tries += 1;
    if (closed || whole || tries > mostRetries) return;
    callOff = clock.after(wait, () => void run());
    wait = Math.min(wait * 2, longestRetry);
  }

  return {
    /** At the start, after what may have added flows, and when a venue can be asked again. */
    look(): void {
      wait = firstRetry;
      tries = 0;
      callOff?.();
      callOff = clock.after(0, () => void run());
    },
    close(): void {
      closed = true;
      callOff?.();
    },
  };
}

/** Whether a kept point of the curve has counted the flow already, at the rate of its own moment or otherwise. */
export async function wasCounted(
  { portfolios }: Pick<RecordStore['read'], 'portfolios'>,
  { id }: Pick<Portfolio, 'id'>,
  { time }: Pick<Flow, 'time'>,
): Promise<boolean> {
  const counted = await portfolios.lastCounted(id);
  return counted !== undefined && counted >= time;
}
