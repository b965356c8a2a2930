import type { Alert } from '#src/domain/alert.ts';
import type { Log } from '#src/ports/log.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

type Needs = { readonly files: Pick<WorkspaceFiles, 'record'>; readonly log: Log };

export const earlierUnreadable: Alert = { severity: 'warning', code: 'EARLIER_ALERTS_UNREADABLE' };

/** Damaged alerts must not keep the trader from orders and money. */
export async function readAlerts({ files, log }: Needs) {
  try {
    return { alerts: await files.record.read.alerts.list(), unreadable: false };
  } catch (fault) {
    log.error('the alerts cannot be read', { fault });
    return { alerts: [], unreadable: true };
  }
}
