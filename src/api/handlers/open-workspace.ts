import { err, type Nameable } from '#src/domain/result.ts';
import type { CurveReads } from '#src/application/portfolio/returns.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';

/** The workspace that is open now, if any. */
export type CurrentWorkspace = () => Workspace | undefined;

export const noWorkspace = err({ code: 'NO_WORKSPACE' } as const);

export function notFound(what: Nameable, id: string) {
  return err({ code: 'NOT_FOUND', what, id } as const);
}

/** A handler that needs an open workspace. */
export function within<Input, Answer>(
  current: CurrentWorkspace,
  handle: (workspace: Workspace, input: Input) => Promise<Answer>,
): (input: Input) => Promise<Answer | typeof noWorkspace> {
  return async (input) => {
    const workspace = current();
    return workspace === undefined ? noWorkspace : handle(workspace, input);
  };
}

export function curveReads({ store, files }: Workspace): CurveReads {
  return { portfolios: store.read.portfolios, equityDays: files.equityDays };
}
