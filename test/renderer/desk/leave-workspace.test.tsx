import { expect, test } from 'vitest';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { LeaveDialog } from '#renderer/desk/leave-dialog.tsx';
import { useLeaving } from '#renderer/desk/use-leaving.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, paper, tableWith } from '#test/renderer/core/records.ts';

function Page({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const { leave, asked, stay, leaveNow } = useLeaving(workspace);
  return (
    <>
      <button type="button" onClick={leave}>
        Leave
      </button>
      <LeaveDialog opened={asked} onClose={stay} onLeave={() => void leaveNow()} />
    </>
  );
}

async function leaving(workspace: WorkspaceInfo, ...orders: readonly ReturnType<typeof order>[]) {
  useLiveStore.setState({ workspace, orders: tableWith() });
  for (const one of orders) {
    useLiveStore.setState((state) => applyChange(state, 1, { type: 'orderChanged', order: one }));
  }
  const { screen, asked } = await renderScreen(<Page workspace={workspace} />, {
    'workspaces.close': async () => ok({}),
  });
  await screen.getByRole('button', { name: 'Leave' }).click();
  const closed = () => asked.filter(({ name }) => name === 'workspaces.close').length;
  return { closed, dialog: screen.getByRole('dialog', { name: 'Leave while orders are working?' }) };
}

test('who leaves a paper workspace in which orders work is told that they stop, and can stay', async () => {
  const { closed, dialog } = await leaving(paper, order('o1'), order('o2', { type: 'STOP' }));
  await expect.element(dialog.getByText(/^2 orders are working\. .* no stop triggers\./u)).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Stay' })).toHaveFocus();
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(closed()).toBe(0);
});

test('and leaves all the same where that is meant', async () => {
  const { closed, dialog } = await leaving(paper, order('o1'));
  await dialog.getByRole('button', { name: 'Back to first page' }).click();
  await expect.poll(closed).toBe(1);
});

test.each([
  ['orders have ended', paper, [order('o1', { active: false, status: 'FILLED' })]],
  ['it is the demo', { ...paper, kind: 'demo' } as const, [order('o1')]],
])('nothing is asked where %s', async (_, workspace, orders) => {
  const { closed, dialog } = await leaving(workspace, ...orders);
  await expect.poll(closed).toBe(1);
  await expect.element(dialog).not.toBeInTheDocument();
});
