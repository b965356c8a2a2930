import { afterEach, expect, test } from 'vitest';
import type { TaskState } from '#src/contract/maintenance.ts';
import { TaskLine } from '#renderer/controls/task-line.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { keepTask, useTaskStore } from '#renderer/core/task-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const task = 'T1';
const restored: TaskState = {
  state: 'done',
  outcome: { type: 'restore', madeAt: 1_700_000_000_000, aside: '/tapes/replaced' },
};

afterEach(() => {
  useLiveStore.setState(useLiveStore.getInitialState());
  useTaskStore.setState(useTaskStore.getInitialState());
});

/** A page that knows of a restore which has ended, and of which the core knows nothing from `forget` on. */
async function followed() {
  useLiveStore.setState({ connection: { status: 'open', since: 1 }, epoch: 'first' });
  keepTask({ task, type: 'restore', workspaceId: 'W1' });
  const [started] = useTaskStore.getState().tasks;
  if (started === undefined) throw new Error('it was kept');
  let isKnown = true;
  const { screen } = await renderScreen(<TaskLine started={started} />, {
    'tasks.result': async () =>
      isKnown
        ? { ok: true, value: restored }
        : { ok: false, error: { code: 'NOT_FOUND', what: 'task', id: task } },
  });
  await expect.element(screen.getByText('The workspace is as it was at', { exact: false })).toBeVisible();
  return {
    screen,
    /** The core that is there then is another one where its epoch is. */
    forget(epoch: string): void {
      isKnown = false;
      useLiveStore.setState(({ generation }) => ({ epoch, generation: generation + 1 }));
    },
  };
}

test('what another screen has put away is not told as broken off, for the trader would begin it again', async () => {
  const { screen, forget } = await followed();
  forget('first');
  const sentence = 'Restoring the backup: it has ended, and what came of it was put away on another screen.';
  await expect.element(screen.getByText(sentence)).toBeVisible();
});

test('of work that a core had begun before it was started again nobody knows whether it ended', async () => {
  const { screen, forget } = await followed();
  forget('second');
  await expect
    .element(screen.getByText('Tapedeck was started again meanwhile', { exact: false }))
    .toBeVisible();
});
