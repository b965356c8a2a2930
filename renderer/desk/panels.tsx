import type { ComponentType } from 'react';
import type { KeyBinding } from '#renderer/commands/key-binding.ts';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import type { PanelType } from './links/panel-store.ts';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

type PanelEntry = {
  /** Leads to the one that was used last. */
  readonly key: KeyBinding;
  readonly component: ComponentType;
  /** Below this it is of no use; the dock scales a layout that was saved on another screen. */
  readonly least: { readonly width: number; readonly height: number };
  /** Beside which it is put where a layout has no place for it: in front of no other one, and no size changes. */
  readonly homes: readonly PanelType[];
};

/** By the name of the panel, where it is about to appear. */
function LoadingPanel({ panel }: { readonly panel: PanelType }) {
  const say = useSay();
  return <LoadingPart words={say(`panel.loading_${panel}`)} />;
}

// The page stands, each panel in its place, before their code is there.
const WatchlistPanel = lazyPart(
  async () => (await import('#renderer/panels/watchlist/watchlist-panel.tsx')).WatchlistPanel,
  <LoadingPanel panel="watchlist" />,
);
const OrderTicketPanel = lazyPart(
  async () => (await import('#renderer/panels/order-ticket/order-ticket-panel.tsx')).OrderTicketPanel,
  <LoadingPanel panel="ticket" />,
);
const OrdersPanel = lazyPart(
  async () => (await import('#renderer/panels/orders/orders-panel.tsx')).OrdersPanel,
  <LoadingPanel panel="orders" />,
);
const PositionsPanel = lazyPart(
  async () => (await import('#renderer/panels/positions/positions-panel.tsx')).PositionsPanel,
  <LoadingPanel panel="positions" />,
);
const FillsPanel = lazyPart(
  async () => (await import('#renderer/panels/fills/fills-panel.tsx')).FillsPanel,
  <LoadingPanel panel="fills" />,
);
const ChartPanel = lazyPart(
  async () => (await import('#renderer/panels/chart/chart-panel.tsx')).ChartPanel,
  <LoadingPanel panel="chart" />,
);
const PortfolioPanel = lazyPart(
  async () => (await import('#renderer/panels/portfolio/portfolio-panel.tsx')).PortfolioPanel,
  <LoadingPanel panel="portfolio" />,
);
const ResultsPanel = lazyPart(
  async () => (await import('#renderer/panels/results/results-panel.tsx')).ResultsPanel,
  <LoadingPanel panel="results" />,
);

const blotter = { width: 260, height: 130 };
const figures = { width: 260, height: 160 };

export const panels: Record<PanelType, PanelEntry> = {
  watchlist: {
    key: 'Alt+1',
    component: WatchlistPanel,
    least: { width: 220, height: 130 },
    homes: ['ticket', 'chart'],
  },
  ticket: {
    key: 'Alt+2',
    component: OrderTicketPanel,
    least: { width: 260, height: 200 },
    homes: ['watchlist', 'portfolio'],
  },
  chart: { key: 'Alt+3', component: ChartPanel, least: figures, homes: ['portfolio', 'watchlist'] },
  orders: { key: 'Alt+4', component: OrdersPanel, least: blotter, homes: ['positions', 'fills'] },
  positions: { key: 'Alt+5', component: PositionsPanel, least: blotter, homes: ['fills', 'orders'] },
  fills: { key: 'Alt+6', component: FillsPanel, least: blotter, homes: ['positions', 'orders'] },
  portfolio: { key: 'Alt+7', component: PortfolioPanel, least: figures, homes: ['chart', 'positions'] },
  results: { key: 'Alt+8', component: ResultsPanel, least: figures, homes: ['portfolio', 'positions'] },
};
