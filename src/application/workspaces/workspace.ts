import type { LockReason } from '#src/domain/order-reason.ts';
import { createAlertList } from '#src/application/alerts/alert-list.ts';
import type { Change } from '#src/application/changes.ts';
import type { Progress } from '#src/application/progress.ts';
import type { AccountId, VenueId } from '#src/domain/ids.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { HistoryReader } from '#src/ports/history-reader.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { GroupReader } from '#src/ports/group-reader.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { createProtections, type Protections } from '#src/application/portfolio/protections.ts';
import type { GivenPrices } from '#src/application/portfolio/given-prices.ts';
import { createKillSwitch } from '#src/application/orders/kill-switch.ts';
import { openTradingSession, type SessionNeeds } from '#src/application/orders/trading-session.ts';
import { earlierUnreadable, readAlerts } from './earlier-alerts.ts';
import { createFigures } from './workspace-figures.ts';
import { watchRecord } from './watch-record.ts';
import { watchRoom } from './watch-room.ts';
import type { SecretStores } from '#src/ports/secret-store.ts';
import type { Venue } from '#src/ports/venue.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { createAccounts } from '#src/application/accounts/accounts.ts';
import type { TakesOrders } from '#src/application/accounts/account-rules.ts';
import { createVenueKeys, readKey, type OpenVenueAccount } from '#src/application/accounts/venue-keys.ts';
import type { Account, Environment } from '#src/domain/account.ts';
import { assertOpenable } from './assert-openable.ts';
import type { InstrumentCatalogue } from '#src/application/market/instrument-catalogue.ts';
import { endUnfinished, foldMarked } from './end-unfinished.ts';
import { createUnseenMarkets } from '#src/application/orders/unseen-markets.ts';
import { createVenueFeeds } from './venue-feeds.ts';
import type { ReadRateFile } from '#src/ports/rate-files.ts';
import { createFolding } from './folding.ts';
import type { WorkspaceChange } from './workspace-change.ts';

export type WorkspaceNeeds = {
  readonly id: string;
  readonly files: WorkspaceFiles;
  /** Of its accounts' venues; it closes them, and those that it opens for accounts that are added. */
  readonly feeds: Map<VenueId, MarketDataFeed>;
  readonly venues: readonly Venue[];
  readonly openFeed: (venue: VenueId, environment: Environment) => MarketDataFeed;
  /** Of the record in a folder. */
  readonly openGroups: (folder: string) => GroupReader;
  readonly openHistory: (folder: string) => HistoryReader;
  readonly secrets: SecretStores;
  readonly openVenueAccount: OpenVenueAccount;
  readonly readRateFile: ReadRateFile;
  /** Throws a NoRoomError where the disk of that folder has none for so many published rates. */
  readonly requireRoomForRates: (rates: number, folder: string) => Promise<void>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly processId: number;
  readonly digest: (text: string) => string;
  readonly tradingOf: SessionNeeds['tradingOf'];
  readonly takesOrders: TakesOrders;
  readonly readDayRule: () => Promise<DayRule>;
  readonly publish: (change: WorkspaceChange, about: Surroundings) => void;
  readonly report: (progress: Progress) => void;
};

/** What a change is told with: how its instrument is traded, what it is worth, whose it is. */
export type Surroundings = {
  readonly catalogue: InstrumentCatalogue;
  readonly givenPrices: GivenPrices;
  readonly account: (id: AccountId) => LockableAccount | undefined;
  readonly protection: Protections['of'];
};

export type LockableAccount = {
  readonly account: Account;
  /** Why nothing is traded on it; undefined while it is. */
  readonly locked: LockReason | undefined;
};

