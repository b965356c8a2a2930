import type { Change, Publish } from '#src/application/changes.ts';
import type { Progress } from '#src/application/progress.ts';
import type { TradingSession } from '#src/application/orders/trading-session.ts';
import { createBalanceChecks } from '#src/application/portfolio/balance-checks.ts';
import { createBaseChanges } from '#src/application/portfolio/base-changes.ts';
import { createGains } from '#src/application/portfolio/gains.ts';
import { createGivenPrices } from '#src/application/portfolio/given-prices.ts';
import { createHoldings } from '#src/application/portfolio/holdings.ts';
import { createLiveValuations } from '#src/application/portfolio/live-valuations.ts';
import { createRateFiles } from '#src/application/portfolio/rate-files.ts';
import { dayOf } from '#src/domain/day-equity.ts';
import { venueOf, type InstrumentId, type VenueId } from '#src/domain/ids.ts';
import { isPayment } from '#src/domain/leg-effect.ts';
import type { Position } from '#src/domain/position.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { GroupReader } from '#src/ports/group-reader.ts';
import type { HistoryReader } from '#src/ports/history-reader.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { ReadRateFile } from '#src/ports/rate-files.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { createPastWork } from './past-work.ts';
import type { WorkspaceChange } from './workspace-change.ts';

type FiguresNeeds = {
  readonly files: WorkspaceFiles;
  readonly feeds: ReadonlyMap<VenueId, MarketDataFeed>;
  readonly session: Pick<TradingSession, 'catalogue' | 'watch'>;
  readonly reader: HistoryReader;
  readonly openGroups: (folder: string) => GroupReader;
  readonly readRateFile: ReadRateFile;
  /** Throws a NoRoomError where the disk of that folder has none for so many published rates. */
  readonly requireRoomForRates: (rates: number, folder: string) => Promise<void>;
  readonly readDayRule: () => Promise<DayRule>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly report: (progress: Progress) => void;
  readonly publish: (change: WorkspaceChange) => void;
  readonly onFolded: Publish;
  /** Records, and makes the positions that were marked by that. */
  readonly foldAnew: <Recorded extends { readonly ok: boolean }>(
    record: () => Promise<Recorded>,
  ) => Promise<Recorded>;
};

/** What an open workspace is worth, now and on past days, and what that is made of. */
export function createFigures(needs: FiguresNeeds) {
  const { files, feeds, session, reader, clock, log, publish, onFolded, foldAnew } = needs;
  const store = files.record;
  const { catalogue, watch } = session;
  const { mark } = watch;
  const givenPrices = createGivenPrices({
    store,
    clock,
    instrument: catalogue.find,
    instruments: catalogue.list,
    pairs: catalogue.pairs,
    isConnected: (venue) => feeds.has(venue),
    mark,
    stored: files.market,
    onChange: () => valuations.onGiven(),
  });
  const values = {
    read: store.read,
    mark: givenPrices.markOf,
    instrument: catalogue.find,
    pairs: catalogue.pairs,
    given: givenPrices.lookup,
  };
  const groups = needs.openGroups(files.folder);
  const holdings = createHoldings(groups, values);
  const gains = createGains(reader);
  const balanceChecks = createBalanceChecks({
    store,
    reader,
    clock,
    log,
    onChange: () => valuations.onStatements(),
  });
  const candlesOf = (instrument: InstrumentId) => ({
    feed: feeds.get(venueOf(instrument)),
    stored: files.market,
    log,
  });
  const valuations = createLiveValuations({
    store,
    values,
    learn: catalogue.learn,
    watch,
    clock,
    log,
    candlesOf,
    equityDays: files.equityDays,
    statementsOf: balanceChecks.of,
    readDayRule: needs.readDayRule,
    readOnly: files.readOnly !== undefined,
    onValuation(valued) {
      publish({ type: 'valuationChanged', valued });
      baseChanges.follow();
    },
  });
  const past =
    files.readOnly === undefined
      ? createPastWork({
          store,
          pairs: catalogue.pairs,
          references: files.referenceRates,
          instruments: catalogue.list,
          given: givenPrices.lookup.all,
          days: files.equityDays,
          reader,
          candlesOf,
          unratedPieces: async (question) => (await groups.readHoldings(question)).unrated,
          clock,
          log,
          report: needs.report,
          onRated: valuations.followRates,
          onLookedUp: () => baseChanges.makeAll(),
          onMade: valuations.followDays,
          onFolded,
          foldAnew,
        })
      : undefined;
  const rateFiles = createRateFiles({
    ...needs,
    store,
    references: files.referenceRates,
    read: needs.readRateFile,
    requireRoom: (rates) => needs.requireRoomForRates(rates, files.folder),
    look: () => past?.look(),
    onFolded,
    foldAnew,
  });
  const baseChanges = createBaseChanges({
    store,
    clock,
    log,
    valuations,
    look: () => past?.lookForRates(),
    onFolded,
    foldAnew,
    onChange: () => publish({ type: 'workspaceChanged' }),
  });

  function follow(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.type === 'positionChanged' && lacksRate(change.position)) past?.lookForRates();
      if (change.type === 'fillAdded' && change.fill.time < dayOf(clock.now())) past?.lookAtDays();
    }
    valuations.follow(changes);
    balanceChecks.follow(changes);
  }

  /** Whether its last trade was paid in another currency, or its fee was, or all of it is in another than its portfolio's. */
  function lacksRate({ accountId, last, currency, held, fees }: Position): boolean {
    const traded = 'fillId' in last ? catalogue.find(last.instrumentId) : undefined;
    if (traded === undefined) return false;
    return (
      currency !== valuations.baseOf(accountId) ||
      traded.settle !== currency ||
      isPayment(traded, held) ||
      fees.some((fee) => fee.currency !== currency)
    );
  }

  /** After work beside the session. */
  async function reload(): Promise<void> {
    await givenPrices.reload();
    await balanceChecks.reload();
    await valuations.reload();
    past?.look();
    valuations.takeSnapshots();
  }

  return {
    values,
    valuations,
    givenPrices,
    groups,
    holdings,
    gains,
    balanceChecks,
    past,
    rateFiles,
    baseChanges,
    follow,
    reload,
  };
}
