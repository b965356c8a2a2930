/** SIGTERM while long work of every kind is under way: how long the program takes to go, and what it leaves. */
import { truncateSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { runCases, type Injector, type Plan } from '#test/faults/injection.ts';
import { openScreen, startProgram, withinLimit, type Program } from '#test/faults/program.ts';
import { createGround, workspaceId, type Ground } from '#test/faults/template.ts';
import { verifyProblems } from '#test/faults/verify-command.ts';
import type { Client } from '#src/transport/connect.ts';
import { quantilesOf } from './quantiles.ts';
import { endOf } from './task-end.ts';

/** Milliseconds. */
const longest = 5_000;
const rows = 20_000;
/** Of an older version's schema. */
const olderId = 'older';
/** A copy, for what damages it. */
const damagedId = 'damaged';
const fixture = join(import.meta.dirname, '../fixtures/workspaces/0.1.0');
/** Milliseconds, for what does not tell when it begins. */
const longestWait = 400;

/** Begins work and answers when it is under way. */
type Work = {
  readonly name: string;
  /** Before the program starts. */
  harm?(workspaces: string): void;
  begin(desk: Desk): Promise<unknown>;
};

type Desk = { readonly screen: Client; readonly exported: string; readonly backupId: string };

const works: readonly Work[] = [
  { name: 'verify', begin: ({ screen }) => screen.call('maintenance.verify', {}) },
  { name: 'backup', begin: ({ screen }) => screen.call('maintenance.backup', {}) },
  { name: 'export', begin: ({ screen }) => screen.call('maintenance.export', {}) },
  {
    name: 'import of a workspace',
    begin: ({ screen, exported }) => screen.call('maintenance.importWorkspace', { path: exported }),
  },
  { name: 'import of a file', begin: ({ screen }) => importFile(screen) },
  { name: 'undo of an import', begin: ({ screen }) => undoImport(screen) },
  {
    name: 'restore',
    begin: ({ screen, backupId }) => screen.call('maintenance.restore', { backupId }),
  },
  { name: 'migration at opening', begin: ({ screen }) => openUntilBusy(screen, olderId) },
  {
    name: 'repair at opening',
    harm: (workspaces) => truncateSync(join(workspaces, damagedId, 'record.sqlite'), 200_000),
    begin: ({ screen }) => openUntilBusy(screen, damagedId),
  },
];
/** A restore closes the workspace, on which the others work. */
const together: Work = {
  name: 'all at once',
  begin: (desk) => Promise.all(works.slice(0, 5).map(({ begin }) => begin(desk))),
};
const cases = [...works, together];

export const endingWork: Injector = {
  name: 'ending',
  group: 'attacks',
  what: 'SIGTERM while long work of every kind is under way',
  counts: { ci: cases.length, long: 25 * cases.length },
  async run(plan: Plan) {
    const ground = createGround();
    const ended: Ended[] = [];
    try {
      const prepared = await prepare(ground);
      const outcome = await runCases(plan, async (_seed, index) => {
        const work = cases[index % cases.length] ?? together;
        return endDuring(ground, prepared, work, ended);
      });
      const cutOff = ended.filter(({ isCutOff }) => isCutOff).length;
      const within = quantilesOf(ended.map(({ time }) => time));
      return { ...outcome, notes: [`gone within ${within}`, `${cutOff} by the limit of closing`] };
    } finally {
      ground.clear();
    }
  },
};

/** `time`: milliseconds from SIGTERM. */
type Ended = { readonly time: number; readonly isCutOff: boolean };

type Prepared = { readonly workspaces: string; readonly exported: string; readonly backupId: string };

/** A workspace with an import, a backup and an export, closed. */
async function prepare(ground: Ground): Promise<Prepared> {
  const workspaces = await ground.fresh();
  const { program, screen } = await start(workspaces);
  const imported = await (await importFile(screen)).done;
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
  await outcomeOf(screen, await screen.call('maintenance.backup', {}));
  const exported = await outcomeOf(screen, await screen.call('maintenance.export', {}));
  const status = await screen.call('maintenance.status', {});
  const backupId = status.ok ? (status.value.backups?.[0]?.id ?? '') : '';
  await program.stop();
  if (exported.type !== 'export') throw new Error('the export has another outcome');
  const path = join(ground.empty(), 'exported.tapedeck');
  ground.copy(exported.file.path, path);
  ground.copy(fixture, join(workspaces, olderId));
  ground.copy(join(workspaces, workspaceId), join(workspaces, damagedId));
  return { workspaces, exported: path, backupId };
}

async function endDuring(
  ground: Ground,
  { workspaces: from, exported, backupId }: Prepared,
  { name, harm, begin }: Work,
  ended: Ended[],
): Promise<readonly string[]> {
  const workspaces = ground.empty();
  ground.copy(from, workspaces);
  harm?.(workspaces);
  const { program, screen } = await start(workspaces);
  await begin({ screen, exported, backupId });
  const begun = performance.now();
  const { code, errors } = await program.stop();
  const time = performance.now() - begun;
  // On a machine that is too busy to close in time, which it says.
  const isCutOff = errors.includes('closing took too long');
  ended.push({ time, isCutOff });
  return [
    ...(code === 0 || isCutOff ? [] : [`${name}: it ended with ${code}: ${errors}`]),
    ...(time <= longest ? [] : [`${name}: it took ${Math.round(time)} ms`]),
    ...(await whole(workspaces, name)),
  ];
}

/** What the next start finds, and makes of it. */
async function whole(workspaces: string, name: string): Promise<readonly string[]> {
  const { program, screen } = await start(workspaces);
  const shut = await notOpened(screen);
  const ending = await program.stop();
  const names = await readdir(workspaces, { recursive: true });
  const half = names.filter((path) => /unfinished-|under-way/.test(path));
  return [
    ...(ending.code === 0 ? [] : [`${name}: the next start ended with ${ending.code}: ${ending.errors}`]),
    ...half.map((path) => `${name} leaves ${path}`),
    ...shut.map((problem) => `${name}: ${problem}`),
    ...verifyProblems(join(workspaces, workspaceId)).map((problem) => `${name}: ${problem}`),
  ];
}

async function notOpened(screen: Client): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const id of [olderId, damagedId]) {
    const opened = await withinLimit('a workspace to open', screen.call('workspaces.open', { id }));
    if (!opened.ok) problems.push(`${id} does not open: ${JSON.stringify(opened.error)}`);
  }
  return problems;
}

