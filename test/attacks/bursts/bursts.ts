import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

import { runCases, type Injector } from '#test/faults/injection.ts';

const run = promisify(execFile);
const program = join(import.meta.dirname, 'burst-program.ts');
const told = z.object({ peak: z.number(), answers: z.record(z.string(), z.record(z.string(), z.number())) });
/** Resident bytes of the whole process, its threads included. */
const mostMemory = 400 * 1024 * 1024;
/** Nothing else may come of a burst. */
const expected = new Set(['answered', 'BUSY', 'TASK_RUNNING']);

/** 400 imports, 400 backups and 400 archives that swell at once, and 30 large settings. */
export const bursts: Injector = {
  name: 'bursts',
  what: 'bursts of calls that take threads, files and memory',
  group: 'attacks',
  counts: { ci: 1, long: 5 },
  async run(plan) {
    const notes: string[] = [];
    const outcome = await runCases(plan, async () => {
      const { stdout } = await run(process.execPath, [program]);
      const { peak, answers } = told.parse(JSON.parse(stdout));
      notes.push(`peak memory ${Math.ceil(peak / 2 ** 20)} MiB: ${JSON.stringify(answers)}`);
      const others = Object.values(answers).flatMap((counts) =>
        Object.keys(counts).filter((kind) => !expected.has(kind)),
      );
      return [
        ...(peak > mostMemory ? [`${peak} bytes of memory at its peak, of ${mostMemory}`] : []),
        ...others.map((kind) => `a burst was answered as ${kind}`),
      ];
    });
    return { ...outcome, notes };
  },
};
