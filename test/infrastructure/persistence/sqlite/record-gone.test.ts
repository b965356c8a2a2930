import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { busyWorkspace } from './operations/busy-workspace.ts';
import { openTemporary } from './temporary-workspace.ts';

/** SQLite itself goes on writing to a file that has lost its name: with the last to have it open all of that is gone. */
it.runIf(process.platform !== 'win32')(
  'nothing is decided on a record that was moved or removed under the program, until it is back',
  async () => {
    const folder = await busyWorkspace();
    const { record } = await openTemporary(folder);
    const path = join(folder, 'record.sqlite');
    const decide = () => record.transact(() => Promise.resolve('decided'));
    expect(await decide()).toBe('decided');

    renameSync(path, `${path}.moved`);
    await expect(decide()).rejects.toMatchObject({
      problem: { code: 'DISK_REFUSES', file: path, trouble: 'ENOENT' },
    });
    // What the venues report cannot be told to wait.
    expect(await record.transact(() => Promise.resolve('reported'), 'essential')).toBe('reported');

    renameSync(`${path}.moved`, path);
    expect(await decide()).toBe('decided');
  },
);
