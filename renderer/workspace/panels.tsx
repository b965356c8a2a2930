import type { ComponentType } from 'react';
import { ChartPanel } from '#renderer/panels/chart/chart-panel.tsx';
import { FillsPanel } from '#renderer/panels/fills/fills-panel.tsx';
import { OrderTicketPanel } from '#renderer/panels/order-ticket/order-ticket-panel.tsx';
import { OrdersPanel } from '#renderer/panels/orders/orders-panel.tsx';
import { PortfolioPanel } from '#renderer/panels/portfolio/portfolio-panel.tsx';
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

/** The title is the panel's tab and the name of its region. */
export const panels: Record<PanelId, { readonly title: string; readonly component: ComponentType }> = {
  watchlist: { title: 'Watchlist', component: WatchlistPanel },
  ticket: { title: 'Order ticket', component: OrderTicketPanel },
  chart: { title: 'Chart', component: ChartPanel },
  orders: { title: 'Orders', component: OrdersPanel },
  positions: { title: 'Positions', component: PositionsPanel },
  fills: { title: 'Fills', component: FillsPanel },
  portfolio: { title: 'Portfolio', component: PortfolioPanel },
};
