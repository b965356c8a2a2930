import { createAccountLocks } from './account-locks.ts';
import { createAmendOrder } from './amend-order.ts';
import { createHistory, type BroughtIn, type NotBroughtIn, type WantedHistory } from './bring-in-history.ts';
import { createCancelAll, createCancelOrder } from './cancel-order.ts';
import type { Change } from '#src/application/changes.ts';
import { createUnderWay } from '#src/application/under-way.ts';
import { createDispatch } from './dispatch.ts';
import { createElsewhere } from './elsewhere.ts';
import { createIngestReports } from './ingest-reports.ts';
import { createMarketWatch } from '#src/application/market/market-watch.ts';
import { createLookedAtBooks } from '#src/application/market/looked-at-books.ts';
import { createWorkingMarkets } from '#src/application/market/working-markets.ts';
import { createOrderGate } from './order-gate.ts';
import { createPlaceOrder } from './place-order.ts';
import { createReconciliation } from './reconcile-account.ts';
import { createRecovery } from './recover-orders.ts';
import type { Account } from '#src/domain/account.ts';
import type { Order } from '#src/domain/order.ts';
import type { AccountId, ClientOrderId, VenueId } from '#src/domain/ids.ts';
import type { KeyProblem } from '#src/domain/key-problem.ts';
import { err, type Result } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { addedUp, type Purse } from '#src/domain/money.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ExchangeClient } from '#src/ports/exchange-client.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { OpenTrading, TradingNeeds } from '#src/ports/venue.ts';
import { loadCatalogue, type InstrumentCatalogue } from '#src/application/market/instrument-catalogue.ts';
import { causeOf, reasonOf } from '#src/domain/fault.ts';

export type SessionNeeds = {
  readonly store: RecordStore;
  readonly feeds: ReadonlyMap<VenueId, MarketDataFeed>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly processId: number;
  /** SHA-256 as hex. */
  readonly digest: (text: string) => string;
  /** Who takes the account's orders; undefined where nobody does. */
  readonly tradingOf: (account: Account) => OpenTrading | undefined;
  readonly keyOf: (account: Account) => Promise<Result<VenueKey, KeyProblem>>;
  readonly publish: (changes: readonly Change[]) => void;
  /** When an earlier state of the record last took its place. */
  readonly restoredAt?: number | undefined;
};

/** Milliseconds until a fault that goes on is told again: the trader may have put it away. */
const toldAgainAfter = 60_000;
/** Faults of one account that are told in that time. */
const mostTold = 3;

/**
 * Everything that trades in one open workspace: its accounts' venues and the use cases over them. The demo's
 * history is made by the same session under a fake clock.
 */
