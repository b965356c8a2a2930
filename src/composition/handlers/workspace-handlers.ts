import { ok } from '#src/domain/result.ts';
import type { createWorkspaceManager } from '#src/composition/workspace-manager.ts';
import type { Handlers } from '#src/transport/handlers.ts';

type WorkspaceCalls = Extract<keyof Handlers, `workspaces.${string}`>;

export function createWorkspaceHandlers(
  manager: ReturnType<typeof createWorkspaceManager>,
): Pick<Handlers, WorkspaceCalls> {
  return {
    'workspaces.list': async () => ok([...(await manager.list())]),
    'workspaces.openDemo': () => manager.openDemo(),
    'workspaces.createPaper': (asked) => manager.createPaper(asked),
    'workspaces.open': ({ id }) => manager.open(id),
    'workspaces.close': async () => {
      await manager.close();
      return ok({});
    },
  };
}
