import { dayProfit, movementSince } from './day-profit.ts';
import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import { priceAt } from '#src/application/market/opening-price.ts';
import type { PortfolioRecord, ValueNeeds } from './value-portfolio.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { MovementSum, type Movement } from '#src/domain/holdings.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import { dayBegin, type DayRule } from '#src/domain/trading-day.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';

/** The day so far of one portfolio. */
export type LiveDay = {
  readonly from: number;
  readonly rule: DayRule;
  readonly profit: Decimal | undefined;
  /** Symbols whose price at the beginning of the day is not known. */
  readonly unknown: readonly string[];
};

export type DayProfitNeeds = {
  readonly values: ValueNeeds;
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  readonly clock: Clock;
  readonly log: Log;
  /** A price of the beginning of the day has come. */
  readonly onPrice: () => void;
};

/** Milliseconds, doubling: a venue that has no price of that moment is not asked for ever. */
const firstRetry = 2_000;
const longestRetry = 300_000;

type Asked = { readonly at: number; readonly wait: number };

/** What each portfolio gained since the day began: what happened since is read once a day, and added up from then on. */
export function createDayProfits(needs: DayProfitNeeds) {
  const { values, clock, log } = needs;
  const movements = new Map<AccountId, MovementSum>();
  const prices = new Map<InstrumentId, Decimal>();
  const asked = new Map<InstrumentId, Asked>();
  let from: number | undefined;
  let version = 0;

  function forgetMovements(): void {
    version += 1;
    movements.clear();
  }

  function startAt(begin: number): void {
    if (begin === from) return;
    from = begin;
    forgetMovements();
    prices.clear();
    asked.clear();
  }

  /** Undefined where something was recorded while it was read. */
  async function movementOf(
    accounts: PortfolioRecord['accounts'],
    begin: number,
  ): Promise<Movement | undefined> {
    const all = new MovementSum();
    for (const { id } of accounts) {
      const before = version;
      const known = movements.get(id) ?? (await movementSince(values, id, begin));
      if (version !== before) return undefined;
      movements.set(id, known);
      all.add(known.sum());
    }
    return all.sum();
  }

  async function lookFor(id: InstrumentId, begin: number): Promise<void> {
    try {
      const price = await priceAt(needs.candlesOf(id), id, begin);
      if (price === undefined || from !== begin) return;
      prices.set(id, price);
      needs.onPrice();
    } catch (fault) {
      log.warn('a price of the beginning of the day could not be had', { id, fault });
    }
  }

  function ask(id: InstrumentId, begin: number): void {
    const before = asked.get(id);
    const now = clock.monotonic();
    if (before !== undefined && now < before.at + before.wait) return;
    asked.set(id, { at: now, wait: Math.min((before?.wait ?? firstRetry / 2) * 2, longestRetry) });
    void lookFor(id, begin);
  }

  return {
    startAt,
    /** At the very beginning of the day: what the market pays now is its opening. */
    open(ids: Iterable<InstrumentId>): void {
      for (const id of ids) {
        const mark = values.mark(id);
        if (mark !== undefined) prices.set(id, mark);
      }
    },
    /** Undefined where the record has changed since it was read: then it is asked again. */
    async of(
      record: PortfolioRecord,
      valuation: Valuation,
      time: number,
      rule: DayRule,
    ): Promise<LiveDay | undefined> {
      const begin = dayBegin(time, rule);
      startAt(begin);
      const movement = await movementOf(record.accounts, begin);
      if (movement === undefined || from !== begin) return undefined;
      const { profit, unpriced } = dayProfit(values, record, valuation, {
        movement,
        openingPrice: (id) => prices.get(id),
      });
      for (const id of unpriced) ask(id, begin);
      const unknown = unpriced.map((id) => values.instrument(id)?.symbol ?? id);
      return { from: begin, rule, profit, unknown };
    },
    addFill(fill: Fill): void {
      version += 1;
      const instrument = values.instrument(fill.instrumentId);
      if (from === undefined || fill.time < from || instrument === undefined) return;
      movements.get(fill.accountId)?.addFill(fill, instrument);
    },
    /** After work that told of no fill, such as an import. */
    forgetMovements,
  };
}
