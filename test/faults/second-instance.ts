import { runCases, type Injector, type Plan } from './injection.ts';
import { openDesk } from './desk-session.ts';
import { openScreen, startProgram, withinLimit } from './program.ts';
import { seededRandom } from './seeded.ts';
import { createGround, type Ground } from './template.ts';

export const secondInstance: Injector = {
  name: 'F7',
  what: 'second instance',
  counts: { ci: 10, long: 100 },
  async run(plan: Plan) {
    const ground = createGround();
    try {
      return await runCases(plan, async (seed, index) =>
        index % 2 === 0 ? startBeside(ground, seed) : startTogether(ground),
      );
    } finally {
      ground.clear();
    }
  },
};

/** The first one trades on; after kill -9 nothing of it stands in the way. */
async function startBeside(ground: Ground, seed: number): Promise<readonly string[]> {
  const problems: string[] = [];
  const workspaces = await ground.fresh();
  const first = await openDesk(workspaces, seededRandom(seed));
  try {
    const trading = first.trader.trade(12);
    const second = startProgram(workspaces);
    const { code, errors } = await withinLimit('the second instance to end', second.ended);
    if (code !== 1) problems.push(`the second instance ended with ${code}`);
    if (!errors.includes(`is open in process ${first.program.processId}`)) {
      problems.push(`the second instance does not say who has it: ${errors}`);
    }
    if (errors.trim().split('\n').length > 1) problems.push(`it says more than a line: ${errors}`);
    await trading;
    problems.push(...first.faults, ...first.trader.refusals.filter(isFault).map(({ text }) => text));
  } finally {
    await first.program.kill();
  }
  return [...problems, ...(await starts(workspaces))];
}

/** Two at once: one of them has it. */
async function startTogether(ground: Ground): Promise<readonly string[]> {
  const workspaces = await ground.fresh();
  const programs = [startProgram(workspaces), startProgram(workspaces)];
  const addresses = await withinLimit('both to start', Promise.all(programs.map(({ ready }) => ready)));
  const running = addresses.filter((address) => address !== undefined).length;
  for (const program of programs) await program.kill();
  return [...(running === 1 ? [] : [`${running} of two instances run`]), ...(await starts(workspaces))];
}

async function starts(workspaces: string): Promise<readonly string[]> {
  const program = startProgram(workspaces);
  const screen = await openScreen(program, () => undefined);
  await program.kill();
  return screen === undefined ? [`it does not start after a kill: ${(await program.ended).errors}`] : [];
}

function isFault({ code }: { readonly code: string }): boolean {
  return code === 'INTERNAL' || code === 'DISCONNECTED';
}
