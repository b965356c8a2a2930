import { useMemo } from 'react';
import { useClient } from '#renderer/client-context.tsx';
import { type Command, useCommands } from '#renderer/commands/command-store.ts';
import { notifyFailure } from '#renderer/errors/notify-failure.tsx';
import type { Client } from '#src/transport/connect.ts';

/** What can be done while a workspace is open, from anywhere. */
export function useWorkspaceCommands(
  openCancelAll: () => void,
  openLimits: () => void,
  openMaintenance: () => void,
): void {
  const client = useClient();
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'orders.cancelAll',
        title: 'Cancel all orders',
        group: 'Orders',
        key: 'Mod+Shift+X',
        run: openCancelAll,
      },
      {
        id: 'portfolio.limits',
        title: 'Limits',
        group: 'Orders',
        key: 'Mod+Shift+G',
        run: openLimits,
      },
      {
        id: 'workspace.maintain',
        title: 'Workspace',
        group: 'Workspace',
        key: 'Mod+Shift+U',
        run: openMaintenance,
      },
      {
        id: 'workspace.close',
        title: 'Back to first page',
        group: 'Workspace',
        key: 'Mod+Shift+B',
        run: () => void closeWorkspace(client),
      },
    ],
    [client, openCancelAll, openLimits, openMaintenance],
  );
  useCommands(commands);
}

async function closeWorkspace(client: Client): Promise<void> {
  const answer = await client.call('workspaces.close', {});
  if (!answer.ok) notifyFailure('Closing the workspace', answer.error);
}
