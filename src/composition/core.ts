import { readerVersion } from '#src/infrastructure/importing/csv/formats/reader-versions.ts';
import { createWorkspaceManager } from '#src/application/workspaces/workspace-manager.ts';
import { createAlertList, type AlertList } from '#src/application/alerts/alert-list.ts';
import type { Account, Environment } from '#src/domain/account.ts';
import type { Alert } from '#src/domain/alert.ts';
import type { VenueId } from '#src/domain/ids.ts';
import type { KeyedMarket, VenueKey } from '#src/domain/venue-key.ts';
import { createAppSettings } from '#src/infrastructure/config/app-settings.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import {
  requireRoomFor,
  requireRoomForRates,
} from '#src/infrastructure/persistence/sqlite/operations/room.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import { openAccountInThread } from '#src/infrastructure/venues/account/open-account.ts';
import { createWorkerFeed } from '#src/infrastructure/venues/feed/worker-feed.ts';
import type { StartWorkerProcess } from '#src/infrastructure/threads/open-process.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { EventSource, Handlers } from '#src/transport/handlers.ts';
import { createCoreEvents } from '#src/api/core-events.ts';
import { isDaySetting, readDayRule } from '#src/application/portfolio/day-rule.ts';
import { createEventHub } from '#src/api/event-hub.ts';
import { createAccountHandlers } from '#src/api/handlers/account-handlers.ts';
import { createHistoryHandlers } from '#src/api/handlers/history-handlers.ts';
import { createKeyHandlers } from '#src/api/handlers/key-handlers.ts';
import { createAlertHandlers } from '#src/api/handlers/alert-handlers.ts';
import { createGroupHandlers } from '#src/api/handlers/group-handlers.ts';
import { createImports } from '#src/api/handlers/import-handlers.ts';
import { createMaintenanceHandlers } from '#src/api/handlers/maintenance-handlers.ts';
import { createMarketHandlers } from '#src/api/handlers/market-handlers.ts';
import { createKillSwitchHandlers } from '#src/api/handlers/kill-switch-handlers.ts';
import { createOrderHandlers } from '#src/api/handlers/order-handlers.ts';
import { createOrderPageHandlers } from '#src/api/handlers/order-page-handlers.ts';
import { createActivityHandlers } from '#src/api/handlers/activity-handlers.ts';
import { createBalanceHandlers } from '#src/api/handlers/balance-handlers.ts';
import { createGainsHandlers } from '#src/api/handlers/gains-handlers.ts';
import { createEntryHandlers } from '#src/api/handlers/entry-handlers.ts';
import { createHoldingHandlers } from '#src/api/handlers/holding-handlers.ts';
import { createFeeScheduleHandlers } from '#src/api/handlers/fee-schedule-handlers.ts';
import { createBaseCurrencyHandlers } from '#src/api/handlers/base-currency-handlers.ts';
import { createRateFileHandlers } from '#src/api/handlers/rate-file-handlers.ts';
import { createFlowHandlers } from '#src/api/handlers/flow-handlers.ts';
import { createPortfolioHandlers } from '#src/api/handlers/portfolio-handlers.ts';
import { createPriceHandlers } from '#src/api/handlers/price-handlers.ts';
import { createScreenHandlers } from '#src/api/handlers/screen-handlers.ts';
import { createSettingHandlers } from '#src/api/handlers/setting-handlers.ts';
import { createStateHandlers } from '#src/api/handlers/state-handlers.ts';
import { createWorkspaceHandlers } from '#src/api/handlers/workspace-handlers.ts';
import { readHealth, type HealthReport } from '#src/api/health.ts';
import { openHistoryReader } from '#src/infrastructure/persistence/sqlite/jobs/history-thread.ts';
import { openGroupReader } from '#src/infrastructure/persistence/sqlite/jobs/group-thread.ts';
import { readRateFileIn } from '#src/infrastructure/persistence/sqlite/jobs/rate-file-thread.ts';
import { openImportThread } from '#src/infrastructure/persistence/sqlite/jobs/import-thread.ts';
import { undoInThread } from '#src/infrastructure/persistence/sqlite/jobs/undo-in-thread.ts';
import { createJobs } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { createMaintenanceTasks } from '#src/application/tasks/maintenance-tasks.ts';
import { createTaskRegistry } from '#src/application/tasks/task-registry.ts';
import { createUnsettledHandlers } from '#src/api/handlers/unsettled-handlers.ts';
import { createTaskHandlers } from '#src/api/handlers/task-handlers.ts';
import { createTicketHandlers } from '#src/api/handlers/ticket-handlers.ts';
import { publishChanges } from '#src/api/publish-changes.ts';
import { simulatedSeed } from '#src/infrastructure/venues/simulated/simulated-venue.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { SecretStores } from '#src/ports/secret-store.ts';
import type { OpenTrading, Venue } from '#src/ports/venue.ts';
import { createMaintenanceJobs } from '#src/infrastructure/persistence/sqlite/jobs/maintenance-jobs.ts';
import {
  createMigration,
  createRepair,
} from '#src/infrastructure/persistence/sqlite/jobs/migrate-workspace.ts';
import { createWorkspaceRegistry } from '#src/infrastructure/persistence/sqlite/workspace/workspace-registry.ts';

