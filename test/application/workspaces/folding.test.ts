import { expect, test } from 'vitest';
import { createFolding } from '#src/application/workspaces/folding.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

test('what is recorded while a fold is under way is marked after it, and so folded too', async () => {
  const marked = new Set<string>();
  const legs: string[] = [];
  const folded: string[] = [];
  const reads = Promise.withResolvers<undefined>();
  const folding = createFolding({
    clock: createFakeClock(0),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    async fold() {
      if (marked.size === 0) return;
      const read = [...legs];
      await reads.promise;
      folded.splice(0, Infinity, ...read);
      marked.clear();
    },
    onMade: () => Promise.resolve(),
  });
  function record(leg: string) {
    return folding.after(async () => {
      legs.push(leg);
      marked.add('COIN');
      return Promise.resolve(leg);
    });
  }
  const both = Promise.all([record('first'), record('second')]);
  reads.resolve(undefined);
  expect(await both).toEqual(['first', 'second']);
  expect(folded).toEqual(['first', 'second']);
});
