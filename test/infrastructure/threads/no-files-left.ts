/** A program that may open no file more, and then a thread: prints what the thread answers. */
import { openSync } from 'node:fs';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import type { SampleThread } from './sample-thread.ts';

// Looked up while there are files for it.
const entry = new URL('./sample-thread.ts', import.meta.url);
const taken: number[] = [];
try {
  for (;;) taken.push(openSync(import.meta.filename, 'r'));
} catch {
  // There is none left.
}
const answer = await openThread<SampleThread>(entry).ask('double', 2);
process.stdout.write(JSON.stringify(answer));
