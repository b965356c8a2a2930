/** Each bomb given to the program as the screen gives it a file: in slices, then its preview, then its import. */
import { readFileSync } from 'node:fs';

import { runCases, type Injector, type Plan } from '#test/faults/injection.ts';
import { openScreen, startProgram, withinLimit, type Program } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';
import type { Client } from '#src/transport/connect.ts';
import { namesIn } from '../left-behind.ts';
import { quantilesOf } from '../quantiles.ts';
import { csvBombs, type CsvBomb } from './csv-bombs.ts';

/** Bytes, as of the screen's. */
const sliceSize = 131_072;
/** Resident bytes of the whole program at its peak, threads included. */
const mostMemory = 400 * 1024 * 1024;

type Desk = { readonly program: Program; readonly screen: Client; readonly workspaces: string };

export const csvAttack: Injector = {
  name: 'csv',
  group: 'attacks',
  what: 'files of trades that take memory or time, or pass for others',
  counts: { ci: csvBombs.length, long: csvBombs.length },
  async run(plan: Plan) {
    const ground = createGround();
    const times: number[] = [];
    const letIn: string[] = [];
    const left: string[] = [];
    let desk: Desk | undefined;
    try {
      const outcome = await runCases(plan, async (_seed, index) => {
        desk ??= await openDesk(await ground.fresh());
        const bomb = csvBombs[(plan.seed + index) % csvBombs.length];
        if (bomb === undefined) return [];
        const before = await namesIn(desk.workspaces);
        const start = performance.now();
        const cameTo = await given(desk, bomb);
        times.push(performance.now() - start);
        const more = (await namesIn(desk.workspaces)).filter((name) => !before.includes(name));
        left.push(...more);
        if (cameTo !== bomb.comesTo) letIn.push(bomb.name);
        return [
          ...(cameTo === bomb.comesTo ? [] : [`${bomb.name}: came to ${cameTo}, not ${bomb.comesTo}`]),
          ...more.map((name) => `${bomb.name} leaves ${name}`),
          ...memoryProblems(desk.program, bomb),
        ];
      });
      const peak = desk === undefined ? undefined : peakMemory(desk.program);
      const notes = [
        `${letIn.length} let in, ${left.length} files left behind`,
        `each done within ${quantilesOf(times)}`,
        ...(peak === undefined ? [] : [`peak memory ${Math.ceil(peak / 2 ** 20)} MiB`]),
      ];
      return { ...outcome, notes };
    } finally {
      await desk?.program.kill();
      ground.clear();
    }
  },
};

async function openDesk(workspaces: string): Promise<Desk> {
  const program = startProgram(workspaces);
  const screen = await openScreen(program, (fault) => {
    throw fault;
  });
  if (screen === undefined) throw new Error((await program.ended).errors);
  const opened = await screen.call('workspaces.open', { id: workspaceId });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return { program, screen, workspaces };
}

/** The code that refuses the file, or how many trades were imported: as many as the preview had said. */
async function given({ screen }: Desk, bomb: CsvBomb): Promise<string | number> {
  const begun = await screen.call('imports.begin', { fileName: 'bomb.csv' });
  if (!begun.ok) return begun.error.code;
  const { importId } = begun.value;
  try {
    for (const text of slicesOf(bomb)) {
      const taken = await withinLimit('a slice', screen.call('imports.chunk', { importId, text }));
      if (!taken.ok) return refusalOf(taken.error);
    }
    const preview = await withinLimit('a preview', screen.call('imports.preview', { importId }));
    if (!preview.ok) return refusalOf(preview.error);
    const committed = await withinLimit(
      'an import',
      screen.call('imports.commit', { importId, accountName: 'Bomb' }),
    );
    if (!committed.ok) return refusalOf(committed.error);
    const { imported } = committed.value;
    return imported === preview.value.valid ? imported : `${imported} of ${preview.value.valid} previewed`;
  } finally {
    await screen.call('imports.discard', { importId });
  }
}

/** The file's own problem says more than that it cannot be read. */
function refusalOf(error: { readonly code: string; readonly problem?: unknown }): string {
  const { code, problem } = error;
  const isCoded = typeof problem === 'object' && problem !== null && 'code' in problem;
  return isCoded ? String(problem.code) : code;
}

function* slicesOf(bomb: CsvBomb): Iterable<string> {
  const decoder = new TextDecoder();
  for (const bytes of bomb.bytes()) {
    for (let start = 0; start < bytes.length; start += sliceSize)
      yield decoder.decode(bytes.subarray(start, start + sliceSize), { stream: true });
  }
  yield decoder.decode();
}

function memoryProblems(program: Program, { name }: CsvBomb): readonly string[] {
  const peak = peakMemory(program) ?? 0;
  return peak <= mostMemory ? [] : [`by ${name} the program took ${peak} bytes of memory, of ${mostMemory}`];
}

/** Bytes; undefined where the system does not tell. */
function peakMemory({ processId }: Program): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
