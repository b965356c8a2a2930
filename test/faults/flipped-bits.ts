import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Client } from '#src/transport/connect.ts';
import { problemsOf, type Failure, type Injector, type Outcome, type Plan } from './injection.ts';
import { dumpOf, type Dump } from './judge.ts';
import { openScreen, startProgram, withinLimit, type Program } from './program.ts';
import { seededRandom } from './seeded.ts';
import { createGround, workspaceId, type Ground } from './template.ts';

export const flippedBits: Injector = {
  name: 'F4',
  what: 'bit flips in the file',
  counts: { ci: 100, long: 2_000 },
  run,
};

const verifyCommand = join(import.meta.dirname, '../../src/composition/db-command.ts');

/** Flipped files that one program opens one after the other. */
const together = 25;

/** `mended`: the program wrote what was recorded again, as it does with the venue's list of instruments. */
type Fate = 'harmless' | 'detected' | 'mended' | 'silent';

async function run({ seed, count }: Plan): Promise<Outcome> {
  const ground = createGround();
  const failures: Failure[] = [];
  const fates: Fate[] = [];
  try {
    const whole = await ground.traded();
    const before = dumpOf(join(whole, workspaceId));
    const expected = await answersOf(whole);
    for (let done = 0; done < count; done += together) {
      const seeds = Array.from(
        { length: Math.min(together, count - done) },
        (_, index) => seed + done + index,
      );
      const workspaces = ground.empty();
      for (const own of seeds) flip(ground, join(whole, workspaceId), join(workspaces, String(own)), own);
      let running = await start(workspaces);
      for (const own of seeds) {
        const folder = join(workspaces, String(own));
        const changed = changeOf(folder, before);
        const problems = await problemsOf(async () => {
          const answers = await readAll(running.screen, String(own));
          const read = fateOf(changed, answers, expected);
          const fate = read === 'silent' ? fateOfUnnoticed(folder, before, changed) : read;
          fates.push(fate);
          // Without a verify in the build, what is not noticed is only counted.
          return fate === 'silent' && existsSync(verifyCommand)
            ? [`a changed value was read as if it were right: ${changed}`]
            : [];
        });
        failures.push(...problems.map((what) => ({ seed: own, what })));
        if (await hasEnded(running.program)) {
          failures.push({ seed: own, what: `the program died: ${(await running.program.ended).errors}` });
          running = await start(workspaces);
        }
      }
      await running.program.kill();
    }
  } finally {
    ground.clear();
  }
  const tally = (fate: Fate): string => `${fates.filter((one) => one === fate).length} ${fate}`;
  const failed = new Set(failures.map((failure) => failure.seed)).size;
  return {
    injected: count,
    survived: count - Math.max(failed, fates.filter((fate) => fate === 'silent').length),
    failures,
    notes: [[tally('harmless'), tally('detected'), tally('mended'), tally('silent')].join(', ')],
  };
}

function flip(ground: Ground, from: string, to: string, seed: number): void {
  const random = seededRandom(seed);
  ground.copy(from, to);
  const file = join(to, 'record.sqlite');
  const bytes = readFileSync(file);
  const at = random.between(0, bytes.length - 1);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7));
  writeFileSync(file, bytes);
}

/** The tables whose rows a stranger reads otherwise than before; `unreadable` when he cannot read them. */
function changeOf(folder: string, before: Dump): string {
  try {
    const after = dumpOf(folder);
    const tables = [...new Set([...before.keys(), ...after.keys()])];
    return tables
      .filter((table) => before.get(table)?.join('\n') !== after.get(table)?.join('\n'))
      .join(', ');
  } catch {
    return 'unreadable';
  }
}

type Answers = { readonly refused: boolean; readonly texts: readonly string[] };

function fateOf(changed: string, { refused, texts }: Answers, expected: Answers): Fate {
  if (refused) return 'detected';
  const same = texts.every((text, index) => text === expected.texts[index]);
  return same && (changed === '' || changed === 'unreadable') ? 'harmless' : 'silent';
}

/** Verify looks at it after the program had it open, so that what the program wrote over is looked at too. */
function fateOfUnnoticed(folder: string, before: Dump, changed: string): Fate {
  if (verifyFinds(folder)) return 'detected';
  const now = dumpOf(folder);
  const isBack = changed.split(', ').every((table) => {
    const present = new Set(now.get(table));
    return before.get(table)?.every((row) => present.has(row)) ?? false;
  });
  return isBack ? 'mended' : 'silent';
}

/** What reading does not notice, the trader's own look at the whole record may: in a build that has one. */
function verifyFinds(folder: string): boolean {
  if (!existsSync(verifyCommand)) return false;
  return spawnSync(process.execPath, [verifyCommand, 'verify', '--workspace', folder]).status === 1;
}

async function start(workspaces: string): Promise<{ program: Program; screen: Client }> {
  const program = startProgram(workspaces);
  const screen = await openScreen(program, () => undefined);
  if (screen === undefined) throw new Error((await program.ended).errors);
  return { program, screen };
}

async function answersOf(workspaces: string): Promise<Answers> {
  const { program, screen } = await start(workspaces);
  try {
    return await readAll(screen, workspaceId);
  } finally {
    await program.stop();
  }
}

/** Opens it and reads everything that does not move with the market. */
async function readAll(screen: Client, id: string): Promise<Answers> {
  const opened = await withinLimit('a flipped file to open', screen.call('workspaces.open', { id }));
  if (!opened.ok) {
    const { code } = opened.error;
    if (code === 'DISCONNECTED') throw new Error('the program went away while it opened');
    if (code !== 'WORKSPACE_UNAVAILABLE') throw new Error(`opening it was answered with ${code}`);
    return { refused: true, texts: [] };
  }
  const sort = { by: 'time', direction: 'ascending' } as const;
  const orders = await screen.call('orders.page', { filter: {}, sort, limit: 500 });
  const ids = orders.ok ? orders.value.rows.map((order) => order.id) : [];
  const answers = await withinLimit(
    'a flipped file to be read',
    Promise.all([
      screen.call('fills.page', { filter: {}, direction: 'ascending', limit: 500 }),
      screen.call('instruments.list', {}),
      ...ids.map((orderId) => screen.call('orders.history', { orderId })),
    ]),
  );
  const all = [orders, ...answers];
  const unclear = all.find((answer) => !answer.ok && answer.error.code === 'INTERNAL');
  if (unclear !== undefined) throw new Error('reading it was answered with INTERNAL');
  return { refused: all.some((answer) => !answer.ok), texts: all.map((answer) => JSON.stringify(answer)) };
}

async function hasEnded(program: Program): Promise<boolean> {
  return Promise.race([
    program.ended.then(() => true),
    new Promise<false>((resolve) => setImmediate(resolve, false)),
  ]);
}
