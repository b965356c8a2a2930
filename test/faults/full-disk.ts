import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCases, type Injector, type Outcome, type Plan, type Skipped } from './injection.ts';
import { sufferRefusedWrites } from './refused-writes.ts';
import { seededRandom } from './seeded.ts';
import { createGround } from './template.ts';

export const fullDisk: Injector = {
  name: 'F5',
  what: 'disk full',
  counts: { ci: 6, long: 60 },
  run,
};

async function run(plan: Plan): Promise<Outcome | Skipped> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return { skipped: 'only root on Linux can mount a small disk' };
  }
  const ground = createGround();
  const disk = ground.empty();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status !== 0) {
    ground.clear();
    return { skipped: 'mounting a small disk is refused here' };
  }
  let missed = 0;
  try {
    const outcome = await runCases(plan, async (seed) => {
      const random = seededRandom(seed);
      const workspaces = join(disk, String(seed));
      ground.copy(await ground.fresh(), workspaces);
      const filler = join(disk, 'filler');
      const left = random.between(0, 200) * 1024;
      const suffered = await sufferRefusedWrites(workspaces, random, {
        start: {},
        break() {
          const { bavail, bsize } = statfsSync(disk);
          writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
        },
        mend: () => rmSync(filler, { force: true }),
      });
      if (suffered.missed) missed += 1;
      rmSync(workspaces, { recursive: true });
      return suffered.problems;
    });
    return { ...outcome, notes: missed > 0 ? [`${missed} never ran out of space`] : [] };
  } finally {
    spawnSync('umount', [disk]);
    ground.clear();
  }
}
