import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCases, type Injector, type Outcome, type Plan, type Skipped } from './injection.ts';
import { sufferRefusedWrites, type Breakage } from './refused-writes.ts';
import { seededRandom, type Random } from './seeded.ts';
import { createGround, workspaceId } from './template.ts';

export const failingWrites: Injector = {
  name: 'F14',
  what: 'failing writes and flushes',
  counts: { ci: 12, long: 120 },
  run,
};

/** What breaks the writes of the record in a workspaces folder. */
type Means = { readonly name: string; of(workspaces: string, random: Random): Breakage };

async function run(plan: Plan): Promise<Outcome | Skipped> {
  const ground = createGround();
  try {
    const means = [...limitMeans(), ...preloadedMeans(ground.empty())];
    if (means.length === 0) return { skipped: 'there is neither prlimit nor gcc here' };
    const missed: string[] = [];
    const outcome = await runCases(plan, async (seed) => {
      const random = seededRandom(seed);
      const workspaces = await ground.fresh();
      const chosen = means[seed % means.length];
      if (chosen === undefined) throw new RangeError('no means');
      const { name, of } = chosen;
      const suffered = await sufferRefusedWrites(workspaces, random, of(workspaces, random));
      if (suffered.missed) missed.push(name);
      return suffered.problems.map((problem) => `${name}: ${problem}`);
    });
    const names = means.map(({ name }) => name).join(', ');
    return { ...outcome, notes: [`by ${names}`, ...missed.map((name) => `${name} found nothing to fail`)] };
  } finally {
    ground.clear();
  }
}

/** A limit on the size of files: the next write that makes the log longer fails with EFBIG. */
function limitMeans(): readonly Means[] {
  if (spawnSync('prlimit', ['--version']).status !== 0) return [];
  return [
    {
      name: 'a limit on file size',
      of: (workspaces, random) => ({
        start: {},
        break(processId) {
          const log = join(workspaces, workspaceId, 'record.sqlite-wal');
          const size = existsSync(log) ? statSync(log).size : 0;
          limit(processId, String(size + random.between(0, 60_000)));
        },
        mend: (processId) => limit(processId, 'unlimited'),
      }),
    },
  ];
}

/** A library that fails the calls themselves; it is compiled where there is a compiler. */
function preloadedMeans(folder: string): readonly Means[] {
  const library = join(folder, 'failing-writes.so');
  const source = join(import.meta.dirname, 'failing-writes.c');
  if (spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']).status !== 0) return [];
  const failing = (name: string, kind: string): Means => ({
    name,
    of(workspaces) {
      const control = join(workspaces, 'failing');
      return {
        start: { environment: { LD_PRELOAD: library, TAPEDECK_FAILING_WRITES: control } },
        break: () => writeFileSync(control, kind),
        mend: () => rmSync(control, { force: true }),
      };
    },
  });
  return [failing('failing flushes', 'f'), failing('failing writes', 'w'), failing('failing I/O', 'b')];
}

function limit(processId: number, bytes: string): void {
  spawnSync('prlimit', ['--pid', String(processId), `--fsize=${bytes}:unlimited`]);
}