async function start(workspaces: string): Promise<{ readonly program: Program; readonly screen: Client }> {
  const program = startProgram(workspaces);
  const screen = await openScreen(program, (fault) => {
    throw fault;
  });
  if (screen === undefined) throw new Error((await program.ended).errors);
  const opened = await screen.call('workspaces.open', { id: workspaceId });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return { program, screen };
}

/** Answers when its migration is under way, or after a while. */
async function openUntilBusy(screen: Client, id: string): Promise<void> {
  const busy = Promise.withResolvers<void>();
  const endFollowing = screen.subscribe('progress', {}, ({ work }) => {
    if (work.code === 'MIGRATE') busy.resolve();
  });
  void screen.call('workspaces.open', { id });
  await Promise.race([busy.promise, wait(Math.random() * longestWait)]);
  endFollowing();
}

/** Answers when it is being written; `done` when it is. */
async function importFile(screen: Client) {
  const begun = await screen.call('imports.begin', { fileName: 'fills.csv' });
  if (!begun.ok) throw new Error(begun.error.code);
  const { importId } = begun.value;
  for (const text of fileInPieces()) await screen.call('imports.chunk', { importId, text });
  const writing = Promise.withResolvers<void>();
  const endFollowing = screen.subscribe('progress', {}, ({ work }) => {
    if (work.code === 'IMPORT_FILE') writing.resolve();
  });
  const done = screen.call('imports.commit', { importId, accountName: 'Elsewhere' });
  await Promise.race([writing.promise, done]);
  endFollowing();
  return { done };
}

async function undoImport(screen: Client): Promise<void> {
  const list = await screen.call('imports.list', {});
  const importId = list.ok ? (list.value[0]?.id ?? '') : '';
  const undoing = Promise.withResolvers<void>();
  const endFollowing = screen.subscribe('progress', {}, ({ work }) => {
    if (work.code === 'UNDO_IMPORT') undoing.resolve();
  });
  const done = screen.call('imports.undo', { importId });
  await Promise.race([undoing.promise, done]);
  endFollowing();
}

type Begun = { readonly ok: true; readonly value: { readonly task: string } } | { readonly ok: false };

async function outcomeOf(screen: Client, begun: Begun) {
  if (!begun.ok) throw new Error('the work did not begin');
  const state = await endOf(screen, begun.value.task);
  if (state.state !== 'done') throw new Error(JSON.stringify(state));
  return state.outcome;
}

/** Another file each time: fills of other moments. */
let files = 0;
function* fileInPieces(): Iterable<string> {
  const from = Date.UTC(2020, 0, 1) + (files += 1) * 30_000_000;
  yield 'time,symbol,side,quantity,price,fee,fee currency,order id\n';
  for (let at = 0; at < rows; at += 1_000) {
    const lines = Array.from({ length: 1_000 }, (_, index) => {
      const time = new Date(from + (at + index) * 1_000).toISOString();
      return `${time},BTC-USDT,${index % 2 === 0 ? 'buy' : 'sell'},1,${100 + (index % 7)},,,`;
    });
    yield `${lines.join('\n')}\n`;
  }
}