export type CoreOptions = {
  readonly version: string;
  /** The folder that holds one folder a workspace. */
  readonly workspaces: string;
  /** The folder of SQL migrations. */
  readonly migrations: string;
  readonly feedWorker: URL;
  readonly jobWorker: URL;
  /** What starts the process of a job; a child of this one where it is left out. */
  readonly startWorkerProcess?: StartWorkerProcess | undefined;
  readonly importWorker: URL;
  readonly accountWorker: URL;
  /** Where the keys of accounts are kept. */
  readonly secrets: SecretStores;
  readonly venues: readonly Venue[];
  /** What each venue is told, by its id, as `Venue.openFeed` takes it. */
  readonly venueSettings: Readonly<Record<string, unknown>>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly idsAt: (now: () => number) => IdSource;
  readonly log: Log;
  readonly processId: number;
  /** What the start has found that asks for the trader's attention. */
  readonly foundAtStart?: readonly Alert[];
};

export type Core = {
  readonly handlers: Handlers;
  readonly events: EventSource;
  health(): Promise<HealthReport>;
  /** The long work that is under way, by its code. */
  unfinished(): readonly string[];
  close(): Promise<void>;
};

/** The composition root: the same core for the Electron shell, the browser shell and the tests. */
export function createCore(options: CoreOptions): Core {
  const { clock, ids, log } = options;
  const hub = createEventHub(ids.next());
  const jobs = createJobs(options.jobWorker, { clock, startWorkerProcess: options.startWorkerProcess });
  const { publish, publishAlert, publishWorkspace } = publishChanges(hub);
  /** Of the program, while no workspace is open that would keep them. */
  const ownAlerts = createAlertList({
    clock,
    ids,
    log,
    earlier: [],
    store: undefined,
    publish: publishAlert,
  });
  for (const alert of options.foundAtStart ?? []) ownAlerts.raise(alert);
  const workspaces = createWorkspaceRegistry({
    ...options,
    migrate: createMigration(jobs, hub.report),
    repair: createRepair(jobs),
  });
  const appSettings = createAppSettings(options.workspaces);
  const manager = createWorkspaceManager({
    ...options,
    workspaces,
    digest: sha256,
    tradingOf,
    takesOrders,
    openFeed,
    openGroups: (folder) => openGroupReader(options.jobWorker, folder),
    openHistory: (folder) => openHistoryReader(options.jobWorker, folder),
    openVenueAccount,
    readRateFile: readRateFileIn(options.importWorker),
    requireRoomForRates,
    fillDemo,
    readDayRule: () => readDayRule(appSettings),
    publish,
    raise,
    publishWorkspace,
    report: hub.report,
  });
  const current = manager.current;
  const tasks = createTaskRegistry(hub.report);
  const maintenance = createMaintenanceTasks({
    ...options,
    workspaces,
    manager,
    maintenance: createMaintenanceJobs({ ...options, jobs }),
    tasks,
    raise,
  });
  hub.onSetting(({ setting }) => {
    if (setting.scope === 'app' && isDaySetting(setting.key)) followDay();
  });

  function openFeed(venue: VenueId, environment: Environment) {
    const settings = options.venueSettings[venue];
    return createWorkerFeed({ venue, settings, environment, workerUrl: options.feedWorker, clock, log });
  }

  function openVenueAccount(market: KeyedMarket, key: VenueKey) {
    const settings = options.venueSettings[market.venue];
    return openAccountInThread({ ...market, settings, key, workerUrl: options.accountWorker });
  }

  function takesOrders(venue: VenueId, environment: Environment): boolean {
    const { trading } = options.venues.find(({ id }) => id === venue) ?? {};
    return trading?.takesOrders(options.venueSettings[venue], environment) === true;
  }

  function liveTradingOf(venue: VenueId, environment: Environment | undefined): OpenTrading | undefined {
    const { trading } = options.venues.find(({ id }) => id === venue) ?? {};
    if (trading === undefined || environment === undefined || !takesOrders(venue, environment))
      return undefined;
    return (needs) => trading.open({ ...needs, settings: options.venueSettings[venue] });
  }

  function tradingOf({ mode, venue, environment }: Account): OpenTrading | undefined {
    switch (mode) {
      case 'paper':
        return createPaperExchange;
      case 'live':
        return liveTradingOf(venue, environment);
      case 'history':
        return undefined;
    }
  }

  /** Loaded when it is wanted: most starts make no demo. */
  async function fillDemo(
    store: RecordStore,
    onProgress: (day: number, days: number) => void,
  ): Promise<void> {
    const { generateDemo } = await import('./demo/generate-demo.ts');
    const { processId, idsAt } = options;
    await generateDemo({
      store,
      seed: simulatedSeed,
      now: clock.now(),
      ids: idsAt,
      log,
      processId,
      onProgress,
    });
  }

  function followDay(): void {
    current()
      ?.valuations.readDay()
      .catch((fault: unknown) => log.error('when the day begins could not be read', { fault }));
  }

  function raise(alert: Alert): void {
    (current()?.alerts ?? ownAlerts).raise(alert);
  }

  function alertLists(): readonly AlertList[] {
    const kept = current()?.alerts;
    return kept === undefined ? [ownAlerts] : [ownAlerts, kept];
  }

  const imports = createImports({
    current,
    createHistoryWorkspace: manager.createHistory,
    requireRoom: (folder, rows) => requireRoomFor(rows, folder ?? options.workspaces),
    openFile: (file) => openImportThread(options.importWorker, file),
    undo: (workspace, id, told) => undoInThread(jobs, workspace, id, told),
    ids,
    clock,
    log,
    tasks,
    newestReader: readerVersion,
    publishWorkspace,
  });

  const handlers: Handlers = {
    ...createStateHandlers(current, hub, alertLists, options.venues, takesOrders),
    ...createWorkspaceHandlers(manager),
    ...createAccountHandlers(current, imports.inTurn),
    ...createHistoryHandlers({ current, tasks, ids, log }),
    ...createKeyHandlers(current),
    ...createFeeScheduleHandlers(current, imports.inTurn),
    ...createMarketHandlers(current),
    ...createKillSwitchHandlers(current),
    ...createOrderHandlers(current),
    ...createOrderPageHandlers(current),
    ...createTicketHandlers(current),
    ...createPortfolioHandlers(current),
    ...createFlowHandlers(current),
    ...createBaseCurrencyHandlers(current),
    ...createRateFileHandlers(current),
    ...createEntryHandlers(current),
    ...createHoldingHandlers(current),
    ...createUnsettledHandlers(current),
    ...createPriceHandlers(current),
    ...createBalanceHandlers(current),
    ...createActivityHandlers(current, imports),
    ...createGainsHandlers(current),
    ...createGroupHandlers(current),
    ...createSettingHandlers(current, appSettings, hub),
    ...createAlertHandlers(alertLists),
    ...createScreenHandlers(log, clock),
    ...createMaintenanceHandlers(current, maintenance, tasks),
    ...createTaskHandlers(tasks),
    ...imports.handlers,
  };

  return {
    handlers,
    events: createCoreEvents(hub, current, clock),
    health: () => readHealth(options.version, current()),
    unfinished: () => tasks.list().flatMap(({ running, work }) => (running ? [work.code] : [])),
    async close() {
      maintenance.close();
      await Promise.all([jobs.close(), imports.close()]);
      await tasks.close();
      await manager.close();
    },
  };
}
