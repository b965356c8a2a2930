import { rebuildInPieces } from '#src/application/imports/import-positions.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type FoldUnfoldedNeeds = {
  readonly store: RecordStore;
  readonly onProgress: (done: number, total: number) => void;
};

/** Makes the positions that a migration, or what broke off, left to be made. */
export async function foldUnfolded({ store, onProgress }: FoldUnfoldedNeeds): Promise<void> {
  const waiting = await store.read.positions.unfolded();
  for (const [done, { accountId, held }] of waiting.entries()) {
    onProgress(done, waiting.length);
    await rebuildInPieces(store, await store.read.accounts.get(accountId), held);
  }
}
