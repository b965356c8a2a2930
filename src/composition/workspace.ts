import type { Alert, Change } from '#src/application/changes.ts';
import { undoUnfinished } from '#src/application/imports/undo-import.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { ProgressInfo, RecordChange } from '#src/contract/state.ts';
import { venueOf, type VenueId } from '#src/domain/ids.ts';
import type { Position } from '#src/domain/position.ts';
import type { DayRule } from '#src/domain/trading-day.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { createLiveValuations, type LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import { presentAccount, presentValuation } from './present/present-portfolio.ts';
import { presentFeed } from './present/present-market.ts';
import { presentFill, presentOrder } from './present/present-order.ts';
import { presentPosition } from './present/present-position.ts';
import { openTradingSession } from '#src/application/orders/trading-session.ts';
import { watchRoom } from '#src/application/workspaces/watch-room.ts';
import type { OpenTrading } from '#src/ports/venue.ts';
import type { WorkspaceStore } from '#src/ports/workspaces.ts';

export type WorkspaceNeeds = {
  readonly id: string;
  readonly storage: WorkspaceStore;
  readonly feeds: ReadonlyMap<VenueId, MarketDataFeed>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly processId: number;
  readonly digest: (text: string) => string;
  readonly openTrading: OpenTrading;
  readonly readDayRule: () => Promise<DayRule>;
  readonly emit: (change: RecordChange) => void;
  readonly report: (progress: ProgressInfo) => void;
};

/** One open workspace: its store, its feeds, its trading, and what they tell the screen. */
export async function openWorkspace(needs: WorkspaceNeeds) {
  const { id, storage, feeds, clock, ids, log, emit } = needs;
  const store = storage.record;
  if (storage.readOnly === undefined) await takeBackUnfinished(needs);
  const session = await openTradingSession({
    ...needs,
    store,
    onChanges: follow,
  });
  const { catalogue, watch, locks } = session;
  const values = { read: store.read, mark: watch.mark, instrument: catalogue.find, pair: catalogue.pair };
  const valuations = createLiveValuations({
    store,
    values,
    watch,
    clock,
    log,
    candlesOf: (instrument) => ({ feed: feeds.get(venueOf(instrument)), stored: storage.market, log }),
    readDayRule: needs.readDayRule,
    readOnly: storage.readOnly !== undefined,
    onValuation: tellValuation,
  });
  const accounts = new Map((await store.read.accounts.list()).map((account) => [account.id, account]));
  let closed = false;

  function follow(changes: readonly Change[]): void {
    for (const change of changes) tell(change);
    valuations.follow(changes);
  }

  function tell(change: Change): void {
    switch (change.type) {
      case 'orderChanged':
        emit({ type: 'orderChanged', order: presentOrder(change.order) });
        return;
      case 'fillAdded':
        emit({ type: 'fillAdded', fill: presentFill(change.fill, catalogue.get(change.fill.instrumentId)) });
        return;
      case 'positionChanged':
        emit({ type: 'positionChanged', position: present(change.position) });
        return;
      case 'positionsRebuilt': {
        const { type, accountId, instrumentId, open } = change;
        emit({ type, accountId, instrumentId, open: open && present(open) });
        return;
      }
      case 'accountChanged': {
        const account = accounts.get(change.accountId);
        if (account === undefined) return;
        emit({ type: 'accountChanged', account: presentAccount(account, locks.reason(account.id)) });
        return;
      }
      case 'alertRaised':
        raise(change.alert);
    }
  }

  function raise(alert: Alert): void {
    emit({ type: 'alertRaised', alert: { ...alert, id: ids.next(), time: clock.now() } });
  }

  function tellValuation(valued: LiveValuation): void {
    emit({
      type: 'valuationChanged',
      valuation: presentValuation(valued),
    });
    // One that was read before the last fill may have changed since, or be gone.
    if (!valued.isCurrent) return;
    for (const position of valued.record.open) emit({ type: 'positionChanged', position: present(position) });
  }

  function present(position: Position): PositionInfo {
    const { instrumentId } = position;
    return presentPosition(position, catalogue.get(instrumentId), watch.mark(instrumentId));
  }

  function followFeed(venue: VenueId, feed: MarketDataFeed): void {
    let listed = false;
    feed.onState((state) => {
      emit({ type: 'feedChanged', feed: presentFeed(venue, state) });
      if (state.status === 'live' && !listed) refresh();
    });
    async function list(): Promise<void> {
      listed = await refreshInstruments(feed);
    }
    function refresh(): void {
      list().catch((fault: unknown) => log.error('instruments could not be stored', { fault }));
    }
    refresh();
  }

  /** True when the venue's list could be had; the stored one serves until then. */
  async function refreshInstruments(feed: MarketDataFeed): Promise<boolean> {
    const listed = await feed.instruments();
    if (closed) return false;
    if (!listed.ok) {
      log.warn('instruments could not be refreshed', { reason: listed.error.reason });
      return false;
    }
    if (await catalogue.update(listed.value)) emit({ type: 'workspaceChanged' });
    return true;
  }

  if (storage.readOnly === undefined) await session.recover();
  else for (const account of accounts.keys()) locks.lock(account, 'read-only', storage.readOnly);
  await valuations.readDay();
  await valuations.reload();
  for (const [venue, feed] of feeds) followFeed(venue, feed);
  const { reserve } = storage;
  const leaveRoom = reserve === undefined ? undefined : watchRoom(reserve, clock, raise, log);

  return {
    log,
    clock,
    info: { id, name: storage.meta.name, kind: storage.meta.kind, createdAt: storage.meta.createdAt },
    storage,
    store,
    feeds,
    session,
    values,
    valuations,
    accounts: (): readonly ReturnType<typeof presentAccount>[] =>
      [...accounts.values()].map((account) => presentAccount(account, locks.reason(account.id))),
    follow,
    /** After work beside the session, such as an import: reads accounts, instruments and values anew. */
    async reload(): Promise<void> {
      await catalogue.update(await store.read.instruments.list());
      for (const account of await store.read.accounts.list()) accounts.set(account.id, account);
      await valuations.reload();
    },
    async close(): Promise<void> {
      closed = true;
      leaveRoom?.();
      await session.close();
      await valuations.close();
      await Promise.all([...feeds.values()].map((feed) => feed.close()));
      await storage.close();
    },
  };
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

/** An import that a crash broke off, which may have been long. */
async function takeBackUnfinished({ id, storage, clock, report }: WorkspaceNeeds): Promise<void> {
  const common = { task: `open ${id}`, label: 'Taking back an import that was broken off' };
  let told = false;
  function onProgress(done: number, total: number): void {
    told = true;
    report({ ...common, done, total, finished: false });
  }
  try {
    await undoUnfinished({ store: storage.record, clock, onProgress });
  } finally {
    if (told) report({ ...common, done: 1, total: 1, finished: true });
  }
}
