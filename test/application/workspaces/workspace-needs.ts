import { countedIds } from '#test/fakes/counted-ids.ts';
import type { WorkspaceNeeds } from '#src/application/workspaces/workspace.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import { historyInProcess } from '#test/fakes/history-in-process.ts';
import { noGroups } from '#test/fakes/no-groups.ts';

/** What a workspace is opened with: without a venue, on paper, by days of UTC, but for what a test has of its own. */
export function workspaceNeeds(
  own: Pick<WorkspaceNeeds, 'files' | 'clock'> & Partial<WorkspaceNeeds>,
): WorkspaceNeeds {
  return {
    id: 'w',
    feeds: new Map(),
    venues: [],
    openFeed: () => {
      throw new Error('no account is added');
    },
    openGroups: noGroups,
    openHistory: () => historyInProcess(own.files.record, own.files.market),
    secrets: { keychain: createSessionKeys(), session: createSessionKeys() },
    openVenueAccount: () => {
      throw new Error('no key is connected');
    },
    readRateFile: () => Promise.reject(new Error('no file is read')),
    requireRoomForRates: () => Promise.resolve(),
    ids: countedIds(),
    takesOrders: () => false,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    processId: 1,
    digest: sha256,
    tradingOf: () => createPaperExchange,
    readDayRule: () => Promise.resolve({ zone: 'UTC', hour: 0 }),
    publish: () => undefined,
    report: () => undefined,
    ...own,
  };
}
