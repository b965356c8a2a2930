import type { FileMapping } from '#src/infrastructure/importing/csv/import-file.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { ImportStaging } from '#src/ports/import-staging.ts';
import { StagedImport } from './staged-import.ts';

/** A file that was begun and not yet committed; it is staged outside every workspace. */
export type PendingImport = {
  readonly id: string;
  readonly fileName: string;
  readonly file: StagedImport;
  /** Monotonic. */
  readonly begunAt: number;
};

type Needs = {
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly openStaging: () => ImportStaging;
};

const most = 4;
const keptFor = 3_600_000;

/**
 * The files that wait for their commit. The oldest gives way to a fifth; one that is an hour old is gone at the
 * next look, without a timer that would keep the program from ending.
 */
export function createPendingImports({ ids, clock, openStaging }: Needs) {
  const pending = new Map<string, PendingImport>();

  function keep(begun: PendingImport): void {
    pending.set(begun.id, begun);
    const [oldest] = pending.keys();
    if (pending.size > most && oldest !== undefined) drop(oldest);
  }

  function find(id: string): PendingImport | undefined {
    const since = clock.monotonic() - keptFor;
    for (const { id: other, begunAt } of pending.values()) if (begunAt <= since) drop(other);
    return pending.get(id);
  }

  function drop(id: string): void {
    void pending.get(id)?.file.discard();
    pending.delete(id);
  }

  return {
    begin(fileName: string, mapping: FileMapping | undefined): PendingImport {
      const begun = {
        id: ids.next(),
        fileName,
        file: new StagedImport(openStaging(), clock.now(), mapping),
        begunAt: clock.monotonic(),
      };
      keep(begun);
      return begun;
    },
    find,
    /** Out of the list while it is committed, so that it cannot be committed twice. */
    take(id: string): PendingImport | undefined {
      const begun = find(id);
      pending.delete(id);
      return begun;
    },
    /** Back into it, when the commit did not happen. */
    keep,
    drop,
  };
}
