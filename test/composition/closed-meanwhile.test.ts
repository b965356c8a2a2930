import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tamper } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { desk } from './maintenance-desk.ts';

it('damage that is found in a workspace which was closed meanwhile is told under its name', async () => {
  const { handlers, open, ended, changes } = await desk(async (workspace) =>
    tamper(join(workspace, 'record.sqlite'), "UPDATE fills SET price = '1' WHERE seq = 2"),
  );
  await open();
  const verifying = await handlers['maintenance.verify']({});
  await handlers['workspaces.close']({});
  expect(await ended(verifying)).toMatchObject({ state: 'done', outcome: { type: 'verify' } });
  expect(changes).toContainEqual({
    type: 'alertRaised',
    alert: expect.objectContaining({
      severity: 'critical',
      code: 'CLOSED_RECORD_CHANGED',
      workspace: 'My trading',
      table: 'fills',
    }),
  });
});

it('a backup that fails after its workspace was closed is told under its name', async () => {
  const { handlers, open, ended, changes } = await desk((workspace) =>
    writeFile(join(workspace, 'backups'), 'no folder'),
  );
  await open();
  const backingUp = await handlers['maintenance.backup']({});
  await handlers['workspaces.close']({});
  expect(await ended(backingUp)).toMatchObject({ state: 'failed' });
  expect(changes).toContainEqual({
    type: 'alertRaised',
    alert: expect.objectContaining({ code: 'CLOSED_BACKUP_FAILED', workspace: 'My trading' }),
  });
});
