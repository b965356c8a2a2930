import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { lockWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-lock.ts';
import { lockedElsewhere } from '#test/infrastructure/persistence/sqlite/locked-elsewhere.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const rubbish = '{"pid":1}';

it.each([
  ['zeros, as a power cut may leave', Buffer.alloc(4096)],
  ['another text', Buffer.from(rubbish)],
])('a lock file of %s keeps nobody out: it holds nothing but who has it', async (_what, content) => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'workspace.lock'), content);
  expect(() => lockWorkspace(folder).release()).not.toThrow();
  expect(() => lockWorkspace(folder).release()).not.toThrow();
});

it('what is written over the lock of a process that lives lets nobody in beside it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'workspace.lock');
  lockWorkspace(folder).release();
  const letGo = await lockedElsewhere(path);
  writeFileSync(path, rubbish);
  expect(() => lockWorkspace(folder)).toThrow(/locked by another program/);
  await letGo();
  lockWorkspace(folder).release();
});
