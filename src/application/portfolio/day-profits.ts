import type { Currency } from '#src/domain/ids.ts';
import { dayProfit, movementIn, type DaySpan, type PastPrice } from './day-profit.ts';
import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import { priceAt } from '#src/application/market/opening-price.ts';
import type { PortfolioRecord, ValueNeeds } from './value-portfolio.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { MovementSum, type Movement } from '#src/domain/holdings.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import { dayBegin, nextDay, type DayRule } from '#src/domain/trading-day.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';

/** The day so far of one portfolio. */
export type LiveDay = {
  readonly from: number;
  readonly rule: DayRule;
  readonly profit: Decimal | undefined;
  /** Symbols whose price at the beginning of the day, or when something was paid in or out, is not known. */
  readonly unknown: readonly string[];
};

export type DayProfitNeeds = {
  readonly values: ValueNeeds;
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  readonly clock: Clock;
  readonly log: Log;
  /** A price of the past has come. */
  readonly onPrice: () => void;
};

/** Milliseconds, doubling: a venue that has no price of that moment is not asked for ever. */
const firstRetry = 2_000;
const longestRetry = 300_000;

type Asked = { readonly at: number; readonly wait: number; readonly callOff: () => void };

/**
 * A fill of tomorrow was made today, under a clock that was set back since. One that lies further ahead was made under a
 * clock that was wrong by days, and would otherwise count again every day until its own.
 */
function endOfCount(from: number, rule: DayRule): number {
  return nextDay(nextDay(from, rule), rule);
}

/** The price of a moment is the last close before it: one for all moments of a minute, and asked for once. */
function keyOf(id: InstrumentId, moment: number): string {
  return `${Math.floor(moment / intervalMilliseconds['1m'])} ${id}`;
}

/** What each portfolio gained since the day began: what happened since is read once a day, and added up from then on. */
export function createDayProfits(needs: DayProfitNeeds) {
  const { values, clock, log } = needs;
  const movements = new Map<AccountId, { readonly base: Currency; readonly sum: MovementSum }>();
  const prices = new Map<string, Decimal>();
  const asked = new Map<string, Asked>();
  let day: DaySpan | undefined;
  let version = 0;

  function forgetMovements(): void {
    version += 1;
    movements.clear();
  }

  /** Takes the day that `time` lies in. */
  function startAt(time: number, rule: DayRule): DaySpan {
    const from = dayBegin(time, rule);
    if (day?.from === from) return day;
    day = { from, to: endOfCount(from, rule) };
    forgetMovements();
    prices.clear();
    forgetAsked();
    return day;
  }

  function forgetAsked(): void {
    for (const { callOff } of asked.values()) callOff();
    asked.clear();
  }

  /** Undefined where something was recorded while it was read. */
  async function movementOf(
    { accounts, portfolio }: PortfolioRecord,
    span: DaySpan,
  ): Promise<Movement | undefined> {
    const all = new MovementSum();
    const base = portfolio.baseCurrency;
    const own = new Set(accounts.map(({ id }) => id));
    for (const { id } of accounts) {
      const before = version;
      const known = movements.get(id)?.sum ?? (await movementIn(values, { id, base, accounts: own }, span));
      if (version !== before) return undefined;
      movements.set(id, { base, sum: known });
      all.add(known.sum());
    }
    return all.sum();
  }

  async function lookFor({ id, moment }: PastPrice, span: DaySpan): Promise<void> {
    const source = values.given.sourceOf(id);
    const price = await priceAt(needs.candlesOf(source), source, moment);
    if (price === undefined || day !== span || values.given.sourceOf(id) !== source) return;
    const key = keyOf(id, moment);
    prices.set(key, price);
    asked.get(key)?.callOff();
    needs.onPrice();
  }

  function ask(wanted: PastPrice, span: DaySpan): void {
    const key = keyOf(wanted.id, wanted.moment);
    const before = asked.get(key);
    const now = clock.monotonic();
    if (before !== undefined && now < before.at + before.wait) return;
    before?.callOff();
    const wait = Math.min((before?.wait ?? firstRetry / 2) * 2, longestRetry);
    // Valued again then, and so asked again, also where nothing ticks.
    asked.set(key, { at: now, wait, callOff: clock.after(wait, needs.onPrice) });
    lookFor(wanted, span).catch((fault: unknown) =>
      log.warn('a price that the day’s profit needs could not be had', { ...wanted, fault }),
    );
  }

  return {
    startAt,
    /** Undefined where the record has changed since it was read: then it is asked again. */
    async of(
      record: PortfolioRecord,
      valuation: Valuation | undefined,
      time: number,
      rule: DayRule,
    ): Promise<LiveDay | undefined> {
      const span = startAt(time, rule);
      const movement = await movementOf(record, span);
      if (movement === undefined || day !== span) return undefined;
      const { profit, unpriced } = dayProfit(values, record, valuation, {
        from: span.from,
        now: time,
        movement,
        priceAt: (id, moment) => prices.get(keyOf(id, moment)),
      });
      for (const wanted of unpriced) ask(wanted, span);
      const unknown = new Set(unpriced.map(({ id }) => values.instrument(id)?.symbol ?? id));
      return { from: span.from, rule, profit, unknown: [...unknown] };
    },
    addFill(fill: Fill): void {
      version += 1;
      const instrument = values.instrument(fill.instrumentId);
      if (day === undefined || instrument === undefined) return;
      if (fill.time < day.from || fill.time >= day.to) return;
      const moved = movements.get(fill.accountId);
      moved?.sum.addFill(fill, instrument, moved.base);
    },
    /** A price is taken from elsewhere: those of the day are looked for anew. */
    forgetPrices(): void {
      prices.clear();
      forgetAsked();
    },
    /** After work that told of no fill, such as an import. */
    forgetMovements,
    close: forgetAsked,
  };
}
