import { leave } from '#src/composition/close-in-time.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import type { HeldThread } from '#test/infrastructure/threads/held-thread.ts';

/** Leaves while one of its threads reads from a pipe into which nobody writes. */
const [, , pipe = '', code = ''] = process.argv;
const entry = new URL('../infrastructure/threads/held-thread.ts', import.meta.url);
const { ask } = openThread<HeldThread>(entry, { given: { settings: pipe } });
await new Promise<void>((resolve) => {
  ask('follow', undefined, { onTold: () => resolve() }).catch(() => process.exit(2));
});
process.stdout.write('leaving\n');
await leave(Number(code), () => process.exit(Number(code)));
