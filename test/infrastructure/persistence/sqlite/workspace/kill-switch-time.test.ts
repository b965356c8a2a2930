import { mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { killSwitchOf } from '#src/infrastructure/persistence/sqlite/workspace/kill-switch-file.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

test('is engaged since a time that can be told, whatever stands under its name', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'kill-switch'));
  const before = new Date('1960-01-01');
  await utimes(join(folder, 'kill-switch'), before, before);
  expect(killSwitchOf(folder).engagedAt()).toBe(0);
});