export async function openTradingSession(needs: SessionNeeds) {
  const { store, feeds, clock, ids, log, processId, digest, tradingOf, restoredAt } = needs;
  const catalogue = await loadCatalogue(store);
  const watch = createMarketWatch(feeds);
  const working = createWorkingMarkets(watch);
  const books = createLookedAtBooks(feeds, clock);
  const locks = createAccountLocks(
    (accountId) => publish([{ type: 'accountChanged', accountId }]),
    () => clock.now(),
  );
  const { referencePrice, shownLevels, prices: marketPrices } = watch;
  const gate = createOrderGate({ locks, referencePrice, shownLevels });
  const exchanges = new Map<AccountId, ExchangeClient>();
  const underWay = createUnderWay();
  const toldFaults = new Map<AccountId, readonly { readonly reason: string; readonly at: number }[]>();
  const exchangeOf = (account: AccountId): ExchangeClient | undefined => exchanges.get(account);
  const recovery = createRecovery({ store, exchangeOf, clock, publish, locks });
  const elsewhere = createElsewhere(clock);
  const reconciliation = createReconciliation({ store, clock, publish, locks, elsewhere });
  const { onLeftOut } = reconciliation;
  const reports = createIngestReports({ store, publish, clock, log, reconcile, elsewhere, onLeftOut });
  const history = createHistory({ store, publish });
  const dispatch = createDispatch({
    store,
    exchangeOf,
    gate,
    locks,
    clock,
    publish,
    processId,
    onUnknown: recovery.resolve,
    onUnsent: recovery.dropUnsent,
  });
  const trading = {
    store,
    clock,
    ids,
    digest,
    gate,
    referencePrice,
    marketPrices,
    publish,
    dispatch,
    restoredAt,
  };

  /** Of an order that nobody placed here the account is asked. */
  function reconcile(order: ClientOrderId, account: AccountId): void {
    recovery.reconcile(order);
    reconciliation.begin(account);
  }

  function publish(changes: readonly Change[]): void {
    for (const change of changes) if (change.type === 'orderChanged') working.follow(change.order);
    needs.publish(changes);
  }

  /** `active`: its orders that may still trade. */
  async function connectAccount(account: Account, active: readonly Order[] = []): Promise<void> {
    const feed = feeds.get(account.venue);
    const openTrading = tradingOf(account);
    if (account.mode === 'live' && openTrading === undefined)
      locks.lock(account.id, 'venue', { code: 'LOCKED_NO_ORDERS' });
    if (openTrading === undefined || feed === undefined) return;
    const needed = {
      account,
      feed,
      instruments: catalogue.find,
      clock,
      balances: await paperBalances(store, catalogue, account.id),
      lastFill: await store.read.trades.lastVenueSequence(account.id),
      restore: await acceptedOf(store, active),
      readKey: () => needs.keyOf(account),
      onFault: (fault: unknown) => tellFault(account, fault),
    };
    const exchange = await openedBy(openTrading, needed);
    if (exchange?.capabilities.isRemote === true) reconciliation.follow(account, exchange);
  }

  /**
   * Undefined where it fails, which is told: the other accounts trade all the same. One that is there at once is heard at once: it
   * may report before anything else is done.
   */
  async function openedBy(
    openTrading: OpenTrading,
    needed: TradingNeeds,
  ): Promise<ExchangeClient | undefined> {
    try {
      const opening = openTrading(needed);
      const exchange = opening instanceof Promise ? await opening : opening;
      exchange.onReport(reports.ingest);
      exchanges.set(needed.account.id, exchange);
      return exchange;
    } catch (fault) {
      const { id, name } = needed.account;
      log.error('the venue of an account could not be opened', { account: id, fault });
      const cause = causeOf(fault);
      const alert = { severity: 'critical', code: 'VENUE_NOT_OPENED', account: name, cause } as const;
      publish([{ type: 'alertRaised', alert }]);
      return undefined;
    }
  }

  /** One that fails to end keeps neither the others nor the record open. */
  async function closeVenue(account: AccountId, exchange: ExchangeClient): Promise<void> {
    try {
      await exchange.close();
    } catch (fault) {
      log.error('the venue of an account could not be closed', { account, fault });
    }
  }

  /**
   * Prices come several times a second, and a fault with each, the same or another one: of an account the same is told
   * once a minute as long as it goes on, and a few others with it.
   */
  function tellFault({ id, name }: Account, fault: unknown): void {
    log.error('the venue of an account failed', { account: id, fault });
    const cause = causeOf(fault);
    const told = reasonOf(fault);
    const now = clock.monotonic();
    const recent = (toldFaults.get(id) ?? []).filter(({ at }) => now - at < toldAgainAfter);
    if (recent.length >= mostTold || recent.some(({ reason }) => reason === told)) return;
    toldFaults.set(id, [...recent, { reason: told, at: now }]);
    const alert = { severity: 'critical', code: 'VENUE_FAILED', account: name, cause } as const;
    publish([{ type: 'alertRaised', alert }]);
  }

  async function bringIn(
    account: Account,
    wanted: WantedHistory,
    operation: Operation,
  ): Promise<Result<BroughtIn, NotBroughtIn>> {
    const exchange = exchangeOf(account.id);
    if (exchange === undefined) return err({ code: 'NOT_ANSWERED', why: { code: 'NOT_CONNECTED' } });
    return history(account, exchange, wanted, operation);
  }

  /** With another key, or none any more. What was sent is recorded with its answer. */
  async function reconnect(account: Account): Promise<void> {
    const exchange = exchanges.get(account.id);
    if (exchange?.capabilities.isRemote !== true) return;
    exchanges.delete(account.id);
    const left = reconciliation.leave(account.id);
    locks.lock(account.id, 'venue', { code: 'LOCKED_CONNECTING' });
    await closeVenue(account.id, exchange);
    await left;
    await connectAccount(account);
  }

  /** A venue may report as soon as its account is connected. */
  async function connectAll(active: readonly Order[]): Promise<void> {
    // Their markets before their venues: one that ends as its venue takes it up is followed no more.
    for (const order of active) working.follow(order);
    const ofAccount = Map.groupBy(active, ({ accountId }) => accountId);
    for (const account of await store.read.accounts.list())
      await connectAccount(account, ofAccount.get(account.id));
  }

  return {
    catalogue,
    watch,
    /** Of an instrument that an order is being written in. */
    lookAtBook: books.lookAt,
    locks,
    /** An account that was added since the session was started. */
    connect: (account: Account) => connectAccount(account),
    reconnect,
    /** What the account's comparisons with its venue have found. */
    comparison: reconciliation.comparison,
    /** What the account traded at its venue before it was added. */
    bringIn: underWay.follow(bringIn),
    gate,
    /** How far a market order of the account may move its market. */
    marketReach: (account: AccountId) => exchangeOf(account)?.capabilities.marketReach,
    placeOrder: underWay.follow(createPlaceOrder(trading)),
    amendOrder: underWay.follow(createAmendOrder(trading)),
    cancelOrder: underWay.follow(createCancelOrder(trading)),
    cancelAll: underWay.follow(createCancelAll(trading)),
    /**
     * Connects the accounts, and finds out what became of requests whose outcome is not known. Once, before anything is
     * placed, and when whoever follows the changes is ready for them. `active`: the orders that may still trade, where they
     * were read already.
     */
    async start(active?: readonly Order[]): Promise<void> {
      await connectAll(active ?? (await store.read.orders.active()));
      await recovery.recoverAll();
    },
    /** Resolves when every report that came so far is in the record. */
    recorded: reports.recorded,
    /** What has not left by now never does, and what has is recorded with its answer. */
    async close(): Promise<void> {
      recovery.stop();
      const reconciled = reconciliation.close();
      const open = [...exchanges];
      exchanges.clear();
      for (const [account, exchange] of open) await closeVenue(account, exchange);
      await reconciled;
      await underWay.ended();
      await reports.close();
      working.close();
      books.close();
    },
  };
}

export type TradingSession = Awaited<ReturnType<typeof openTradingSession>>;

/** The orders that the paper venue held when the program ended. One that never reached it is not among them. */
async function acceptedOf(store: RecordStore, active: readonly Order[]) {
  const accepted = active.filter((order) => order.acknowledgedAt !== undefined);
  return Promise.all(
    accepted.map(async (order) => ({ order, fills: await store.read.trades.ofOrder(order.id) })),
  );
}

/** What the record says that a paper account owns: its cash, and each spot holding as its base asset. */
async function paperBalances(
  store: RecordStore,
  catalogue: InstrumentCatalogue,
  account: AccountId,
): Promise<Purse> {
  const cash = await store.read.ledger.cash(account);
  const open = await store.read.positions.active([account]);
  return addedUp([
    ...cash,
    ...open.map(({ instrumentId, quantity }) => ({
      currency: catalogue.get(instrumentId).base,
      amount: quantity,
    })),
  ]);
}