/** One open workspace: its store, its feeds, its trading, and what they tell the screen. */
export async function openWorkspace(needs: WorkspaceNeeds) {
  const { id, files, feeds, clock, ids, log } = needs;
  const store = files.record;
  const { kind } = files.meta;
  await assertOpenable(store.read, kind);
  const history = needs.openHistory(files.folder);
  const isEnded = files.readOnly !== undefined || (await endUnfinished({ ...needs, reader: history }));
  const folding = createFolding({
    clock,
    log,
    fold: () => foldMarked(needs),
    onMade: async () => {
      await reload();
      publish({ type: 'workspaceChanged' });
    },
  });
  const earlier = await readAlerts(needs);
  const alerts = createAlertList({
    clock,
    ids,
    log,
    earlier: earlier.alerts,
    store: files.readOnly === undefined ? store : undefined,
    publish: (change) => publish(change),
  });
  const session = await openTradingSession({
    ...needs,
    store,
    publish: follow,
    keyOf: (account) => readKey(needs.secrets, account),
    restoredAt: files.restoredAt,
  });
  const { catalogue, watch, locks } = session;
  const killSwitch = createKillSwitch({
    state: files.killSwitch,
    store,
    locks,
    clock,
    log,
    publish: follow,
    accounts: () => accounts.all(),
  });
  const figures = createFigures({
    ...needs,
    session,
    reader: history,
    publish,
    onFolded: follow,
    foldAnew,
  });
  const { values, valuations, givenPrices, groups, holdings, gains, balanceChecks } = figures;
  const { past, rateFiles, baseChanges } = figures;
  const protections = createProtections({
    store,
    clock,
    mark: watch.mark,
    instrument: catalogue.find,
    publish: follow,
  });
  const unseen = createUnseenMarkets({
    store,
    feeds,
    watch,
    account: (accountId) => accounts.of(accountId),
    clock,
    publish: follow,
    log,
  });
  const accounts = await createAccounts({
    ...needs,
    store,
    kind,
    publish: follow,
    connect,
    reconnect: session.reconnect,
    foldAnew,
  });
  const keys = createVenueKeys({ ...needs, read: store.read, accounts, onKey: session.reconnect });
  const venueFeeds = createVenueFeeds({
    ...needs,
    catalogue,
    publish,
    onLearned: () => past?.look(),
  });
  let closed = false;

  function follow(changes: readonly Change[]): void {
    protections.follow(changes);
    for (const change of changes) {
      if (change.type === 'orderChanged') unseen.follow(change.order);
      if (change.type === 'alertRaised') alerts.raise(change.alert);
      else publish(change);
    }
    figures.follow(changes);
  }

  /** What is told has happened: a screen that cannot show it must not stop what comes after it. */
  function publish(change: WorkspaceChange): void {
    try {
      needs.publish(change, { catalogue, givenPrices, account: accountOf, protection: protections.of });
    } catch (fault) {
      log.error('a change could not be shown', { change: change.type, fault });
    }
  }

  function accountOf(accountId: AccountId): LockableAccount | undefined {
    const account = accounts.of(accountId);
    return account && { account, locked: locks.reason(accountId) };
  }

  /** After work beside the session, such as an import: reads accounts, instruments and values anew. */
  async function reload(): Promise<void> {
    await catalogue.update(await store.read.instruments.list());
    await accounts.reload();
    await protections.reload();
    await figures.reload();
  }

  async function foldAnew<Recorded extends { readonly ok: boolean }>(
    record: () => Promise<Recorded>,
  ): Promise<Recorded> {
    const recorded = await folding.after(record);
    if (!recorded.ok) return recorded;
    await valuations.reload();
    past?.lookAtDays();
    past?.lookForRates();
    publish({ type: 'workspaceChanged' });
    return recorded;
  }

  async function connect(account: Account): Promise<void> {
    if (closed) return;
    venueFeeds.open(account);
    await session.connect(account);
    await valuations.reload();
    past?.look();
  }

  async function start(): Promise<void> {
    await protections.reload();
    await givenPrices.reload();
    if (earlier.unreadable) alerts.raise(earlierUnreadable);
    if (files.readOnly === undefined) {
      const active = await store.read.orders.active();
      await unseen.start(active);
      await session.start(active);
    } else
      for (const { id: account } of accounts.all())
        locks.lock(account, 'read-only', { code: 'LOCKED_READ_ONLY', cause: files.readOnly });
    await valuations.readDay();
    await balanceChecks.reload();
    await valuations.reload();
  }

  /** What asks venues, keeps time or writes by itself. One that fails keeps neither the others nor the files open. */
  async function stop(): Promise<void> {
    closed = true;
    folding.close();
    keys.close();
    venueFeeds.close();
    past?.close();
    gains.close();
    for (const part of [unseen, session, baseChanges, balanceChecks, valuations, alerts, groups])
      await leave(part);
  }

  async function leave(part: { close(): Promise<void> }): Promise<void> {
    try {
      await part.close();
    } catch (fault) {
      log.error('a part of the workspace could not be closed', { fault });
    }
  }

  try {
    await start();
  } catch (fault) {
    await stop();
    throw fault;
  }
  venueFeeds.follow();
  past?.look();
  if (!isEnded) folding.tryLater();
  const { reserve } = files;
  const leaveRecord = watchRecord(files, clock, alerts.raise);
  const leaveRoom = reserve === undefined ? undefined : watchRoom(reserve, clock, alerts.raise, log);

  return {
    log,
    clock,
    info: {
      id,
      name: files.meta.name,
      kind: files.meta.kind,
      createdAt: files.meta.createdAt,
      restoredAt: files.restoredAt,
    },
    files,
    store,
    feeds,
    session,
    values,
    valuations,
    protections,
    givenPrices,
    alerts,
    killSwitch,
    accounts,
    keys,
    groups,
    gains,
    holdings,
    baseChanges,
    rateFiles,
    balanceChecks,
    ids,
    lockable: (): readonly LockableAccount[] =>
      accounts.all().map((account) => ({ account, locked: locks.reason(account.id) })),
    follow,
    foldAnew,
    keepPoint: valuations.keepPoint,
    folding,
    reload,
    async close(): Promise<void> {
      leaveRecord();
      leaveRoom?.();
      await stop();
      await Promise.all([...feeds.values()].map(leave));
      await files.close();
    },
  };
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;
