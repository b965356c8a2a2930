import { execFile } from 'node:child_process';
import { cp, readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { migrationsFolder, openTemporary, optionsFor, temporaryFolder } from '../temporary-workspace.ts';
import { busyWorkspace, trade } from './busy-workspace.ts';

const run = promisify(execFile);
const dying = join(import.meta.dirname, 'repair-and-die.ts');

it('a record that gave way to its backup is told of in its alerts once, wherever a crash breaks the opening off', async () => {
  const folder = await busyWorkspace();
  await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
  const store = await openWorkspaceFiles(optionsFor(folder));
  await trade(store, 6);
  await store.close();
  await truncate(join(folder, 'record.sqlite'), 40_000);
  for (let dieAt = 1, isWhole = false; !isWhole; dieAt += 1) {
    const copy = join(await temporaryFolder(), 'w');
    await cp(folder, copy, { recursive: true });
    const looks = run(process.execPath, [dying, copy, migrationsFolder, String(dieAt)]);
    const printed = await looks.catch((killed: unknown) => killed);
    isWhole = JSON.stringify(printed).includes('whole');
    const { record, restoredAt } = await openTemporary(copy);
    expect(await record.read.orders.count({})).toBe(5);
    expect(restoredAt).toBeTypeOf('number');
    const alerts = await record.read.alerts.list();
    expect(alerts).toMatchObject([
      {
        severity: 'critical',
        code: 'FILE_REPLACED',
        file: join(copy, 'record.sqlite'),
        madeAt: startTime,
        acknowledgedAt: undefined,
      },
    ]);
    const [alert] = alerts;
    if (alert === undefined || !('aside' in alert)) throw new Error('it does not tell where the file is');
    expect(await readdir(alert.aside)).toContain('record.sqlite');
  }
}, 120_000);
