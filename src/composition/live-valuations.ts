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
import type { InstrumentId, PortfolioId } from '#src/domain/ids.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type LiveValuation = {
  readonly record: PortfolioRecord;
  readonly valuation: Valuation;
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
const snapshotEvery = 3_600_000;

/** Values every portfolio anew when its record or its prices change, and keeps a snapshot an hour. */
export function createLiveValuations(needs: LiveValuationNeeds) {
  const { store, values, watch, clock, log } = needs;
  const records = new Map<PortfolioId, PortfolioRecord>();
  const latest = new Map<PortfolioId, LiveValuation>();
  const watched = new Map<InstrumentId, () => void>();
  let portfolios: readonly Portfolio[] = [];
  let scheduled: (() => void) | undefined;
  let running = false;
  let closed = false;
  let lastSnapshot = clock.now();

  function schedule(): void {
    if (closed || running) return;
    scheduled ??= clock.after(settleTime, () => {
      scheduled = undefined;
      running = true;
      valueAll()
        .catch((fault: unknown) => log.error('a portfolio could not be valued', { fault }))
        .finally(() => {
          running = false;
        });
    });
  }

  async function valueAll(): Promise<void> {
    for (const { id } of portfolios) {
      const record = records.get(id) ?? (await readPortfolio(values, id));
      records.set(id, record);
      const valued = { record, valuation: valueNow(values, record), time: clock.now() };
      latest.set(id, valued);
      needs.onValuation(valued);
    }
    follow(new Set([...records.values()].flatMap((record) => pricedBy(values, record))));
    if (clock.now() - lastSnapshot >= snapshotEvery) await saveSnapshots();
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
    lastSnapshot = clock.now();
    const snapshots = [...latest.values()]
      .filter(({ valuation }) => valuation.equity !== undefined)
      .map(({ record, valuation, time }) => snapshotOf(record.portfolio, time, valuation));
    if (snapshots.length > 0) await store.transact((unit) => unit.portfolios.saveSnapshots(snapshots));
  }

  return {
    /** Reads everything anew: at the start, and after work whose changes it is not told. */
    async reload(): Promise<void> {
      records.clear();
      portfolios = await store.read.portfolios.list();
      await valueAll();
    },
    latest: (): readonly LiveValuation[] => [...latest.values()],
    /** After committed changes. */
    follow(changes: readonly Change[]): void {
      const touched = changes.some(({ type }) => type === 'fillAdded' || type === 'positionChanged');
      if (!touched) return;
      records.clear();
      schedule();
    },
    async close(): Promise<void> {
      closed = true;
      scheduled?.();
      for (const unwatch of watched.values()) unwatch();
      if (latest.size > 0) await saveSnapshots();
    },
  };
}
