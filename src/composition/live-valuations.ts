import type { Change } from '#src/application/changes.ts';
import type { MarketWatch } from '#src/application/market-watch.ts';
import {
  pricedBy,
  readPortfolio,
  snapshotOf,
  valueNow,
  type PortfolioRecord,
  type ValueNeeds,
} from '#src/application/value-portfolio.ts';
import type { Portfolio } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentId, PortfolioId } from '#src/domain/ids.ts';
import { intervalMilliseconds } from '#src/domain/market.ts';
import { profitSince, type EquitySnapshot } from '#src/domain/performance.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type LiveValuation = {
  readonly record: PortfolioRecord;
  /** False where something was committed while it was read. */
  readonly isCurrent: boolean;
  readonly valuation: Valuation;
  /** Since the last snapshot before today (UTC), deposits left out; unknown without one. */
  readonly dayProfit: Decimal | undefined;
  readonly time: number;
};

export type LiveValuationNeeds = {
  readonly store: RecordStore;
  readonly values: ValueNeeds;
  readonly watch: MarketWatch;
  readonly clock: Clock;
  readonly log: Log;
  readonly onValuation: (valued: LiveValuation) => void;
};

/** Often enough for the eye, seldom enough for the machine. Milliseconds. */
const settleTime = 250;
const snapshotEvery = intervalMilliseconds['1h'];
const day = intervalMilliseconds['1d'];
/** An opening older than this says nothing of the day. */
const openingReach = 7 * day;

type DayOpening = { readonly midnight: number; readonly snapshot: EquitySnapshot | undefined };

/** Values every portfolio anew when its record or its prices change, and keeps a snapshot an hour. */
export function createLiveValuations(needs: LiveValuationNeeds) {
  const { store, values, watch, clock, log } = needs;
  const records = new Map<PortfolioId, PortfolioRecord>();
  const latest = new Map<PortfolioId, LiveValuation>();
  const watched = new Map<InstrumentId, () => void>();
  let portfolios: readonly Portfolio[] = [];
  const openings = new Map<PortfolioId, DayOpening>();
  let scheduled: (() => void) | undefined;
  let running = false;
  let again = false;
  let closed = false;
  let version = 0;
  /** On the clock that nobody sets. */
  let lastSnapshot = clock.monotonic();

  function schedule(): void {
    if (closed) return;
    if (running) again = true;
    else scheduled ??= clock.after(settleTime, () => void run());
  }

  async function run(): Promise<void> {
    scheduled = undefined;
    running = true;
    try {
      await valueAll();
    } catch (fault) {
      log.error('a portfolio could not be valued', { fault });
    }
    running = false;
    if (again) schedule();
    again = false;
  }

  async function valueAll(): Promise<void> {
    for (const portfolio of portfolios) {
      const { id } = portfolio;
      const before = version;
      const record = await recordOf(id);
      const valuation = valueNow(values, record);
      const time = clock.now();
      const dayProfit = profitSince(valuation, await openingOf(id, time));
      const valued = { record, isCurrent: version === before, valuation, dayProfit, time };
      latest.set(id, valued);
      needs.onValuation(valued);
    }
    follow(new Set([...records.values()].flatMap((record) => pricedBy(values, record))));
    if (clock.monotonic() - lastSnapshot >= snapshotEvery) await saveSnapshots();
  }

  async function recordOf(id: PortfolioId): Promise<PortfolioRecord> {
    const known = records.get(id);
    if (known !== undefined) return known;
    const before = version;
    const record = await readPortfolio(values, id);
    // What was committed while it was read may not be in it: it serves once, and is read again.
    if (version === before) records.set(id, record);
    return record;
  }

  /** The last snapshot before today (UTC). */
  async function openingOf(id: PortfolioId, time: number): Promise<EquitySnapshot | undefined> {
    const midnight = Math.floor(time / day) * day;
    const known = openings.get(id);
    if (known?.midnight === midnight) return known.snapshot;
    const snapshots = await store.read.portfolios.snapshots(id, midnight - openingReach, midnight);
    const snapshot = snapshots.at(-1);
    openings.set(id, { midnight, snapshot });
    return snapshot;
  }

  function forget(): void {
    version += 1;
    records.clear();
  }

  function follow(wanted: ReadonlySet<InstrumentId>): void {
    for (const [id, unwatch] of watched) {
      if (wanted.has(id)) continue;
      watched.delete(id);
      unwatch();
    }
    for (const id of wanted) if (!watched.has(id)) watched.set(id, watch.watch(id, schedule));
  }

  async function saveSnapshots(): Promise<void> {
    lastSnapshot = clock.monotonic();
    const snapshots = [...latest.values()]
      .filter(({ valuation }) => valuation.equity !== undefined)
      .map(({ record, valuation, time }) => snapshotOf(record.portfolio, time, valuation));
    if (snapshots.length > 0) await store.transact((unit) => unit.portfolios.saveSnapshots(snapshots));
  }

  return {
    /** Reads everything anew: at the start, and after work whose changes it is not told. */
    async reload(): Promise<void> {
      forget();
      portfolios = await store.read.portfolios.list();
      await valueAll();
    },
    latest: (): readonly LiveValuation[] => [...latest.values()],
    /** After committed changes. */
    follow(changes: readonly Change[]): void {
      const touched = changes.some(({ type }) => type === 'fillAdded');
      if (!touched) return;
      forget();
      schedule();
    },
    async close(): Promise<void> {
      closed = true;
      scheduled?.();
      for (const unwatch of watched.values()) unwatch();
      try {
        if (latest.size > 0) await saveSnapshots();
      } catch (fault) {
        // A point of the equity curve must not stand in the way of closing, as on a full disk.
        log.warn('the last snapshot could not be kept', { fault });
      }
    },
  };
}
