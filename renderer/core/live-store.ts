import { create } from 'zustand';
import type { InstrumentInfo, QuoteInfo } from '#src/contract/market.ts';
import type { FillInfo, OrderInfo } from '#src/contract/orders.ts';
import type { PositionInfo, ValuationInfo } from '#src/contract/portfolio.ts';
import type { AlertInfo, ProgressInfo } from '#src/contract/state.ts';
import type {
  AccountInfo,
  FeedInfo,
  PortfolioInfo,
  VenueInfo,
  WorkspaceInfo,
} from '#src/contract/workspace.ts';
import { Table } from './table.ts';
import type { WorkUnderWay } from './work-under-way.ts';

/** `signed-out`: the core does not know this page (any more), and dialling again does not help. */
export type ConnectionStatus = 'connecting' | 'open' | 'lost' | 'signed-out';

/** What the core last said. Only core/sync.ts and sync-quotes.ts write it; panels select the narrowest slice. */
export type LiveState = {
  readonly connection: { readonly status: ConnectionStatus; readonly since: number };
  /** Undefined until the first snapshot. */
  readonly epoch: string | undefined;
  readonly sequence: number;
  /** Counts what pages do not tell of themselves (a snapshot, rebuilt positions, what ended and was let go): whoever holds pages fetched by call fetches them again when it grows. */
  readonly generation: number;
  /** How many snapshots came: what one of them changes has happened before. */
  readonly snapshots: number;
  readonly venues: readonly VenueInfo[];
  readonly workspace: WorkspaceInfo | undefined;
  /** When the kill switch was engaged; undefined while orders may leave. */
  readonly killSwitchAt: number | undefined;
  readonly accounts: readonly AccountInfo[];
  readonly portfolios: readonly PortfolioInfo[];
  readonly feeds: readonly FeedInfo[];
  /** Those that may still trade, an unknown outcome included. */
  readonly orders: Table<OrderInfo>;
  /** The last that ended since the snapshot. */
  readonly ended: Table<OrderInfo>;
  /** Those that an order since the snapshot is the first to name, as far as is known. */
  readonly newStrategies: readonly string[];
  /** The last since the snapshot. */
  readonly fills: Table<FillInfo>;
  /** Those that are open. */
  readonly positions: Table<PositionInfo>;
  /** The last that were closed since the snapshot. */
  readonly closed: Table<PositionInfo>;
  /** By portfolio id. */
  readonly valuations: Readonly<Record<string, ValuationInfo>>;
  /** Newest first. */
  readonly alerts: readonly AlertInfo[];
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly quotes: Readonly<Record<string, QuoteInfo>>;
  /** Long work under way, by task. */
  readonly progress: Readonly<Record<string, ProgressInfo & WorkUnderWay>>;
  /** How often long work has ended. Its last word may be the only one that this page hears. */
  readonly endings: number;
};

export const initialLiveState: LiveState = {
  connection: { status: 'connecting', since: Date.now() },
  epoch: undefined,
  sequence: 0,
  generation: 0,
  snapshots: 0,
  venues: [],
  workspace: undefined,
  killSwitchAt: undefined,
  accounts: [],
  portfolios: [],
  feeds: [],
  orders: new Table(),
  ended: new Table(),
  newStrategies: [],
  fills: new Table(),
  positions: new Table(),
  closed: new Table(),
  valuations: {},
  alerts: [],
  instruments: {},
  quotes: {},
  progress: {},
  endings: 0,
};

export const useLiveStore = create<LiveState>()(() => initialLiveState);
