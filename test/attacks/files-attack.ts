/** Every hostile file of the corpus, given to the program as a trader would: imported, or put among the workspaces. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { runCases, type Injector, type Plan } from '#test/faults/injection.ts';
import { openScreen, startProgram, withinLimit, type Program } from '#test/faults/program.ts';
import { createGround, workspaceId, type Ground } from '#test/faults/template.ts';
import type { Client } from '#src/transport/connect.ts';
import { hostileArchives } from './hostile-archives.ts';
import { hostileDatabases, type HostileDatabase } from './hostile-databases.ts';
import { namesIn } from './left-behind.ts';
import { archiveOf, filesOf } from './made-archive.ts';
import { quantilesOf } from './quantiles.ts';
import { endOf } from './task-end.ts';

/** Why it is not used, by its code; a text where it was, or nobody can say why not. */
type Refusal = object | string;

type Attack = {
  readonly name: string;
  run(desk: Desk): Promise<Refusal>;
};

type Desk = {
  readonly ground: Ground;
  readonly screen: Client;
  readonly workspaces: string;
  /** Outside the workspaces. */
  readonly elsewhere: string;
};

const attacks: readonly Attack[] = [
  ...hostileArchives.map(({ name, make }): Attack => ({
    name: `an archive with ${name}`,
    run: async (desk) => imported(desk, make(filesOf(await fresh(desk)))),
  })),
  ...hostileDatabases.map((hostile): Attack => ({
    name: `an archive of a record with ${hostile.name}`,
    run: async (desk) => imported(desk, archiveOf(filesOf(harmed(hostile, await fresh(desk))))),
  })),
  ...hostileDatabases.map((hostile): Attack => ({
    name: `a workspace with ${hostile.name}`,
    run: async (desk) => opened(desk, harmed(hostile, await fresh(desk))),
  })),
];

export const hostileFiles: Injector = {
  name: 'files',
  group: 'attacks',
  what: 'hostile archives and databases',
  counts: { ci: attacks.length, long: 10 * attacks.length },
  async run(plan: Plan) {
    const ground = createGround();
    const times: number[] = [];
    let left = 0;
    let desk: (Desk & { readonly program: Program }) | undefined;
    try {
      const outcome = await runCases(plan, async (_seed, index) => {
        desk ??= await openDesk(ground);
        const attack = attacks[(plan.seed + index) % attacks.length];
        if (attack === undefined) return [];
        const before = await namesIn(desk.workspaces);
        const start = performance.now();
        const refusal = await attack.run(desk);
        times.push(performance.now() - start);
        const more = (await namesIn(desk.workspaces)).filter((name) => !before.includes(name));
        left += more.length;
        return [
          ...(typeof refusal === 'object' ? [] : [`${attack.name}: ${refusal}`]),
          ...more.map((name) => `${attack.name} leaves ${name}`),
        ];
      });
      const note = `${left} files left behind; refused within ${quantilesOf(times)}`;
      return { ...outcome, notes: [note] };
    } finally {
      await desk?.program.kill();
      ground.clear();
    }
  },
};

async function openDesk(ground: Ground): Promise<Desk & { readonly program: Program }> {
  const workspaces = await ground.fresh();
  const program = startProgram(workspaces);
  const screen = await openScreen(program, (fault) => {
    throw fault;
  });
  if (screen === undefined) throw new Error((await program.ended).errors);
  return { ground, program, screen, workspaces, elsewhere: ground.empty() };
}

async function fresh({ ground }: Desk): Promise<string> {
  return join(await ground.fresh(), workspaceId);
}

function harmed({ harm }: HostileDatabase, folder: string): string {
  const record = new Database(join(folder, 'record.sqlite'));
  harm(record);
  record.close();
  return folder;
}

async function imported({ screen, elsewhere }: Desk, content: Buffer): Promise<Refusal> {
  const path = join(elsewhere, 'foreign.tapedeck');
  writeFileSync(path, content);
  const begun = await screen.call('maintenance.importWorkspace', { path });
  if (!begun.ok) return JSON.stringify(begun.error);
  const state = await endOf(screen, begun.value.task);
  await screen.call('tasks.read', { task: begun.value.task });
  return state.state === 'failed' ? state.reason : `it is ${state.state}`;
}

/** As a folder that somebody has put among the workspaces. */
async function opened({ ground, screen, workspaces }: Desk, folder: string): Promise<Refusal> {
  const id = 'foreign';
  ground.copy(folder, join(workspaces, id));
  try {
    await withinLimit('the list of workspaces', screen.call('workspaces.list', {}));
    const answer = await withinLimit('a workspace to open', screen.call('workspaces.open', { id }));
    if (answer.ok) return 'it was opened';
    return answer.error.code === 'WORKSPACE_UNAVAILABLE' ? answer.error.reason : answer.error.code;
  } finally {
    rmSync(join(workspaces, id), { recursive: true, force: true });
  }
}
