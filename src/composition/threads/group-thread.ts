import type { Result } from '#src/domain/result.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf, type Work } from '#src/infrastructure/threads/service.ts';
import type { Worker } from '#src/infrastructure/threads/worker.ts';
import type { GroupQuestion, GroupReader, GroupsNotRead, ReadGroups } from '#src/ports/group-reader.ts';

/** Of the record in a folder. */
export type GroupThread = {
  readonly groups: (
    needs: { readonly folder: string; readonly question: GroupQuestion },
    work: Work<never>,
  ) => Promise<Result<ReadGroups, GroupsNotRead>>;
};

/** In a thread that begins with the first question, and takes further ones until it is closed. */
export function openGroupReader(workerUrl: URL, folder: string): GroupReader {
  let thread: Worker<GroupThread> | undefined;
  return {
    async read(question, signal) {
      thread ??= openThread<GroupThread>(workerUrl);
      const answer = await thread.ask('groups', { folder, question }, { signal });
      // One that has died reads nothing more: the next question has another.
      if (!answer.ok && answer.error.code === 'ENDED') thread = undefined;
      return valueOf(answer);
    },
    close: async () => thread?.end(),
  };
}
