import type { Alert } from '#src/application/changes.ts';
import type { Surroundings } from '#src/application/workspaces/workspace.ts';
import type { WorkspaceChange } from '#src/application/workspaces/workspace-change.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { EventHub } from './event-hub.ts';
import { presentChange, presentValued } from './present/present-change.ts';

type Needs = { readonly hub: EventHub; readonly ids: IdSource; readonly clock: Pick<Clock, 'now'> };

/** Changes and alerts of the program as events of the contract. */
export function tellChanges({ hub, ids, clock }: Needs) {
  function raise(alert: Alert): void {
    hub.publish({ type: 'alertRaised', alert: { ...alert, id: ids.next(), time: clock.now() } });
  }

  return {
    raise,
    tell(change: WorkspaceChange, about: Surroundings): void {
      if (change.type === 'alertRaised') raise(change.alert);
      else if (change.type === 'valuationChanged') hub.publishValued(presentValued(change.valued, about));
      else for (const told of presentChange(change, about)) hub.publish(told);
    },
    /** Has the screen read everything anew. */
    announce: (): void => hub.publish({ type: 'workspaceChanged' }),
  };
}
