import type { Change } from '#src/application/changes.ts';
import type { CandlesNeeds } from '#src/application/market/load-candles.ts';
import type { MarketWatch } from '#src/application/market/market-watch.ts';
import {
  givenIn,
  pricedBy,
  readPortfolio,
  snapshotOf,
  tellsWhole,
  valueNow,
  type PortfolioRecord,
  type ShownGivenPrice,
  type ValueNeeds,
} from './value-portfolio.ts';
import type { Portfolio } from '#src/domain/account.ts';
import type { AccountId, Currency, InstrumentId, PortfolioId } from '#src/domain/ids.ts';
import { turnsMoney } from '#src/domain/held.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import { dayBegin, nextDay, type DayRule } from '#src/domain/trading-day.ts';
import type { Drawdown } from '#src/domain/performance.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { EquityDayRepository } from '#src/ports/equity-day-repository.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { BalanceChecks } from './balance-checks.ts';
import { createDrawdowns } from './drawdowns.ts';
import { createPaidIn } from './paid-in.ts';
import { createDayProfits, type LiveDay } from './day-profits.ts';

export type LiveValuation = {
  readonly record: PortfolioRecord;
  /** False where something was committed while it was read. */
  readonly isCurrent: boolean;
  /** Undefined while an import is half in. */
  readonly valuation: Valuation | undefined;
  readonly given: readonly ShownGivenPrice[];
  /** What statements say of its accounts. */
  readonly statements: BalanceChecks;
  /** Undefined until it is known what happened since the day began. */
  readonly day: LiveDay | undefined;
  /** The deepest fall so far, this moment's included; undefined while no equity is known. */
  readonly drawdown: Drawdown | undefined;
  /** Grows when the past of the curve changes. */
  readonly curve: number;
  readonly time: number;
};

export type LiveValuationNeeds = {
  readonly store: RecordStore;
  readonly values: ValueNeeds;
  /** Makes the instruments of positions known that an import, which is under way, may have brought. */
  readonly learn: (positions: PortfolioRecord['open']) => Promise<void>;
  readonly watch: MarketWatch;
  readonly clock: Clock;
  readonly log: Log;
  readonly candlesOf: (id: InstrumentId) => CandlesNeeds;
  readonly equityDays: EquityDayRepository;
  readonly statementsOf: (accounts: readonly AccountId[]) => BalanceChecks;
  readonly readDayRule: () => Promise<DayRule>;
  /** Nothing is written then. */
  readonly readOnly: boolean;
  readonly onValuation: (valued: LiveValuation) => void;
};

/** Milliseconds. What happens together, as the fills of one order, is valued together. */
const gatherTime = 250;
/** Prices alone change the figures no more often than they can be read. */
const priceTime = 1000;
const snapshotEvery = intervalMilliseconds['1h'];
/** A computer may sleep over the beginning of a day, and a clock may be set over it: a timer sees neither. */
const lookEvery = 1_000;

