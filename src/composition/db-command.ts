/**
 * npm run db -- status|migrate|to V|verify|results|backup|restore [ID] --workspace DIR: a workspace's files, without
 * the program. What changes them takes the workspace's lock, so it is refused while Tapedeck has it open.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  databaseConfig,
  databaseConfigFromEnvironment,
  type DatabaseConfig,
} from '#src/infrastructure/persistence/database-config.ts';
import {
  backupsFolder,
  lookForBackups,
  makeBackup,
  newerUnread,
} from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { databases, fileOf } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import {
  migrateToLatest,
  migrateToVersion,
  schemaStatus,
} from '#src/infrastructure/persistence/sqlite/operations/schema-versions.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { openDatabase } from '#src/infrastructure/persistence/sqlite/workspace/open-database.ts';
import { lockWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-lock.ts';
import { makeFilesPrivate } from '#src/infrastructure/system/private-files.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { spelledOut } from '#src/domain/unseen.ts';
import { findingText } from './outside-words.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import { resultLines } from './result-lines.ts';
import { createJobs, fileCheckIn } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Operation } from '#src/ports/maintenance.ts';

const usage = `npm run db -- COMMAND --workspace DIR
  status         schema versions, what was applied and what is pending, and the backups
  migrate        to the newest schema, after a backup
  to VERSION     the record's schema at that version; back means the backup made before
  verify         the whole record: file, references, hash chains, sums
  results        what the closed round trips of each portfolio brought, by currency
  backup         a verified copy, also while Tapedeck has the workspace open
  restore [ID]   that backup, or the newest; what it replaces is kept in "quarantine"
Without --workspace: the one of TAPEDECK_DATABASE_URL (sqlite:DIR) or TAPEDECK_DATABASE_FOLDER
`;

type Options = DatabaseConfig & { readonly migrationsFolder: string; readonly clock: Clock };
type Command = (options: Options, value: string | undefined, operation: Operation) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  async status(options) {
    const status = schemaStatus(options);
    for (const name of databases) {
      const { version, latest, applied, pending } = status[name];
      say(`${name}: schema version ${version} of ${latest}`);
      for (const { name: migration, at } of applied) say(`  ${migration}, applied ${timeText(at)}`);
      for (const migration of pending) say(`  ${migration}, pending`);
    }
    const { backups, unread } = await lookForBackups(options.folder, options.clock);
    for (const { id, fault } of unread) say(`backup ${id}: ${fault.message}`);
    for (const { id, files } of backups) {
      say(
        `backup ${id}: record at version ${files.record.schemaVersion}, ${files.record.rows['fills'] ?? 0} fills`,
      );
    }
    return 0;
  },
  migrate: (options, _value, operation) =>
    locked(options, async () => {
      const { record, market } = await migrateToLatest(options, operation);
      say(`record: schema version ${record.version}, market: ${market.version}`);
      return 0;
    }),
  to: (options, value, operation) =>
    locked(options, async () => {
      const restored = await migrateToVersion(options, Number(value), operation);
      if (restored !== undefined) say(`The files that were replaced are in ${restored.aside}`);
      say(`record: schema version ${schemaStatus(options).record.version}`);
      return 0;
    }),
  async verify(options, _value, operation) {
    if (schemaStatus(options).record.pending.length > 0) {
      complain('The record has an older schema: "migrate" it first.');
      return 1;
    }
    const checking = fileCheckIn(
      createJobs(new URL('./workers/job-worker.ts', import.meta.url), { clock: options.clock }),
    );
    const { rows, findings, more } = await verifyWorkspace(options, operation, checking);
    for (const { file, table, row, problem } of findings) {
      say(
        `${file}: ${table ?? 'the file'}${row === undefined ? '' : `, row ${row}`}: ${findingText(problem)}`,
      );
    }
    if (more) say('More was found than these.');
    if (findings.length === 0) say(`${rows} rows are as they were recorded.`);
    return findings.length === 0 ? 0 : 1;
  },
  async results(options) {
    const store = await openDatabase({ ...options, readOnly: true }, options);
    try {
      const { portfolios, accounts } = store.record.read;
      for (const { id, name, baseCurrency } of await portfolios.list()) {
        say(name);
        const own = (await accounts.list()).filter(({ portfolioId }) => portfolioId === id);
        const accountIds = own.map((account) => account.id);
        const asked = { accountIds, base: baseCurrency, now: options.clock.now() };
        const file = join(options.folder, fileOf('record'));
        for (const line of await resultLines(file, asked)) say(`  ${line}`);
      }
      return 0;
    } finally {
      await store.close();
    }
  },
  async backup({ folder, clock }, _value, operation) {
    const { id } = await makeBackup(folder, 'manual', clock, operation);
    say(join(backupsFolder(folder), id));
    return 0;
  },
  restore: (options, value, operation) =>
    locked(options, async () => {
      const { folder, clock } = options;
      const found = await lookForBackups(folder, clock);
      const wanted = value === undefined ? found.backups[0] : found.backups.find(({ id }) => id === value);
      const newer = value === undefined ? newerUnread(found, wanted, clock) : undefined;
      if (newer !== undefined) {
        complain(`${newer.message}. Give yourself permission to read it, or name another backup.`);
        return 1;
      }
      if (wanted === undefined) {
        complain(`There is no backup ${value ?? ''} in ${backupsFolder(folder)}. "status" lists them.`);
        return 1;
      }
      const { aside } = await restoreBackup(options, wanted.id, operation);
      say(`Restored ${wanted.id}. What it replaced is in ${aside}`);
      return 0;
    }),
};

async function main(argv: readonly string[]): Promise<number> {
  makeFilesPrivate();
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { workspace: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const [name = '', value] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const { TAPEDECK_DATABASE_URL: url, TAPEDECK_DATABASE_FOLDER: named } = process.env;
  if (command === undefined || (values.workspace ?? url ?? named) === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const config =
    values.workspace === undefined
      ? databaseConfigFromEnvironment(process.env)
      : databaseConfig({ folder: values.workspace });
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  const options = {
    ...config,
    folder: resolve(config.folder),
    migrationsFolder: join(import.meta.dirname, '../../drizzle'),
    clock: createSystemClock(),
  };
  return command(options, value, { signal: stopping.signal, report: showProgress() });
}

async function locked(options: Options, work: () => Promise<number>): Promise<number> {
  if (options.readOnly) {
    complain('The workspace is configured for reading only (TAPEDECK_DATABASE_URL or …_READ_ONLY).');
    return 1;
  }
  const lock = lockWorkspace(options.folder);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** On a terminal only, in one line that is written over. */
function showProgress(): Operation['report'] {
  let shown = '';
  return (done, total) => {
    const text = `${Math.floor((100 * done) / Math.max(total, 1))} %`;
    if (!process.stderr.isTTY || text === shown) return;
    shown = text;
    process.stderr.write(`\r${text}\r`);
  };
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}

/** A line may repeat what a foreign file holds. */
function say(line: string): void {
  process.stdout.write(`${spelledOut(line)}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${spelledOut(line)}\n`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof RepositoryError || (error instanceof Error && 'code' in error);
  if (!expected) throw error;
  complain(error.message);
  process.exitCode = 1;
}
