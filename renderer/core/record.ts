import { keptAlerts } from '#src/domain/alert.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { RecordChange, StateSnapshot } from '#src/contract/state.ts';
import type { LiveState } from './live-store.ts';
import { isInItsBase, withPosition, withProtection, withRebuilt } from './live-positions.ts';
import { generationAfter, plusRecent } from './recent.ts';
import { Table, tableOf } from './table.ts';

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
    killSwitchAt: snapshot.killSwitchAt,
    accounts: snapshot.accounts,
    portfolios: snapshot.portfolios,
    feeds: snapshot.feeds,
    orders: tableOf(snapshot.activeOrders, ({ id }) => id),
    ended: new Table(),
    newStrategies: [],
    fills: new Table(),
    positions: tableOf(snapshot.openPositions, ({ id }) => id),
    closed: new Table(),
    valuations: Object.fromEntries(
      snapshot.valuations
        .filter((valuation) => isInItsBase(snapshot, valuation))
        .map((valuation) => [valuation.portfolioId, valuation]),
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
  return orders.find(id) ?? ended.find(id);
}

/**
 * Folds one change in, in a time that depends on neither how many orders work nor on how many have ended.
 * `workspaceChanged` says only that a new snapshot is due: the state stays as it is.
 */
export function applyChange(state: LiveState, sequence: number, change: RecordChange): LiveState {
  return { ...state, sequence, ...changed(state, change) };
}

function changed(state: LiveState, change: RecordChange): Partial<LiveState> {
  switch (change.type) {
    case 'workspaceChanged':
      return {};
    case 'orderChanged':
      return { ...withOrder(state, change.order), ...withStrategy(state, change.order) };
    case 'fillAdded': {
      const fills = plusRecent(state.fills, change.fill, ({ time }) => time);
      return { fills, generation: generationAfter(state, state.fills, fills) };
    }
    case 'positionChanged':
      return withPosition(state, change.position);
    case 'positionsRebuilt':
      return withRebuilt(state, change);
    case 'protectionChanged':
      return withProtection(state.positions, change.protection);
    case 'killSwitchChanged':
      return { killSwitchAt: change.engagedAt };
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

/** One that ended may change once more, and one that was presumed not placed may live again. */
function withOrder(state: LiveState, order: OrderInfo): Partial<LiveState> {
  const { orders, ended } = state;
  if (order.active) return { orders: orders.with(order.id, order), ended: ended.without(order.id) };
  const next = plusRecent(ended, order, ({ updatedAt }) => updatedAt);
  return {
    orders: orders.without(order.id),
    ended: next,
    generation: generationAfter(state, ended, next),
  };
}

function withStrategy({ newStrategies }: LiveState, { strategy }: OrderInfo): Partial<LiveState> {
  if (strategy === undefined || newStrategies.includes(strategy)) return {};
  return { newStrategies: [...newStrategies, strategy] };
}

function withAcknowledged(
  alerts: LiveState['alerts'],
  { ids, time }: Extract<RecordChange, { readonly type: 'alertsAcknowledged' }>,
): LiveState['alerts'] {
  const named = new Set(ids);
  return alerts.map((alert) => (named.has(alert.id) ? { ...alert, acknowledgedAt: time } : alert));
}

function withReplaced<Item>(
  items: readonly Item[],
  item: Item,
  key: (item: Item) => string,
): readonly Item[] {
  const found = items.some((other) => key(other) === key(item));
  return found ? items.map((other) => (key(other) === key(item) ? item : other)) : [...items, item];
}
