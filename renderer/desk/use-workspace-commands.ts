import { useMemo } from 'react';
import { type Command, useCommands } from '#renderer/commands/command-store.ts';

/** What can be done while a workspace is open, from anywhere. */
export function useWorkspaceCommands(
  openCancelAll: () => void,
  openLimits: () => void,
  openAccounts: () => void,
  openMaintenance: () => void,
  leave: () => void,
): void {
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
        id: 'workspace.accounts',
        title: 'Accounts',
        group: 'Workspace',
        key: 'Mod+Shift+Y',
        run: openAccounts,
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
        run: leave,
      },
    ],
    [openCancelAll, openLimits, openAccounts, openMaintenance, leave],
  );
  useCommands(commands);
}
