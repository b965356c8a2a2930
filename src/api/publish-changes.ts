import type { AlertChange } from '#src/application/alerts/alert-list.ts';
import type { Surroundings } from '#src/application/workspaces/workspace.ts';
import type { WorkspaceChange } from '#src/application/workspaces/workspace-change.ts';
import type { EventHub } from './event-hub.ts';
import { presentAlertChange, presentChange, presentValued } from './present/present-change.ts';

/** Changes of the program as events of the contract. */
export function publishChanges(hub: EventHub) {
  return {
    publish(change: WorkspaceChange, about: Surroundings): void {
      if (change.type === 'valuationChanged') hub.publishValued(presentValued(change.valued, about));
      else for (const event of presentChange(change, about)) hub.publish(event);
    },
    publishAlert: (change: AlertChange): void => hub.publish(presentAlertChange(change)),
    /** Has the screen read everything anew. */
    publishWorkspace: (): void => hub.publish({ type: 'workspaceChanged' }),
  };
}
