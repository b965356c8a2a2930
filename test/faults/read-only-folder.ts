import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { runCases, type Injector, type Outcome, type Plan, type Skipped } from './injection.ts';
import { dumpOf } from './judge.ts';
import { openScreen, startProgram, withinLimit } from './program.ts';
import { createGround, workspaceId, type Ground } from './template.ts';

export const readOnlyFolder: Injector = {
  name: 'F6',
  what: 'read-only folder',
  counts: { ci: 4, long: 20 },
  run,
};

async function run(plan: Plan): Promise<Outcome | Skipped> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return { skipped: 'only root on Linux can mount a folder read-only' };
  }
  const ground = createGround();
  try {
    const probe = ground.empty();
    if (!mountReadOnly(probe)) return { skipped: 'mounting a folder read-only is refused here' };
    unmount(probe);
    return await runCases(plan, async (_seed, index) => (index % 2 === 0 ? all(ground) : one(ground)));
  } finally {
    ground.clear();
  }
}

/** The folder of all workspaces: the program says so in a line and does not start. */
async function all(ground: Ground): Promise<readonly string[]> {
  const workspaces = await ground.fresh();
  return whileReadOnly(workspaces, workspaces, async () => {
    const { code, errors } = await withinLimit('the program to end', startProgram(workspaces).ended);
    return [
      ...(code === 1 ? [] : [`it ended with ${code}`]),
      ...(errors.includes(workspaces) && errors.trim().split('\n').length === 1
        ? []
        : [`it does not say in a line what is wrong: ${errors}`]),
    ];
  });
}

/** The folder of one workspace: it is refused in words, and the program lives. */
async function one(ground: Ground): Promise<readonly string[]> {
  const workspaces = await ground.fresh();
  const folder = join(workspaces, workspaceId);
  return whileReadOnly(folder, workspaces, async () => {
    const problems: string[] = [];
    const program = startProgram(workspaces);
    try {
      const screen = await openScreen(program, (fault) => problems.push(fault.message));
      if (screen === undefined) return [`it does not start: ${(await program.ended).errors}`];
      const opened = await withinLimit('the workspace', screen.call('workspaces.open', { id: workspaceId }));
      if (opened.ok) problems.push('it opened a workspace that it cannot write');
      else if (
        opened.error.code !== 'WORKSPACE_UNAVAILABLE' ||
        !JSON.stringify(opened.error.reason).includes(folder)
      ) {
        problems.push(`it does not say what is wrong: ${JSON.stringify(opened.error)}`);
      }
      const placed = await screen.call('orders.cancelAll', {});
      if (placed.ok) problems.push('it trades without a workspace');
      return problems;
    } finally {
      await program.kill();
    }
  });
}

async function whileReadOnly(
  folder: string,
  workspaces: string,
  work: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const before = dumpOf(join(workspaces, workspaceId)).get('orders')?.length;
  if (!mountReadOnly(folder)) return ['the folder could not be made read-only'];
  try {
    const problems = await work();
    const after = dumpOf(join(workspaces, workspaceId)).get('orders')?.length;
    return after === before ? problems : [...problems, 'the number of orders changed'];
  } finally {
    unmount(folder);
  }
}

function mountReadOnly(folder: string): boolean {
  if (spawnSync('mount', ['--bind', folder, folder]).status !== 0) return false;
  if (spawnSync('mount', ['-o', 'remount,bind,ro', folder]).status === 0) return true;
  unmount(folder);
  return false;
}

function unmount(folder: string): void {
  spawnSync('umount', [folder]);
}
