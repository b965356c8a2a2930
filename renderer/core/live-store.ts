import { create } from 'zustand';
import { keptAlerts } from '#src/domain/alert.ts';
import type { InstrumentInfo, QuoteInfo } from '#src/contract/market.ts';
import type { FillInfo, OrderInfo } from '#src/contract/orders.ts';
import type {
  MarkInfo,
  PositionInfo,
  ProtectionInfo,
  ValuationInfo,
  ValuedPortfolio,
} from '#src/contract/portfolio.ts';
import type { AlertInfo, ProgressInfo, RecordChange, StateSnapshot } from '#src/contract/state.ts';
import type {
  AccountInfo,
  FeedInfo,
  PortfolioInfo,
  VenueInfo,
  WorkspaceInfo,
} from '#src/contract/workspace.ts';
import { endedFrom, findEnded, listEnded, plusEnded, type EndedOrders } from './ended-orders.ts';
import { workHeard, type WorkUnderWay } from './work-under-way.ts';

/** `signed-out`: the core does not know this page (any more), and dialling again does not help. */
export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'signed-out';

/** What the core last said. Only core/sync.ts writes it; panels select the narrowest slice. */
export type LiveState = {
  readonly connection: { readonly status: ConnectionStatus; readonly since: number };
  /** Undefined until the first snapshot. */
  readonly epoch: string | undefined;
  readonly sequence: number;
  /** Counts what pages do not tell of themselves (a snapshot, rebuilt positions, ended orders that were let go): whoever holds pages fetched by call fetches them again when it grows. */
  readonly generation: number;
  /** How many snapshots came: what one of them changes has happened before. */
  readonly snapshots: number;
  readonly venues: readonly VenueInfo[];
  readonly workspace: WorkspaceInfo | undefined;
  readonly accounts: readonly AccountInfo[];
  readonly portfolios: readonly PortfolioInfo[];
  readonly feeds: readonly FeedInfo[];
  /** By id: those that may still trade. */
  readonly orders: Readonly<Record<string, OrderInfo>>;
  /** The last that ended since the snapshot. */
  readonly ended: EndedOrders;
  /** Those that an order since the snapshot is the first to name, as far as is known. */
  readonly newStrategies: readonly string[];
  /** Fills since the snapshot, newest first, at most `recentFills`. */
  readonly fills: readonly FillInfo[];
  /** By id: the open positions of the snapshot, and those closed since (with `closedAt`). */
  readonly positions: Readonly<Record<string, PositionInfo>>;
  /** By portfolio id. */
  readonly valuations: Readonly<Record<string, ValuationInfo>>;
  /** Newest first. */
  readonly alerts: readonly AlertInfo[];
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly quotes: Readonly<Record<string, QuoteInfo>>;
  /** Long work under way, by task. */
  readonly progress: Readonly<Record<string, ProgressInfo & WorkUnderWay>>;
};

const recentFills = 500;
/** Ended orders are in the pages. From `most` on only the last `kept` stay here, so that a change costs the same for ever. */
const endedOrders = { most: 400, kept: 200 };

export const initialLiveState: LiveState = {
  connection: { status: 'connecting', since: Date.now() },
  epoch: undefined,
  sequence: 0,
  generation: 0,
  snapshots: 0,
  venues: [],
  workspace: undefined,
  accounts: [],
  portfolios: [],
  feeds: [],
  orders: {},
  ended: undefined,
  newStrategies: [],
  fills: [],
  positions: {},
  valuations: {},
  alerts: [],
  instruments: {},
  quotes: {},
  progress: {},
};

export const useLiveStore = create<LiveState>()(() => initialLiveState);

export function applySnapshot(state: LiveState, snapshot: StateSnapshot): LiveState {
  const sameWorkspace = state.workspace !== undefined && state.workspace.id === snapshot.workspace?.id;
  return {
    ...state,
    epoch: snapshot.epoch,
    sequence: snapshot.sequence,
    generation: state.generation + 1,
    snapshots: state.snapshots + 1,
    venues: snapshot.venues,
    workspace: snapshot.workspace,
    accounts: snapshot.accounts,
    portfolios: snapshot.portfolios,
    feeds: snapshot.feeds,
    orders: Object.fromEntries(snapshot.activeOrders.map((order) => [order.id, order])),
    ended: undefined,
    newStrategies: [],
    fills: [],
    positions: Object.fromEntries(snapshot.openPositions.map((position) => [position.id, position])),
    valuations: Object.fromEntries(
      snapshot.valuations.map((valuation) => [valuation.portfolioId, valuation]),
    ),
    alerts: keptAlerts(snapshot.alerts.toSorted((a, b) => b.time - a.time)),
    instruments: sameWorkspace ? state.instruments : {},
    quotes: sameWorkspace ? state.quotes : {},
    // The work of an earlier life of the core ended with it.
    progress: state.epoch === undefined || state.epoch === snapshot.epoch ? state.progress : {},
  };
}

/** An order as the core last said it is; undefined where only the pages have it. */
export function orderIn({ orders, ended }: LiveState, id: string): OrderInfo | undefined {
  return orders[id] ?? findEnded(ended, id);
}

/** Folds one change in. `workspaceChanged` says only that a new snapshot is due: the state stays as it is. */
export function applyChange(state: LiveState, sequence: number, change: RecordChange): LiveState {
  return { ...state, sequence, ...changed(state, change) };
}

