import { expect, test } from 'vitest';
import { WorkspaceList } from '#renderer/pages/first-page/workspace-list.tsx';
import { ok } from '#src/domain/result.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

test('workspaces of one name are told apart by their folders, and each button opens its own', async () => {
  const opened: string[] = [];
  const entry = { name: 'Swing', kind: 'paper', createdAt: Date.UTC(2026, 2, 8) } as const;
  const { screen } = await renderScreen(<WorkspaceList disabled={false} />, {
    'workspaces.list': async () =>
      ok([
        { ...entry, id: 'swing' },
        { ...entry, id: 'swing-copy' },
        { ...entry, id: 'scalps', name: 'Scalps' },
      ]),
    'workspaces.open': async ({ id }) => {
      opened.push(id);
      return ok({ ...entry, id });
    },
  });
  await expect.element(screen.getByText('Created 2026-03-08 in the folder “swing”')).toBeVisible();
  await expect.element(screen.getByText('Created 2026-03-08', { exact: true })).toBeVisible();
  await screen.getByRole('button', { name: 'Open Swing in the folder “swing-copy”' }).click();
  await expect.poll(() => opened).toEqual(['swing-copy']);
});
