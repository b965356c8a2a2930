import type { Result } from '#src/domain/result.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf, type Input, type Output, type Work } from '#src/infrastructure/threads/service.ts';
import type { Worker } from '#src/infrastructure/threads/worker.ts';
import type { GroupQuestion, GroupReader, GroupsNotRead, ReadGroups } from '#src/ports/group-reader.ts';
import type { EntriesQuestion, ReadEntries } from '#src/ports/entries-reader.ts';
import type { HoldingsQuestion, ReadHoldings } from '#src/ports/holdings-reader.ts';
import { StoreClosedError } from '#src/ports/store-errors.ts';
import type { ReadTrips, TripsQuestion } from '#src/ports/trip-reader.ts';
import type { ReadUnsettled, UnsettledQuestion } from '#src/ports/unsettled-reader.ts';

/** Of the record in a folder. */
export type GroupThread = {
  readonly groups: (
    needs: { readonly folder: string; readonly question: GroupQuestion },
    work: Work<never>,
  ) => Promise<Result<ReadGroups, GroupsNotRead>>;
  readonly trips: (
    needs: { readonly folder: string; readonly question: TripsQuestion },
    work: Work<never>,
  ) => Promise<Result<ReadTrips, GroupsNotRead>>;
  readonly unsettled: (
    needs: { readonly folder: string; readonly question: UnsettledQuestion },
    work: Work<never>,
  ) => Promise<ReadUnsettled>;
  readonly holdings: (
    needs: { readonly folder: string; readonly question: HoldingsQuestion },
    work: Work<never>,
  ) => Promise<ReadHoldings>;
  readonly entries: (
    needs: { readonly folder: string; readonly question: EntriesQuestion },
    work: Work<never>,
  ) => Promise<ReadEntries>;
};

/** In a thread that begins with the first question, and takes further ones until it is closed. */
export function openGroupReader(workerUrl: URL, folder: string): GroupReader {
  let thread: Worker<GroupThread> | undefined;
  let closed = false;

  /** One that has died reads nothing more: the next question has another. */
  function replaceIfEnded(answer: Result<unknown, { readonly code: string }>): void {
    if (!answer.ok && answer.error.code === 'ENDED') thread = undefined;
  }

  async function untilClosed<Name extends 'unsettled' | 'holdings' | 'entries'>(
    name: Name,
    question: Input<GroupThread[Name]>['question'],
  ): Promise<Output<GroupThread[Name]>> {
    thread ??= openThread<GroupThread>(workerUrl);
    const answer = await thread.ask(name, { folder, question }, {});
    if (!answer.ok && closed) throw new StoreClosedError();
    replaceIfEnded(answer);
    return valueOf(answer);
  }

  return {
    async read(question, signal) {
      thread ??= openThread<GroupThread>(workerUrl);
      const answer = await thread.ask('groups', { folder, question }, { signal });
      replaceIfEnded(answer);
      return valueOf(answer);
    },
    async readTrips(question, signal) {
      thread ??= openThread<GroupThread>(workerUrl);
      const answer = await thread.ask('trips', { folder, question }, { signal });
      replaceIfEnded(answer);
      return valueOf(answer);
    },
    readUnsettled: (question) => untilClosed('unsettled', question),
    readHoldings: (question) => untilClosed('holdings', question),
    readEntries: (question) => untilClosed('entries', question),
    async close() {
      closed = true;
      await thread?.end();
    },
  };
}
