import type { AccountInfo, FeedInfo, WorkspaceKind } from '#src/contract/workspace.ts';
import { presentFeed } from '#src/api/present/present-market.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { StoreHealth } from '#src/ports/workspaces.ts';
import { presentAccount } from '#src/api/present/present-portfolio.ts';

export type HealthReport = {
  /** `degraded` while a feed is not live, an account is locked, or the store reports a problem. */
  readonly status: 'ok' | 'degraded';
  readonly version: string;
  /** Undefined while no workspace is open. */
  readonly workspace: { readonly name: string; readonly kind: WorkspaceKind } | undefined;
  readonly store: StoreHealth | undefined;
  readonly feeds: readonly FeedInfo[];
  readonly accounts: readonly AccountInfo[];
};

export async function readHealth(version: string, workspace: Workspace | undefined): Promise<HealthReport> {
  if (workspace === undefined) {
    return { status: 'ok', version, workspace: undefined, store: undefined, feeds: [], accounts: [] };
  }
  const { name, kind } = workspace.info;
  const store = await workspace.files.health();
  const feeds = [...workspace.feeds].map(([venue, feed]) => presentFeed(venue, feed.state()));
  const accounts = workspace.lockable().map(({ account, locked }) => presentAccount(account, locked));
  const well =
    store.deviations.length === 0 &&
    feeds.every((feed) => feed.status === 'live') &&
    accounts.every((account) => account.locked === undefined);
  return { status: well ? 'ok' : 'degraded', version, workspace: { name, kind }, store, feeds, accounts };
}
