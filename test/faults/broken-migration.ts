import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';

import { runCases, type Injector, type Plan } from './injection.ts';
import { contradictions, dumpOf, readFacts } from './judge.ts';
import { openScreen, startProgram, withinLimit } from './program.ts';
import { seededRandom, type Random } from './seeded.ts';
import { createGround, migrationsFolder, workspaceId, type Ground } from './template.ts';

export const brokenMigration: Injector = {
  name: 'F8',
  what: 'migration killed at each statement; newer file; making killed',
  counts: { ci: 22, long: 330 },
  async run(plan: Plan) {
    const ground = createGround();
    try {
      return await runCases(plan, async (seed) => {
        const random = seededRandom(seed);
        const kind = seed % (statements.length + 4);
        if (kind < statements.length) return killMigration(ground, random, kind);
        if (kind === statements.length) return openNewer(ground, random);
        return kind === statements.length + 1
          ? killMaking(ground, random)
          : killMigration(ground, random, undefined);
      });
    } finally {
      ground.clear();
    }
  },
};

/** A later version's migration: a table is built anew, one grows a column, rows and indexes change. */
const statements = [
  'CREATE TABLE moved AS SELECT * FROM order_events',
  'DROP TABLE order_events',
  'ALTER TABLE moved RENAME TO order_events',
  'CREATE UNIQUE INDEX order_events_moved ON order_events (order_id, sequence)',
  'ALTER TABLE orders ADD COLUMN remark TEXT',
  "UPDATE orders SET remark = 'moved'",
  "UPDATE workspace SET name = name || ' moved'",
];

/** Keeps the migration where it is until it is killed. */
const standStill = `WITH RECURSIVE count (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM count WHERE n < 1e12)
  SELECT max(n) FROM count`;

const opener = join(import.meta.dirname, '../infrastructure/persistence/sqlite/workspace/open-and-report.ts');

/** Killed before statement `at`, or at any moment. */
async function killMigration(
  ground: Ground,
  random: Random,
  at: number | undefined,
): Promise<readonly string[]> {
  const workspaces = await ground.traded();
  const folder = join(workspaces, workspaceId);
  const { version } = readFacts(folder);
  const before = dumpOf(folder);
  const stuck = at === undefined ? statements : statements.toSpliced(at, 0, standStill);

  const child = spawn(process.execPath, [opener, folder, migrationsWith(ground, stuck)], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  if (at === undefined) await wait(random.between(100, 900));
  else {
    // The backup is the last that happens before it.
    while (child.exitCode === null && !existsSync(join(folder, 'backups'))) await wait(10);
    await wait(random.between(30, 150));
  }
  child.kill('SIGKILL');
  await ended;

  const problems: string[] = [];
  const facts = readFacts(folder);
  const after = dumpOf(folder);
  if (facts.version === version) {
    for (const [table, rows] of before) {
      if (after.get(table)?.join('\n') !== rows.join('\n')) problems.push(`${table} of the old file changed`);
    }
    if (after.size !== before.size) problems.push('the old file has other tables');
  } else if (facts.version !== version + 1 || after.get('orders')?.some((row) => !row.includes('moved'))) {
    problems.push(`the file is half at version ${facts.version}`);
  }
  if (at !== undefined && facts.version !== version)
    problems.push('it was committed before its last statement');

  const done = spawnSync(process.execPath, [opener, folder, migrationsWith(ground, statements)]);
  if (done.stdout.toString() !== '{}')
    problems.push(`it cannot be migrated again: ${done.stdout.toString()}`);
  const last = readFacts(folder);
  if (last.version !== version + 1) problems.push(`after all it is at version ${last.version}`);
  if (last.events.length !== before.get('order_events')?.length) problems.push('events were lost');
  return [...problems, ...contradictions(facts), ...contradictions(last)];
}

/** This program's migrations and one more. */
function migrationsWith(ground: Ground, last: readonly string[]): string {
  const folder = ground.empty();
  ground.copy(migrationsFolder, folder);
  const record = join(folder, 'record');
  const number = readdirSync(record).filter((name) => name.endsWith('.sql')).length;
  writeFileSync(
    join(record, `${String(number).padStart(4, '0')}_later.sql`),
    last.join(';\n--> statement-breakpoint\n'),
  );
  return folder;
}

/** A file of a version that is not known yet is named, and stays as it is. */
async function openNewer(ground: Ground, random: Random): Promise<readonly string[]> {
  const workspaces = await ground.traded();
  const folder = join(workspaces, workspaceId);
  const version = random.between(900, 999);
  const database = new Database(join(folder, 'record.sqlite'));
  database.pragma(`user_version = ${version}`);
  database.close();
  const before = dumpOf(folder);
  const problems: string[] = [];
  const program = startProgram(workspaces);
  try {
    const screen = await openScreen(program, (fault) => problems.push(fault.message));
    if (screen === undefined) return [(await program.ended).errors];
    const opened = await withinLimit('a newer file', screen.call('workspaces.open', { id: workspaceId }));
    if (!opened.ok && !JSON.stringify(opened.error).includes(String(version))) {
      problems.push(`it does not name the version: ${JSON.stringify(opened.error)}`);
    }
  } finally {
    await program.kill();
  }
  for (const [table, rows] of dumpOf(folder)) {
    if (before.get(table)?.join('\n') !== rows.join('\n'))
      problems.push(`${table} of the newer file changed`);
  }
  return problems;
}

/** A workspace whose making is killed is whole or not there, and its name can be used. */
async function killMaking(ground: Ground, random: Random): Promise<readonly string[]> {
  const workspaces = ground.empty();
  const asked = {
    name: 'New one',
    venue: 'sim',
    baseCurrency: 'USDT',
    deposit: '1000',
    makerFee: '0',
    takerFee: '0',
    lotMethod: 'FIFO',
  } as const;
  const first = startProgram(workspaces);
  const screen = await openScreen(first, () => undefined);
  if (screen === undefined) return [(await first.ended).errors];
  const making = screen.call('workspaces.createPaper', asked);
  await wait(random.between(0, 60));
  await first.kill();
  const made = await making;

  const second = startProgram(workspaces);
  try {
    const again = await openScreen(second, () => undefined);
    if (again === undefined) return [(await second.ended).errors];
    const listed = await again.call('workspaces.list', {});
    if (!listed.ok) return [JSON.stringify(listed.error)];
    const [entry] = listed.value;
    if (entry === undefined && made.ok) return ['a workspace that was made is lost'];
    if (entry?.problem !== undefined) return [`half a workspace is there: ${JSON.stringify(entry.problem)}`];
    const opened =
      entry === undefined
        ? await again.call('workspaces.createPaper', asked)
        : await again.call('workspaces.open', { id: entry.id });
    return opened.ok ? [] : [JSON.stringify(opened.error)];
  } finally {
    await second.kill();
  }
}
