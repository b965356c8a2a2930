import { rebuildOne } from '#src/application/imports/import-positions.ts';
import { linkedWith } from '#src/application/orders/held-legs.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type FoldUnfoldedNeeds = {
  readonly store: RecordStore;
  readonly onProgress: (done: number, total: number) => void;
};

/** Makes the positions that a migration, or what broke off, left to be made. */
export async function foldUnfolded({ store, onProgress }: FoldUnfoldedNeeds): Promise<void> {
  const waiting = await linkedWith(store.read, await store.read.positions.unfolded());
  for (const [done, each] of waiting.entries()) {
    onProgress(done, waiting.length);
    await rebuildOne(store, each);
  }
}
