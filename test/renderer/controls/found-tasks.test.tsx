import { notifications } from '@mantine/notifications';
import { afterEach, expect, test } from 'vitest';
import type { TaskState } from '#src/contract/maintenance.ts';
import { Notes } from '#renderer/app/notes.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyProgress } from '#renderer/core/progress.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const task = 'import I1';
const imported: TaskState = {
  state: 'done',
  outcome: {
    type: 'fills',
    fileName: 'fills.csv',
    accountName: 'Binance',
    done: {
      imported: 2_000,
      entries: 0,
      duplicates: 3,
      alike: 0,
      duplicateEntries: 0,
      alikeEntries: 0,
      skipped: 0,
      invalid: 0,
    },
  },
};

afterEach(() => {
  notifications.clean();
  useLiveStore.setState(useLiveStore.getInitialState());
});

/** A page that was loaded while an import ran, which stands so by now. */
async function loadAgain(states: { current: TaskState; isRead: boolean }) {
  useLiveStore.setState({ connection: { status: 'open', since: 1 } });
  return renderScreen(<Notes />, {
    'tasks.list': async () => ({
      ok: true,
      value: [
        {
          task,
          type: 'fills',
          work: { code: 'IMPORT_FILE', file: 'fills.csv' },
          running: states.current.state === 'running',
        },
      ],
    }),
    'tasks.result': async () =>
      states.isRead
        ? { ok: false, error: { code: 'NOT_FOUND', what: 'task', id: task } }
        : { ok: true, value: states.current },
    'tasks.read': async () => {
      states.isRead = true;
      return { ok: true, value: {} };
    },
  });
}

test('a page that was loaded again tells what came of an import, until the trader closes it', async () => {
  const states = { current: { state: 'running' } as TaskState, isRead: false };
  const { screen, asked } = await loadAgain(states);
  await expect.poll(() => asked.some(({ name }) => name === 'tasks.result')).toBe(true);
  states.current = imported;
  // As when the last word of its progress has come.
  useLiveStore.setState({ generation: 1 });
  const note = screen.getByText('Imported 2,000 fills of fills.csv into the account Binance.', {
    exact: false,
  });
  await expect.element(note).toBeVisible();
  await expect.element(screen.getByText('3 fills were there already', { exact: false })).toBeVisible();
  await screen.getByRole('button').click();
  await expect.poll(() => asked).toContainEqual({ name: 'tasks.read', input: { task } });
});

test('the last word of work that this page never heard of before is enough', async () => {
  const states = { current: { state: 'running' } as TaskState, isRead: false };
  const { screen, asked } = await loadAgain(states);
  await expect.poll(() => asked.some(({ name }) => name === 'tasks.result')).toBe(true);
  states.current = imported;
  const last = {
    task,
    work: { code: 'IMPORT_FILE' as const, file: 'fills.csv' },
    done: 1,
    total: 1,
    finished: true,
  };
  useLiveStore.setState((state) => applyProgress(state, last, 0));
  await expect.element(screen.getByText('Imported 2,000 fills', { exact: false })).toBeVisible();
  await screen.getByRole('button').click();
  await expect.poll(() => states.isRead).toBe(true);
});

test('one that failed meanwhile is told as an alert, with the reason', async () => {
  const { screen } = await loadAgain({
    current: { state: 'failed', reason: { code: 'FAILED', cause: { code: 'DISK_FULL' } } },
    isRead: false,
  });
  const alert = screen.getByRole('alert');
  await expect.element(alert.getByText('Importing fills.csv failed')).toBeVisible();
  await expect
    .element(alert.getByText('Nothing of the workspace was changed. The disk is full.', { exact: false }))
    .toBeVisible();
});
