import type { ComponentType } from 'react';
import type { KeyBinding } from '#renderer/commands/key-binding.ts';
import { lazyPart } from '#renderer/loading/lazy-part.tsx';
import { LoadingPart } from '#renderer/loading/loading-part.tsx';
import { FillsPanel } from '#renderer/panels/fills/fills-panel.tsx';
import { OrderTicketPanel } from '#renderer/panels/order-ticket/order-ticket-panel.tsx';
import { OrdersPanel } from '#renderer/panels/orders/orders-panel.tsx';
import { PositionsPanel } from '#renderer/panels/positions/positions-panel.tsx';
import { WatchlistPanel } from '#renderer/panels/watchlist/watchlist-panel.tsx';

export const panelIds = [
  'watchlist',
  'ticket',
  'chart',
  'orders',
  'positions',
  'fills',
  'portfolio',
] as const;
export type PanelId = (typeof panelIds)[number];

type PanelEntry = {
  /** The panel's tab and the name of its region. */
  readonly title: string;
  /** Leads to the panel. */
  readonly key: KeyBinding;
  readonly component: ComponentType;
};

// The two with the chart library.
const ChartPanel = lazyPart(
  async () => (await import('#renderer/panels/chart/chart-panel.tsx')).ChartPanel,
  <LoadingPart name="the chart" />,
);
const PortfolioPanel = lazyPart(
  async () => (await import('#renderer/panels/portfolio/portfolio-panel.tsx')).PortfolioPanel,
  <LoadingPart name="the portfolio" />,
);

export const panels: Record<PanelId, PanelEntry> = {
  watchlist: { title: 'Watchlist', key: 'Alt+1', component: WatchlistPanel },
  ticket: { title: 'Order ticket', key: 'Alt+2', component: OrderTicketPanel },
  chart: { title: 'Chart', key: 'Alt+3', component: ChartPanel },
  orders: { title: 'Orders', key: 'Alt+4', component: OrdersPanel },
  positions: { title: 'Positions', key: 'Alt+5', component: PositionsPanel },
  fills: { title: 'Fills', key: 'Alt+6', component: FillsPanel },
  portfolio: { title: 'Portfolio', key: 'Alt+7', component: PortfolioPanel },
};
