import { createTurns } from '#src/application/in-turn.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { FileImport, FileToImport } from '#src/ports/import-files.ts';

/** A file that was begun and not yet committed; it is staged outside every workspace. */
export type PendingImport = {
  readonly id: string;
  readonly fileName: string;
  readonly file: FileImport;
  /** Pieces of the file come one behind the other, and may be under way together: each is read behind those before it. */
  readonly inTurn: ReturnType<typeof createTurns>;
  /** Monotonic. */
  readonly begunAt: number;
  /** What it was last compared with; undefined before the first preview. */
  compared: { readonly folder: string | undefined } | undefined;
  /** While it is committed, so that it cannot be committed twice. */
  committing: Promise<unknown> | undefined;
};

type Needs = {
  readonly ids: Pick<IdSource, 'next'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  readonly open: (file: FileToImport) => FileImport;
};

const most = 4;
const keptFor = 3_600_000;
/** Milliseconds until a file that is let go is stopped in the middle of what it reads. */
const discardLimit = 5_000;
/** For taking back what was written of those that are stopped as the program ends. */
const closingLimit = 2_000;

/**
 * The files that wait for their commit. The oldest gives way to a fifth; one that is an hour old is gone at the
 * next look, without a timer that would keep the program from ending.
 */
export function createPendingImports({ ids, clock, log, open }: Needs) {
  const pending = new Map<string, PendingImport>();
  const inTurn = createTurns();

  /** Lets go what is old, and of the rest all but the newest `kept`. */
  async function letGo(kept: number): Promise<void> {
    const since = clock.monotonic() - keptFor;
    const waiting = [...pending.values()].filter(({ committing }) => committing === undefined);
    const tooMany = waiting.slice(0, Math.max(0, waiting.length - kept));
    const old = waiting.filter(({ begunAt }) => begunAt <= since);
    const dropped = [...new Set([...tooMany, ...old])].map(({ id }) =>
      drop(id).catch((fault: unknown) =>
        log.warn('a file that was begun could not be let go', { id, fault }),
      ),
    );
    await Promise.all(dropped);
  }

  /** One that is being committed is stopped first. */
  async function drop(id: string): Promise<void> {
    const dropped = pending.get(id);
    if (dropped === undefined) return;
    dropped.file.stop();
    if (dropped.committing !== undefined) await dropped.committing.catch(() => undefined);
    if (!pending.delete(id)) return;
    // A piece of the file may take longer than anybody waits: nothing of it is kept.
    const callOff = clock.after(discardLimit, () => dropped.file.abandon());
    await dropped.file.discard();
    callOff();
  }

  return {
    /** Each has a thread: the one that gives way is gone before another is opened. */
    begin: (file: FileToImport) =>
      inTurn(async (): Promise<PendingImport> => {
        await letGo(most - 1);
        const begun = {
          id: ids.next(),
          fileName: file.fileName,
          file: open(file),
          inTurn: createTurns(),
          begunAt: clock.monotonic(),
          compared: undefined,
          committing: undefined,
        };
        pending.set(begun.id, begun);
        return begun;
      }),
    find(id: string): PendingImport | undefined {
      letGo(most).catch((fault: unknown) => log.warn('files that were begun could not be let go', { fault }));
      return pending.get(id);
    },
    drop,
    async close(): Promise<void> {
      const callOff = clock.after(closingLimit, () => {
        for (const { file } of pending.values()) file.abandon();
      });
      await Promise.all([...pending.keys()].map(drop));
      callOff();
    },
  };
}
