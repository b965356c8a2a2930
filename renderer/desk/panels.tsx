import type { ComponentType } from 'react';
import type { KeyBinding } from '#renderer/commands/key-binding.ts';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';

export const panelIds = [
  'watchlist',
  'ticket',
  'chart',
  'orders',
  'positions',
  'fills',
  'portfolio',
  'results',
] as const;
export type PanelId = (typeof panelIds)[number];

type PanelEntry = {
  /** The panel's tab and the name of its region. */
  readonly title: string;
  /** Leads to the panel. */
  readonly key: KeyBinding;
  readonly component: ComponentType;
};

// The page stands, each panel in its place, before their code is there.
const WatchlistPanel = lazyPart(
  async () => (await import('#renderer/panels/watchlist/watchlist-panel.tsx')).WatchlistPanel,
  <LoadingPart name="the watchlist" />,
);
const OrderTicketPanel = lazyPart(
  async () => (await import('#renderer/panels/order-ticket/order-ticket-panel.tsx')).OrderTicketPanel,
  <LoadingPart name="the order ticket" />,
);
const OrdersPanel = lazyPart(
  async () => (await import('#renderer/panels/orders/orders-panel.tsx')).OrdersPanel,
  <LoadingPart name="the orders" />,
);
const PositionsPanel = lazyPart(
  async () => (await import('#renderer/panels/positions/positions-panel.tsx')).PositionsPanel,
  <LoadingPart name="the positions" />,
);
const FillsPanel = lazyPart(
  async () => (await import('#renderer/panels/fills/fills-panel.tsx')).FillsPanel,
  <LoadingPart name="the fills" />,
);
const ChartPanel = lazyPart(
  async () => (await import('#renderer/panels/chart/chart-panel.tsx')).ChartPanel,
  <LoadingPart name="the chart" />,
);
const PortfolioPanel = lazyPart(
  async () => (await import('#renderer/panels/portfolio/portfolio-panel.tsx')).PortfolioPanel,
  <LoadingPart name="the portfolio" />,
);
const ResultsPanel = lazyPart(
  async () => (await import('#renderer/panels/results/results-panel.tsx')).ResultsPanel,
  <LoadingPart name="the results" />,
);

export const panels: Record<PanelId, PanelEntry> = {
  watchlist: { title: 'Watchlist', key: 'Alt+1', component: WatchlistPanel },
  ticket: { title: 'Order ticket', key: 'Alt+2', component: OrderTicketPanel },
  chart: { title: 'Chart', key: 'Alt+3', component: ChartPanel },
  orders: { title: 'Orders', key: 'Alt+4', component: OrdersPanel },
  positions: { title: 'Positions', key: 'Alt+5', component: PositionsPanel },
  fills: { title: 'Fills', key: 'Alt+6', component: FillsPanel },
  portfolio: { title: 'Portfolio', key: 'Alt+7', component: PortfolioPanel },
  results: { title: 'Results', key: 'Alt+8', component: ResultsPanel },
};