function changed(state: LiveState, change: RecordChange): Partial<LiveState> {
  switch (change.type) {
    case 'workspaceChanged':
      return {};
    case 'orderChanged':
      return { ...withOrder(state, change.order), ...withStrategy(state, change.order) };
    case 'fillAdded':
      return { fills: [change.fill, ...state.fills].slice(0, recentFills) };
    case 'positionChanged':
      return { positions: { ...state.positions, [change.position.id]: change.position } };
    case 'positionsRebuilt':
      return withRebuilt(state, change);
    case 'protectionChanged':
      return withProtection(state.positions, change.protection);
    case 'accountChanged':
      return { accounts: withReplaced(state.accounts, change.account, (account) => account.id) };
    case 'portfolioChanged':
      return { portfolios: withReplaced(state.portfolios, change.portfolio, (portfolio) => portfolio.id) };
    case 'feedChanged':
      return { feeds: withReplaced(state.feeds, change.feed, (feed) => feed.venue) };
    case 'alertRaised':
      return {
        alerts: keptAlerts([change.alert, ...state.alerts.filter(({ id }) => id !== change.alert.id)]),
      };
    case 'alertsAcknowledged':
      return { alerts: withAcknowledged(state.alerts, change) };
  }
}

function withAcknowledged(
  alerts: LiveState['alerts'],
  { ids, time }: Extract<RecordChange, { readonly type: 'alertsAcknowledged' }>,
): LiveState['alerts'] {
  const named = new Set(ids);
  return alerts.map((alert) => (named.has(alert.id) ? { ...alert, acknowledgedAt: time } : alert));
}

/** The last to arrive wins, whatever its time says: a clock may be set back, and the connection keeps the order. */
export function applyQuotes(state: LiveState, batch: readonly QuoteInfo[]): LiveState {
  const arrived = Object.fromEntries(batch.map((quote) => [quote.instrumentId, quote]));
  return { ...state, quotes: { ...state.quotes, ...arrived } };
}

function withOrder({ orders, ended, generation }: LiveState, order: OrderInfo): Partial<LiveState> {
  // One that ended may change once more, and one that was presumed not placed may live again.
  const isAmongEnded = orders[order.id] === undefined && findEnded(ended, order.id) !== undefined;
  const others = isAmongEnded ? endedFrom(listEnded(ended).filter(({ id }) => id !== order.id)) : ended;
  if (order.active) return { orders: { ...orders, [order.id]: order }, ended: others };
  const { [order.id]: _before, ...active } = orders;
  const known = plusEnded(others, order);
  if (known.count <= endedOrders.most) return { orders: active, ended: known };
  const last = listEnded(known).slice(0, endedOrders.kept);
  return { orders: active, ended: endedFrom(last), generation: generation + 1 };
}

function withStrategy({ newStrategies }: LiveState, { strategy }: OrderInfo): Partial<LiveState> {
  if (strategy === undefined || newStrategies.includes(strategy)) return {};
  return { newStrategies: [...newStrategies, strategy] };
}

/** What prices make of the portfolios and their positions. A mark of a position that has changed since says nothing. */
export function applyValued(state: LiveState, valued: readonly ValuedPortfolio[]): LiveState {
  const valuations = valued.map(({ valuation }) => [valuation.portfolioId, valuation]);
  const positions = valued
    .flatMap(({ marks }) => marks)
    .flatMap((mark) => {
      const held = state.positions[mark.id];
      const isOf = held?.quantity === mark.quantity && held.cost === mark.cost;
      return held !== undefined && isOf && !isMarked(held, mark) ? [[held.id, remarked(held, mark)]] : [];
    });
  return {
    ...state,
    valuations: { ...state.valuations, ...Object.fromEntries(valuations) },
    positions:
      positions.length === 0 ? state.positions : { ...state.positions, ...Object.fromEntries(positions) },
  };
}

function isMarked(held: PositionInfo, { mark, marketValue, unrealised }: MarkInfo): boolean {
  return held.mark === mark && held.marketValue === marketValue && held.unrealised === unrealised;
}

function remarked(held: PositionInfo, { mark, marketValue, unrealised }: MarkInfo): PositionInfo {
  return { ...held, mark, marketValue, unrealised };
}

function withProtection(
  positions: LiveState['positions'],
  { accountId, instrumentId, side, ...prices }: ProtectionInfo,
): Partial<LiveState> {
  const held = Object.values(positions).find(
    (position) =>
      position.closedAt === undefined &&
      position.accountId === accountId &&
      position.instrumentId === instrumentId &&
      position.side === side,
  );
  if (held === undefined) return {};
  const { stopLoss: _stopLoss, takeProfit: _takeProfit, ...position } = held;
  return { positions: { ...positions, [held.id]: { ...position, ...prices } } };
}

/** Closed ones are fetched anew too: they may have joined, parted, or begun and ended otherwise. */
function withRebuilt(
  { positions, generation }: LiveState,
  { accountId, instrumentId, open }: Extract<RecordChange, { readonly type: 'positionsRebuilt' }>,
): Partial<LiveState> {
  const others = Object.entries(positions).filter(
    ([, position]) => position.accountId !== accountId || position.instrumentId !== instrumentId,
  );
  const kept = open === undefined ? others : [...others, [open.id, open] as const];
  return { positions: Object.fromEntries(kept), generation: generation + 1 };
}

export function applyProgress(state: LiveState, progress: ProgressInfo, now: number): LiveState {
  const { [progress.task]: before, ...others } = state.progress;
  if (progress.finished) return { ...state, progress: others };
  const work = { ...progress, ...workHeard(before, progress, now) };
  return { ...state, progress: { ...others, [progress.task]: work } };
}

function withReplaced<Item>(
  items: readonly Item[],
  item: Item,
  key: (item: Item) => string,
): readonly Item[] {
  const found = items.some((other) => key(other) === key(item));
  return found ? items.map((other) => (key(other) === key(item) ? item : other)) : [...items, item];
}
