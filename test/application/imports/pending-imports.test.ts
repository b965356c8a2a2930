import { expect, it } from 'vitest';
import { createPendingImports } from '#src/application/imports/pending-imports.ts';
import { ok } from '#src/domain/result.ts';
import type { FileImport } from '#src/ports/import-files.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

const never = () => Promise.reject(new Error('nothing is read of it'));

/** Files that take a turn of the loop to be let go, as a thread does. */
function openFiles() {
  const state = { open: 0, most: 0, made: 0 };
  function open(): FileImport {
    state.open += 1;
    state.most = Math.max(state.most, state.open);
    return {
      write: async () => ok(undefined),
      count: never,
      preview: never,
      commit: never,
      stop: () => undefined,
      abandon: () => undefined,
      async discard() {
        await new Promise((resolve) => setImmediate(resolve));
        state.open -= 1;
      },
    };
  }
  const pending = createPendingImports({
    ids: { next: () => `import-${(state.made += 1)}` },
    clock: createFakeClock(0),
    log: { warn: () => undefined },
    open,
  });
  return { pending, state };
}

it('of files that are begun in a burst four are open at a time, the last ones', async () => {
  const { pending, state } = openFiles();
  const begun = await Promise.all(
    Array.from({ length: 400 }, (_, number) =>
      pending.begin({ fileName: `${number}.csv`, mapping: undefined, answers: {} }),
    ),
  );
  expect(state.most).toBe(4);
  expect(begun.filter(({ id }) => pending.find(id) !== undefined).map(({ fileName }) => fileName)).toEqual([
    '396.csv',
    '397.csv',
    '398.csv',
    '399.csv',
  ]);
  await pending.close();
  expect(state.open).toBe(0);
});

it('a file that is in the middle of a piece that takes too long is stopped in it when it is let go', async () => {
  const clock = createFakeClock(0);
  const gone = Promise.withResolvers<void>();
  const pending = createPendingImports({
    ids: { next: () => 'import-1' },
    clock,
    log: { warn: () => undefined },
    open: () => ({
      write: never,
      count: never,
      preview: never,
      commit: never,
      stop: () => undefined,
      abandon: () => gone.resolve(),
      discard: () => gone.promise,
    }),
  });
  await pending.begin({ fileName: 'slow.csv', mapping: undefined, answers: {} });
  const dropped = pending.drop('import-1');
  await clock.advance(5_000);
  await dropped;
  expect(pending.find('import-1')).toBeUndefined();
});
