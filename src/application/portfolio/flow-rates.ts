import type { Progress } from '#src/application/progress.ts';
import type { Account, Portfolio } from '#src/domain/account.ts';
import type { AccountId, Currency, PortfolioId } from '#src/domain/ids.ts';
import type { Flow, MovementRate } from '#src/domain/paid-in.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { HoldingsQuestion, UnratedPiece } from '#src/ports/holdings-reader.ts';
import type { UnratedEntry, UnratedLeg } from '#src/ports/movement-rate-repository.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { pagesOfFlows } from './pages-of-flows.ts';
import { recordLegRates, type LegRateNeeds, type RateOfHolding } from './leg-rates.ts';
import { createRateOf, type RateNeeds, type WantedRate } from './rate-of.ts';

export type FlowRatesNeeds = RateNeeds &
  LegRateNeeds & {
    readonly clock: Clock;
    readonly log: Log;
    /** What is open at a rate that is not known, and what was earned at one. */
    readonly unratedPieces: (question: HoldingsQuestion) => Promise<readonly UnratedPiece[]>;
    readonly report: (progress: Progress) => void;
    /** Rates were recorded. */
    readonly onRated: () => void;
    /** All was looked up that can be for now. */
    readonly onLookedUp: () => void;
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

/**
 * Looks up what coins and currencies were worth when they were paid in or out: the venue's price of that moment, from
 * the pair of the two currencies; and what legs were paid in, and what was earned or charged in, where their round trip is in another. What has no such pair,
 * or no price then, stays unknown until the trader says it.
 */
export function createFlowRates(needs: FlowRatesNeeds) {
  const { store, clock, log } = needs;
  let wait = firstRetry;
  let tries = 0;
  let callOff: (() => void) | undefined;
  let running = false;
  let again = false;
  let closed = false;

  async function unrated(): Promise<readonly WantedRate[]> {
    const { accounts, portfolios, rates } = store.read;
    const byId = new Map((await portfolios.list()).map((portfolio) => [portfolio.id, portfolio]));
    const ahead = await basesAhead(store.read);
    const wanted: WantedRate[] = [];
    const ready: Account[] = [];
    for (const account of await accounts.list()) {
      const portfolio = byId.get(account.portfolioId);
      if (portfolio === undefined) continue;
      for (const into of basesOf(portfolio, ahead))
        for await (const flows of pagesOfFlows(rates, account.id, into))
          for (const flow of flows)
            if (flow.rate === undefined) wanted.push(wantedFor(flow, portfolio, into));
      if (await isBeingImported(store.read, account.id)) continue;
      for await (const legs of rates.unratedLegs(account.id))
        wanted.push(...legs.map((leg) => ({ ...leg, portfolio })));
      for await (const entries of rates.unratedEntries(account.id))
        wanted.push(...entries.map((entry) => ({ ...entry, portfolio })));
      for (const into of basesOf(portfolio, ahead)) {
        const isAhead = into !== portfolio.baseCurrency;
        for await (const each of unratedInBase(rates, account.id, into, isAhead)) {
          wanted.push(...each.map((one) => ({ ...one, portfolio, isAhead })));
          await nextTurn();
        }
      }
      ready.push(account);
    }
    return [...wanted, ...(await unratedOpen(ready, byId, ahead, wanted))];
  }

  /** Without those that are wanted already. */
  async function unratedOpen(
    accounts: readonly Account[],
    portfolios: ReadonlyMap<PortfolioId, Portfolio>,
    ahead: ReadonlyMap<PortfolioId, Currency>,
    wanted: readonly WantedRate[],
  ): Promise<readonly WantedRate[]> {
    const known = new Set(wanted.map(keyOf));
    const found: WantedRate[] = [];
    for (const [id, portfolio] of portfolios) {
      const accountIds = accounts
        .filter(({ portfolioId }) => portfolioId === id)
        .map((account) => account.id);
      if (accountIds.length === 0) continue;
      for (const base of basesOf(portfolio, ahead)) {
        const pieces = await needs.unratedPieces({ accountIds, base });
        const isAhead = base !== portfolio.baseCurrency;
        found.push(
          ...pieces
            .map((piece) => ({ ...piece, portfolio, isAhead }))
            .filter((piece) => !known.has(keyOf(piece))),
        );
      }
    }
    return found;
  }

  /** All that are wanted now. False where some are left that may be had later. */
  async function lookUp(): Promise<boolean> {
    const now = clock.now();
    // What lies ahead was made under another clock: its moment has no price yet.
    const wanted = (await unrated()).filter(({ time }) => time <= now);
    const rateOf = createRateOf(needs);
    const isTold = wanted.length >= worthTelling;
    let toldAt = -Infinity;
    const ofLegs: RateOfHolding[] = [];
    let found: MovementRate[] = [];
    let missing = 0;
    for (const [done, each] of wanted.entries()) {
      if (closed) return true;
      const rate = await rateOf(each);
      if (rate === undefined) missing += 1;
      // What is folded in another currency is folded by it once it is measured in that.
      else if (each.held === undefined || each.isAhead === true) found.push(rate);
      else ofLegs.push({ held: each.held, rate, instrumentId: each.instrumentId });
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
    if (!closed) await recordLegRates(needs, ofLegs);
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

  /** Whatever the trader said meanwhile holds. */
  async function record(found: readonly MovementRate[]): Promise<void> {
    if (found.length === 0 || closed) return;
    await store.transact(async ({ rates }) => {
      const open: MovementRate[] = [];
      for (const rate of found) {
        const known = await rates.of(rate.movementId, rate.currency, rate.into);
        if (known === undefined) open.push(rate);
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
      if (!closed) needs.onLookedUp();
    } catch (fault) {
      if (!closed)
        log.warn('the rates of deposits, withdrawals and trades could not be looked up', { fault });
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

/** What results, fees and what came or went without a price were worth, in pieces. */
async function* unratedInBase(
  rates: RecordStore['read']['rates'],
  account: AccountId,
  base: Currency,
  isAhead: boolean,
): AsyncIterable<readonly (UnratedLeg | UnratedEntry)[]> {
  yield* rates.unratedWorth(account, base, isAhead);
  yield* rates.unratedResults(account, base, isAhead);
  yield* rates.unratedCapital(account, base, isAhead);
}

function keyOf({ movementId, currency, into }: WantedRate): string {
  return `${movementId} ${currency} ${into}`;
}

function wantedFor({ id, accountId, cash, time }: Flow, portfolio: Portfolio, into: Currency): WantedRate {
  const isAhead = into !== portfolio.baseCurrency;
  return { movementId: id, accountId, currency: cash.currency, into, time, portfolio, isAhead };
}

/** What portfolios are to be measured in. */
async function basesAhead({
  baseChanges,
}: Pick<RecordStore['read'], 'baseChanges'>): Promise<ReadonlyMap<PortfolioId, Currency>> {
  const asked = (await baseChanges.unfinished()).filter(({ made }) => made === undefined);
  return new Map(asked.map(({ portfolioId, to }) => [portfolioId, to]));
}

function basesOf(
  { id, baseCurrency }: Portfolio,
  ahead: ReadonlyMap<PortfolioId, Currency>,
): readonly Currency[] {
  const next = ahead.get(id);
  return next === undefined ? [baseCurrency] : [baseCurrency, next];
}

/** Its positions are not made yet. */
async function isBeingImported(
  { imports }: Pick<RecordStore['read'], 'imports'>,
  account: AccountId,
): Promise<boolean> {
  const runs = await imports.list();
  return runs.some(({ accountId, state }) => accountId === account && state !== 'done' && state !== 'undone');
}
