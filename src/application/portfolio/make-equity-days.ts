import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import type { Progress } from '#src/application/progress.ts';
import type { Account } from '#src/domain/account.ts';
import { dayLength, dayOf, type DayEquity } from '#src/domain/day-equity.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { GivenPrice } from '#src/domain/given-price.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { EquityDayRepository } from '#src/ports/equity-day-repository.ts';
import type { HistoryReader, ReadDayEquity, ReadEquityDays } from '#src/ports/history-reader.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createDayCandles } from './day-candles.ts';
import { priceSources } from './day-prices.ts';

export type EquityDaysNeeds = {
  readonly store: Pick<RecordStore, 'read'>;
  readonly days: EquityDayRepository;
  readonly reader: Pick<HistoryReader, 'equityDays'>;
  readonly instruments: () => readonly Instrument[];
  readonly given: () => readonly GivenPrice[];
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (progress: Progress) => void;
  /** Days were made, or made anew. */
  readonly onMade: () => void;
};

/** Milliseconds: what changes together is made together. */
const gatherTime = 2_000;
/** After a day has ended, its candles may be asked for. */
const afterDay = 90_000;
/** A price may need the rate of what it is in, which is asked for next. */
const mostRounds = 3;

/**
 * Makes the daily equity of each account from its record and the prices of its days, from the first day on that something
 * touched; prices that are missing are asked for. It is told what changed by the record itself, so nothing is lost where
 * it was broken off: the next look begins where the last one ended.
 */
export function createEquityDays(needs: EquityDaysNeeds) {
  const { store, days, reader, clock, log } = needs;
  const stopping = new AbortController();
  const candles = createDayCandles(needs);
  let callOff: (() => void) | undefined;
  let endOfDay: (() => void) | undefined;
  let running = false;
  let again = false;

  async function makeAll(): Promise<void> {
    const until = dayOf(clock.now());
    let isMade = false;
    for (const account of await store.read.accounts.list()) if (await make(account, until)) isMade = true;
    if (isMade && !stopping.signal.aborted) needs.onMade();
  }

  /** False where nothing had to be made. */
  async function make({ id }: Account, until: number): Promise<boolean> {
    const before = await days.basis(id);
    const question = { accountId: id, basis: before, firstUnknown: await days.firstUnknown(id), until };
    let read: ReadEquityDays = { isWhole: false };
    for (let round = 0; round < mostRounds; round += 1) {
      read = await reader.equityDays(question, stopping.signal);
      if (!read.isWhole || stopping.signal.aborted) return false;
      const wanted = missingIn(read.days);
      if (wanted.size === 0) break;
      const sources = priceSources(needs.instruments(), needs.given(), read.basis.base);
      if (!(await candles.ask(sources, wanted, stopping.signal))) break;
    }
    if (!read.isWhole || stopping.signal.aborted) return false;
    if (read.basis.rateFiles.length > 0 && missingIn(read.days).size > 0)
      read = await reader.equityDays({ ...question, usesFiles: true }, stopping.signal);
    if (!read.isWhole || stopping.signal.aborted) return false;
    const { from, basis, days: made } = read;
    if (made.length === 0 && JSON.stringify(basis) === JSON.stringify(before)) return false;
    await days.replace(id, from, made.map(fromText), basis);
    await nextTurn();
    return true;
  }

  async function run(): Promise<void> {
    callOff = undefined;
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await makeAll();
    } catch (fault) {
      if (!stopping.signal.aborted) log.warn('the daily equity could not be made', { fault });
    }
    running = false;
    if (!again || stopping.signal.aborted) return;
    again = false;
    await run();
  }

  function look(): void {
    if (stopping.signal.aborted) return;
    callOff?.();
    callOff = clock.after(gatherTime, () => void run());
    endOfDay?.();
    const now = clock.now();
    endOfDay = clock.after(dayOf(now) + dayLength + afterDay - now, look);
  }

  return {
    /** At the start, after what changed the past, and when a venue can be asked again. */
    look,
    close(): void {
      stopping.abort();
      callOff?.();
      endOfDay?.();
    },
  };
}

/** What has no price, each with the first moment of the days without one, and the first behind them. */
function missingIn(days: readonly ReadDayEquity[]) {
  const missing = new Map<DayEquity['missing'][number], { from: number; to: number }>();
  for (const { day, missing: names } of days)
    for (const name of names) {
      const span = missing.get(name);
      if (span === undefined) missing.set(name, { from: day, to: day + dayLength });
      else span.to = day + dayLength;
    }
  return missing;
}

function fromText({ day, equity, paidIn, missing }: ReadDayEquity): DayEquity {
  return { day, equity: decimalOf(equity), paidIn: decimalOf(paidIn), missing };
}

function decimalOf(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}
