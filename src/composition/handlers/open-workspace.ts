import { err } from '#src/domain/result.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { Workspace } from '#src/composition/workspace.ts';

/** The workspace that is open now, if any. */
export type CurrentWorkspace = () => Workspace | undefined;

export const noWorkspace = err({ code: 'NO_WORKSPACE' } as const);

export function notFound(what: string, id: string) {
  return err({ code: 'NOT_FOUND', what, id } as const);
}

type StoreFailed = {
  readonly ok: false;
  readonly error: { readonly code: 'STORE_FAILED'; readonly reason: string };
};

/** A handler that needs an open workspace. What its store refuses, as on a full disk, crosses in words. */
export function within<Input, Answer>(
  current: CurrentWorkspace,
  handle: (workspace: Workspace, input: Input) => Promise<Answer>,
): (input: Input) => Promise<Answer | typeof noWorkspace | StoreFailed> {
  return async (input) => {
    const workspace = current();
    if (workspace === undefined) return noWorkspace;
    try {
      return await handle(workspace, input);
    } catch (fault) {
      if (!(fault instanceof RepositoryError)) throw fault;
      workspace.log.error('the store failed', { fault });
      return err({ code: 'STORE_FAILED', reason: fault.message } as const);
    }
  };
}
