import { FillsCsv } from '#src/infrastructure/importing/csv/fills-csv.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';

/** A file that was begun and not yet committed; it exists in memory only. */
export type PendingImport = {
  readonly id: string;
  readonly fileName: string;
  readonly file: FillsCsv;
  /** Monotonic. */
  readonly begunAt: number;
};

const most = 4;
const keptFor = 3_600_000;

/**
 * The files that wait for their commit. The oldest gives way to a fifth; one that is an hour old is gone at the
 * next look, without a timer that would keep the program from ending.
 */
export function createPendingImports({ ids, clock }: { readonly ids: IdSource; readonly clock: Clock }) {
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
    pending.get(id)?.file.discard();
    pending.delete(id);
  }

  return {
    begin(fileName: string): PendingImport {
      const begun = {
        id: ids.next(),
        fileName,
        file: new FillsCsv(clock.now()),
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
