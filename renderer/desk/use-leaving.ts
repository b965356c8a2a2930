import { run } from '#renderer/core/run.ts';
import { useDisclosure } from '@mantine/hooks';
import { useCallback } from 'react';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Leaves the workspace: at once, or after a question where that stops orders which are working. */
export function useLeaving({ kind }: WorkspaceInfo) {
  const say = useSay();
  const client = useClient();
  const [asked, { open: ask, close: stay }] = useDisclosure(false);

  const leaveNow = useCallback(async (): Promise<void> => {
    const answer = await client.call('workspaces.close', {});
    if (answer.ok) return;
    const { notifyFailure } = await import('#renderer/controls/notify-failure.tsx');
    notifyFailure(say('action.closeWorkspace'), answer.error);
  }, [client, say]);

  const leave = useCallback((): void => {
    const works = useLiveStore.getState().orders.size > 0;
    if (works && kind === 'paper') ask();
    else run(leaveNow());
  }, [kind, ask, leaveNow]);

  return { leave, asked, stay, leaveNow };
}
