import type { AlertChange } from '#src/application/alerts/alert-list.ts';
import type { Change } from '#src/application/changes.ts';
import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import type { VenueId } from '#src/domain/ids.ts';
import type { FeedState } from '#src/ports/market-data-feed.ts';

/** What an open workspace tells whoever shows it. */
export type WorkspaceChange =
  | Exclude<Change, { readonly type: 'alertRaised' }>
  | AlertChange
  | { readonly type: 'valuationChanged'; readonly valued: LiveValuation }
  | { readonly type: 'feedChanged'; readonly venue: VenueId; readonly state: FeedState }
  /** Something was changed beside the session: all of it is to be read anew. */
  | { readonly type: 'workspaceChanged' };
