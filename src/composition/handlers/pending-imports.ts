import { FillsCsv } from '#src/infrastructure/importing/csv/fills-csv.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';

/** A file that was begun and not yet committed; it exists in memory only. */
export type PendingImport = { readonly id: string; readonly fileName: string; readonly file: FillsCsv };

const most = 4;
const keptFor = 3_600_000;

/** The files that wait for their commit: the oldest gives way to a fifth, and each is dropped after an hour. */
export function createPendingImports({ ids, clock }: { readonly ids: IdSource; readonly clock: Clock }) {
  const pending = new Map<string, { readonly begun: PendingImport; readonly callOff: () => void }>();

  function take(id: string): PendingImport | undefined {
    const found = pending.get(id);
    found?.callOff();
    pending.delete(id);
    return found?.begun;
  }

  function keep(begun: PendingImport): void {
    pending.set(begun.id, { begun, callOff: clock.after(keptFor, () => drop(begun.id)) });
    const [oldest] = pending.keys();
    if (pending.size > most && oldest !== undefined) drop(oldest);
  }

  function drop(id: string): void {
    take(id)?.file.discard();
  }

  return {
    begin(fileName: string): PendingImport {
      const begun = { id: ids.next(), fileName, file: new FillsCsv(clock.now()) };
      keep(begun);
      return begun;
    },
    find: (id: string): PendingImport | undefined => pending.get(id)?.begun,
    /** Out of the list while it is committed, so that it cannot be committed twice. */
    take,
    /** Back into it, when the commit did not happen. */
    keep,
    drop,
  };
}
