import { expect, it } from 'vitest';

import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { openTemporary, optionsFor } from '../temporary-workspace.ts';
import { busyWorkspace } from './busy-workspace.ts';

const hour = 3_600_000;

/** As a crash, or a backup, meets it between an order's two commits. */
async function leaveIntent({ record }: WorkspaceFiles, id: string, now: number): Promise<void> {
  const [order] = (await record.read.orders.page({}, { by: 'time', direction: 'ascending' }, { limit: 1 }))
    .rows;
  if (order === undefined) throw new Error('no order');
  await record.transact((unit) =>
    unit.outbox.insert(newOutboxEntry(order, { kind: 'cancel' }, { id, now, digest: sha256 })),
  );
}

const statesOf = async ({ record }: WorkspaceFiles) =>
  (await record.read.outbox.unresolved()).map(({ id, state, sendingAt }) => [id, state, sendingAt]);

it('an intent that a backup holds counts as sent once that is restored, also where the clock was set back since', async () => {
  const folder = await busyWorkspace();
  const before = await openWorkspaceFiles(optionsFor(folder));
  await leaveIntent(before, 'of the backup', startTime + hour);
  await before.close();
  const { id } = await makeBackup(folder, 'manual', { now: () => startTime + hour }, unattended);
  await restoreBackup(optionsFor(folder), id, unattended);
  const restored = await openWorkspaceFiles(optionsFor(folder));
  expect(await statesOf(restored)).toEqual([['of the backup', 'sending', startTime]]);
  await leaveIntent(restored, 'of the restored one', startTime - hour);
  await restored.close();
  expect(await statesOf(await openTemporary(folder))).toEqual([
    ['of the restored one', 'intent', undefined],
    ['of the backup', 'sending', startTime],
  ]);
});
