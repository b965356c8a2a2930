/** What the words for a damaged record tell the trader to do: a backup's file, copied by hand to where it was. */
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { backupsFolder, makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { readWorkspaceMeta } from '#src/infrastructure/persistence/sqlite/workspace/workspace-meta.ts';
import {
  migrationsFolder,
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { furnish, startTime } from '#test/ports/sample-entities.ts';

async function putBack(): Promise<string> {
  const folder = await temporaryWorkspace();
  const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
  for (const name of ['record.sqlite', 'market.sqlite']) {
    for (const suffix of ['', '-wal', '-shm']) await rm(join(folder, name + suffix), { force: true });
    await copyFile(join(backupsFolder(folder), id, name), join(folder, name));
  }
  return folder;
}

it('is listed by the name that it has', async () => {
  expect(await readWorkspaceMeta(await putBack(), migrationsFolder)).toMatchObject({ name: 'My trading' });
});

it('opens, is written to, and keeps a log again', async () => {
  const folder = await putBack();
  const { record } = await openTemporary(folder);
  await furnish(record);
  const { database } = openConnection(join(folder, 'record.sqlite'), { synchronous: 'FULL', readOnly: true });
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  database.close();
});

it('opens for reading, for a second look', async () => {
  const { meta, readOnly } = await openTemporary(await putBack(), { readOnly: true });
  expect({ name: meta.name, readOnly }).toEqual({ name: 'My trading', readOnly: { code: 'READ_ONLY' } });
});
