/** A program that has a process do something endless, and is killed meanwhile. It prints that process's id. */
import { openProcess } from '#src/infrastructure/threads/open-process.ts';
import type { EndlessProcess } from './endless-process.ts';

const { ask } = openProcess<EndlessProcess>(new URL('./endless-process.ts', import.meta.url));
await ask('runForEver', undefined, { onTold: (id) => void process.stdout.write(`${id}\n`) });