/** Values every portfolio anew when its record or its prices change; keeps a snapshot an hour and one as the day begins. */
export function createLiveValuations(needs: LiveValuationNeeds) {
  const { store, values, watch, clock, log } = needs;
  const records = new Map<PortfolioId, PortfolioRecord>();
  const latest = new Map<PortfolioId, LiveValuation>();
  const watched = new Map<InstrumentId, () => void>();
  let portfolios: readonly Portfolio[] = [];
  const withheld = new Set<PortfolioId>();
  const days = createDayProfits({ ...needs, onPrice: scheduleSoon });
  const drawdowns = createDrawdowns({ ...values.read, equityDays: needs.equityDays });
  const paidIn = createPaidIn(values.read);
  let rule: DayRule = { zone: 'UTC', hour: 0 };
  let stopSnapshots: (() => void) | undefined;
  let stopDay: (() => void) | undefined;
  let scheduled: { readonly due: number; readonly cancel: () => void } | undefined;
  let valuedAt = -Infinity;
  let running = false;
  /** When to value next, asked for while it was valued. */
  let again: number | undefined;
  let closed = false;
  let version = 0;
  let snapshotDue = false;
  let curve = 0;

  /** What the portfolio of an account is measured in. */
  function baseOf(account: AccountId): Currency | undefined {
    const ofAccount = ({ record }: LiveValuation) => record.accounts.some(({ id }) => id === account);
    return [...latest.values()].find(ofAccount)?.record.portfolio.baseCurrency;
  }

  function scheduleSoon(): void {
    schedule(clock.monotonic() + gatherTime);
  }

  function onPrice(): void {
    schedule(Math.max(clock.monotonic() + gatherTime, valuedAt + priceTime));
  }

  /** The earliest that was asked for counts. */
  function schedule(due: number): void {
    if (closed) return;
    if (running) again = Math.min(again ?? Infinity, due);
    else if (scheduled === undefined || due < scheduled.due) {
      scheduled?.cancel();
      scheduled = { due, cancel: clock.after(due - clock.monotonic(), () => void run()) };
    }
  }

  async function run(): Promise<void> {
    scheduled = undefined;
    running = true;
    valuedAt = clock.monotonic();
    try {
      await valueAll();
    } catch (fault) {
      log.error('a portfolio could not be valued', { fault });
    }
    running = false;
    const due = again;
    again = undefined;
    if (due !== undefined) schedule(due);
  }

  async function valueAll(): Promise<void> {
    for (const portfolio of portfolios) {
      const { id } = portfolio;
      if (withheld.has(id)) continue;
      const before = version;
      const record = await recordOf(id);
      const valuation = valueNow(values, record);
      const time = clock.now();
      const day = await days.of(record, valuation, time, rule);
      const isCurrent = version === before;
      // Of a record that changed meanwhile nothing is told that may be half of one state and half of another.
      const told = isCurrent
        ? { day, drawdown: await drawdowns.plus(record, snapshotOf(portfolio, time, valuation)) }
        : { day: latest.get(id)?.day, drawdown: latest.get(id)?.drawdown };
      const statements = needs.statementsOf(record.accounts.map((account) => account.id));
      const given = givenIn(values, record);
      if (withheld.has(id)) continue;
      const valued = { record, isCurrent, valuation, given, statements, ...told, curve, time };
      latest.set(id, valued);
      needs.onValuation(valued);
    }
    follow(new Set([...records.values()].flatMap((record) => pricedBy(values, record))));
    if (snapshotDue) await saveSnapshots();
  }

  /** By timers: a portfolio has a curve also where nothing ticks. */
  function keepSnapshots(): void {
    stopSnapshots = clock.after(snapshotEvery, () => {
      keepSnapshots();
      takeSnapshots();
    });
  }

  function takeSnapshots(): void {
    snapshotDue = true;
    schedule(clock.monotonic());
  }

  /** Looks at the clock until another day has begun, by itself or because the clock was set. */
  function awaitDay(): void {
    stopDay?.();
    const begin = dayBegin(clock.now(), rule);
    const next = nextDay(begin, rule);
    function look(): void {
      const now = clock.now();
      if (now >= begin && now < next) {
        stopDay = clock.after(Math.min(next - now, lookEvery), look);
        return;
      }
      days.startAt(now, rule);
      takeSnapshots();
      awaitDay();
    }
    look();
  }

  async function recordOf(id: PortfolioId): Promise<PortfolioRecord> {
    const known = records.get(id);
    if (known !== undefined) return known;
    const before = version;
    const record = await readPortfolio(values, id, paidIn.of);
    await needs.learn(record.open);
    // What was committed while it was read may not be in it: it serves once, and is read again.
    if (version === before) records.set(id, record);
    return record;
  }

  function forget(): void {
    version += 1;
    records.clear();
  }

  function forgetCurve(): void {
    curve += 1;
    drawdowns.forget();
  }

  /** What the others hold is as it was. */
  function forgetThoseOf(accounts: ReadonlySet<AccountId>): void {
    version += 1;
    for (const [id, record] of records)
      if (record.accounts.some((account) => accounts.has(account.id))) records.delete(id);
  }

  function follow(wanted: ReadonlySet<InstrumentId>): void {
    for (const [id, unwatch] of watched) {
      if (wanted.has(id)) continue;
      watched.delete(id);
      unwatch();
    }
    for (const id of wanted) if (!watched.has(id)) watched.set(id, watch.watch(id, onPrice));
  }

  async function saveSnapshots(): Promise<void> {
    snapshotDue = false;
    if (needs.readOnly) return;
    await store.transact(async (unit) => {
      const imports = await unit.imports.list();
      const known = [...latest.values()].filter(({ valuation }) => totalOf(valuation?.equity) !== undefined);
      const whole = known.filter(({ record }) => tellsWhole(record.imports, imports));
      await unit.portfolios.saveSnapshots(
        whole.map(({ record, valuation, time }) => snapshotOf(record.portfolio, time, valuation)),
      );
      // An import is under way: there is a point as soon as it is in, or out, as a whole.
      snapshotDue ||= whole.length < known.length;
    });
  }

  async function saveLast(): Promise<void> {
    try {
      if (latest.size > 0) await saveSnapshots();
    } catch (fault) {
      // A point of the equity curve must not stand in the way of what follows, as on a full disk.
      log.warn('the last snapshot could not be kept', { fault });
    }
  }

  return {
    /** Reads everything anew: at the start, and after work whose changes it is not told. */
    async reload(): Promise<void> {
      forget();
      paidIn.forget();
      forgetCurve();
      days.forgetMovements();
      withheld.clear();
      portfolios = await store.read.portfolios.list();
      await valueAll();
    },
    /** Reads when the trader's day begins; once before all else, and when the setting has changed. */
    async readDay(): Promise<void> {
      rule = await needs.readDayRule();
      if (closed) return;
      awaitDay();
      if (stopSnapshots === undefined) keepSnapshots();
      scheduleSoon();
    },
    /** After rates of what was paid in were recorded. */
    followRates(): void {
      forget();
      paidIn.forget();
      forgetCurve();
      scheduleSoon();
    },
    /** After days were made of the record and the prices of then. */
    followDays(): void {
      curve += 1;
      drawdowns.lookAgain();
      scheduleSoon();
    },
    /** Something is priced otherwise: the trader gave a price, or took one away. */
    onGiven(): void {
      days.forgetPrices();
      scheduleSoon();
    },
    /** Statements were checked, or are to be. */
    onStatements: scheduleSoon,
    dayRule: (): DayRule => rule,
    baseOf,
    latest: (): readonly LiveValuation[] => [...latest.values()],
    /** What is known of it holds no more: it has no figures until all is read anew. */
    withhold(id: PortfolioId): void {
      withheld.add(id);
      latest.delete(id);
    },
    /** A point of the curve as soon as all is valued again. */
    takeSnapshots,
    /** A point of the curve as it is, before the record changes so that the curve breaks. */
    async keepPoint(): Promise<void> {
      await valueAll();
      await saveLast();
    },
    /** After committed changes. */
    follow(changes: readonly Change[]): void {
      const fills = changes.flatMap((change) => (change.type === 'fillAdded' ? [change.fill] : []));
      const rebuilt = changes.flatMap((change) =>
        change.type === 'positionsRebuilt' ? [change.accountId] : [],
      );
      if (fills.length + rebuilt.length === 0) return;
      for (const fill of fills) days.addFill(fill);
      for (const { accountId, instrumentId } of fills) {
        const instrument = values.instrument(instrumentId);
        if (instrument === undefined || turnsMoney(instrument, baseOf(accountId)))
          paidIn.forgetThatOf(accountId);
      }
      forgetThoseOf(new Set([...rebuilt, ...fills.map(({ accountId }) => accountId)]));
      scheduleSoon();
    },
    async close(): Promise<void> {
      closed = true;
      scheduled?.cancel();
      stopSnapshots?.();
      stopDay?.();
      days.close();
      for (const unwatch of watched.values()) unwatch();
      await saveLast();
    },
  };
}
