import { execFile } from 'node:child_process';
import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { tablesOf } from '#src/infrastructure/persistence/sqlite/operations/row-counts.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import {
  migrateToLatest,
  migrateToVersion,
  schemaStatus,
} from '#src/infrastructure/persistence/sqlite/operations/schema-versions.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { ConnectionError, TransactionError } from '#src/ports/store-errors.ts';
import { furnish } from '#test/ports/sample-entities.ts';
import {
  migrationsFolder,
  openTemporary,
  optionsFor,
  tamper,
  temporaryFolder,
  temporaryWorkspace,
} from '../temporary-workspace.ts';
import { trade } from './busy-workspace.ts';
import { copyOfFixture, workspaceFixtures } from './workspace-fixtures.ts';

const run = promisify(execFile);
const dying = join(import.meta.dirname, 'killed-migration.ts');

type Tables = Readonly<Record<string, readonly object[]>>;

function contentOf(path: string): Tables {
  const database = new Database(path, { readonly: true });
  const tables = tablesOf(database).filter((table) => table !== 'migrations');
  const content = tables.map((table) => [
    table,
    database.prepare<[], object>(`SELECT * FROM ${table}`).all(),
  ]);
  database.close();
  return Object.fromEntries(content);
}

/** This program's migrations and one more. */
async function withNext(sql: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'drizzle');
  await cp(migrationsFolder, folder, { recursive: true });
  const number = String(schemaStatus(optionsFor(await temporaryWorkspace())).record.latest).padStart(4, '0');
  await writeFile(join(folder, 'record', `${number}_next.sql`), sql);
  return folder;
}

/** What of its rows an older table gave up. */
const keptIn: Readonly<Record<string, (row: object) => readonly object[]>> = {
  accounts: withMode,
  balances: withoutCoins,
  ledger: movementOf,
  outbox: withoutNumber,
};

/** Of what was traded on paper the market is known too; what was imported does not say where it was made. */
function withMode(row: object): readonly object[] {
  if ('dead_mans_switch' in row) return [row];
  if ('may_borrow' in row) return [{ ...row, seal: expect.any(Number) }];
  if (!('kind' in row)) return [{ ...row, may_borrow: 0, seal: expect.any(Number) }];
  const { kind, ...account } = row;
  const now =
    kind === 'import' ? { mode: 'history', environment: null } : { mode: 'paper', environment: 'live' };
  return [{ ...account, ...now, credential: null, disabled_at: null, seal: expect.any(Number) }];
}

/** A request is found by its order and its id. */
function withoutNumber(row: object): readonly object[] {
  if (!('seq' in row)) return [row];
  const { seq: _seq, ...request } = row;
  return [request];
}

/** A coin that came or went is a position now. */
function withoutCoins(row: object): readonly object[] {
  if (!('currency' in row) || ['USDT', 'EUR'].includes(String(row.currency))) return [row];
  return [{ ...row, cash: '0', seal: expect.any(Number) }];
}

/** They are made anew where a coin was traded in several pairs, came or went, or was sold short. */
const madeAnew: ReadonlySet<string> = new Set(['positions', 'lots', 'trip_sums']);

type Kept = z.infer<typeof keptPosition>;
const keptPosition = z.object({
  account_id: z.string(),
  instrument_id: z.string(),
  held: z.string().optional(),
  sequence: z.number(),
  quantity: z.string(),
  cost: z.string(),
  realised: z.string(),
  fees: z.string(),
});

/** Of what is held by its instrument, or was traded in one pair alone. */
function keptPositions(tables: Tables, unfolded: readonly object[]): readonly string[] {
  const anew = new Set(unfolded.map((row) => Object.values(row).slice(0, 2).join(' ')));
  return (tables['positions'] ?? [])
    .map((row): Kept => keptPosition.parse(row))
    .filter(
      ({ account_id, instrument_id, held }) =>
        ![held ?? coinIn(instrument_id), held ?? instrument_id].some((each) =>
          anew.has(`${account_id} ${each}`),
        ),
    )
    .map(({ held: _held, ...row }) => JSON.stringify(row))
    .toSorted();
}

/** As the pairs of the fixtures are named; what is no pair has none. */
function coinIn(instrument: string): string {
  const [, symbol = ''] = instrument.split(':');
  return /^([A-Z]{3})-?(?:USDT|EUR)$/.exec(symbol)?.[1] ?? instrument;
}

/** What the first version wrote for a fill follows from the fill, which stays. */
function movementOf(row: object): readonly object[] {
  if (!('fill_id' in row)) return [row];
  const { fill_id: fill, ...movement } = row;
  return fill === null ? [movement] : [];
}

function isAmong(row: object, rows: readonly object[]): boolean {
  return rows.some((other) => JSON.stringify(other) === JSON.stringify(row));
}

const addColumn = 'ALTER TABLE orders ADD COLUMN tag text;';

describe.each(workspaceFixtures)('the workspace %s', (fixture) => {
  it('is brought to this version with every row and value it had, and is found sound', async () => {
    const folder = await copyOfFixture(fixture);
    const before = {
      record: contentOf(join(folder, 'record.sqlite')),
      market: contentOf(join(folder, 'market.sqlite')),
    };
    const status = await migrateToLatest(optionsFor(folder), unattended);
    expect([status.record.pending, status.market.pending]).toEqual([[], []]);
    for (const name of ['record', 'market'] as const) {
      const after = contentOf(join(folder, `${name}.sqlite`));
      for (const [table, rows] of Object.entries(before[name])) {
        // What is to be folded anew is none once a workspace was open.
        if (table === 'unfolded') continue;
        expect(rows.length, `${table} of the fixture has no rows`).toBeGreaterThan(0);
        if (madeAnew.has(table)) continue;
        const kept = rows.flatMap(keptIn[table] ?? ((row) => [row]));
        // A chain that a later schema brought has a head beside those that were there.
        const there =
          table === 'chain_heads' ? after[table]?.filter((row) => isAmong(row, rows)) : after[table];
        expect(there).toHaveLength(kept.length);
        expect(there).toMatchObject(kept);
      }
    }
    const after = contentOf(join(folder, 'record.sqlite'));
    const unfolded = after['unfolded'] ?? [];
    const kept = keptPositions(after, unfolded);
    // Of the older ones all is folded anew.
    expect(kept.length + unfolded.length).toBeGreaterThan(0);
    expect(kept).toEqual(keptPositions(before.record, unfolded));
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    await trade(await openTemporary(folder), 100);
  });

  it('goes back to what it was, as long as nothing was added', async () => {
    const folder = await copyOfFixture(fixture);
    // Also a workspace of the newest schema has a migration before it.
    const options = { ...optionsFor(folder), migrationsFolder: await withNext(addColumn) };
    const before = contentOf(join(folder, 'record.sqlite'));
    const { version } = schemaStatus(options).record;
    const { version: latest } = (await migrateToLatest(options, unattended)).record;
    expect(latest).toBeGreaterThan(version);
    await migrateToVersion(options, version, unattended);
    expect(schemaStatus(options).record.version).toBe(version);
    expect(contentOf(join(folder, 'record.sqlite'))).toEqual(before);
    await migrateToVersion(options, latest, unattended);
    const store = await openTemporary(folder, options);
    await trade(store, 100);
    await store.close();
    await expect(migrateToVersion(options, version, unattended)).rejects.toThrow(
      /lacks rows that came after it: .*1 of fills.*They would be lost, so nothing was changed/,
    );
    const orders = before['orders']?.length ?? 0;
    expect(await (await openTemporary(folder, options)).record.read.orders.count({})).toBe(orders + 1);
  });

  it('is as it was when the process dies at any statement of a migration', { timeout: 120_000 }, async () => {
    const folder = await copyOfFixture(fixture);
    const options = { ...optionsFor(folder), migrationsFolder: await withNext(addColumn) };
    const { version } = schemaStatus(options).record;
    const [next] = (await readdir(join(options.migrationsFolder, 'record')))
      .filter((name) => name.endsWith('.sql'))
      .slice(version);
    const sql = await readFile(join(options.migrationsFolder, 'record', next ?? ''), 'utf8');
    const statements = sql.split('--> statement-breakpoint').length;
    const before = contentOf(join(folder, 'record.sqlite'));
    for (let survived = 1; survived <= statements; survived += 1) {
      const killed = run(process.execPath, [dying, folder, options.migrationsFolder, String(survived)]);
      await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' });
      expect(schemaStatus(options).record.version).toBe(version);
      expect(contentOf(join(folder, 'record.sqlite'))).toEqual(before);
    }
    expect((await migrateToLatest(options, unattended)).record.pending).toEqual([]);
  });
});

describe('a migration', () => {
  it('comes after a backup, of which the last three are kept', async () => {
    const folder = await temporaryWorkspace();
    let migrations = migrationsFolder;
    const names = await readdir(join(migrationsFolder, 'record'));
    const next = names.filter((name) => name.endsWith('.sql')).length;
    for (let number = 0; number < 4; number += 1) {
      const more = join(await temporaryFolder(), 'drizzle');
      await cp(migrations, more, { recursive: true });
      const name = `${String(next + number).padStart(4, '0')}_more.sql`;
      await writeFile(join(more, 'record', name), `CREATE TABLE more_${number} (a text) STRICT;`);
      migrations = more;
      const store = await openWorkspaceFiles({ ...optionsFor(folder), migrationsFolder: migrations });
      await store.close();
    }
    const backups = await readdir(join(folder, 'backups'));
    expect(backups).toHaveLength(3);
    expect(backups.every((name) => name.includes('-migration'))).toBe(true);
  });

  it('that fails half-way leaves the file at the version before', async () => {
    const folder = await temporaryWorkspace();
    const before = contentOf(join(folder, 'record.sqlite'));
    const broken = await withNext('CREATE TABLE extra (a text) STRICT;\nINSERT INTO nowhere VALUES (1);');
    const opening = openWorkspaceFiles({ ...optionsFor(folder), migrationsFolder: broken });
    await expect(opening).rejects.toThrow(/stays at schema version \d+: migration \d{4}_next/);
    expect(contentOf(join(folder, 'record.sqlite'))).toEqual(before);
  });

  it.each([
    ['are no longer readable', 'substr(lots, 1, length(lots) - 7)'],
    ['are gone', "'[]'"],
  ])('of a position whose open lots %s names it, the way out, and changes nothing', async (_, damage) => {
    const folder = await copyOfFixture('schema-9');
    const path = join(folder, 'record.sqlite');
    tamper(path, `UPDATE positions SET lots = ${damage} WHERE id = 'A4/import:SHELL/1'`);
    const before = contentOf(path);
    const opening = openWorkspaceFiles(optionsFor(folder));
    await expect(opening).rejects.toThrow(
      / in positions is not what was recorded.*Nothing was changed.*"restore ID"/s,
    );
    expect(contentOf(path)).toEqual(before);
  });

  it.each([
    ['fills', 'price', 'schema-16'],
    ['ledger', 'cash_amount', 'schema-16'],
    ['fills', 'price', 'schema-20'],
  ])(
    'of a chain whose %s are no longer what was recorded names the row and changes nothing (%s, %s)',
    async (table, column, fixture) => {
      const folder = await copyOfFixture(fixture);
      const path = join(folder, 'record.sqlite');
      tamper(path, `UPDATE ${table} SET ${column} = '1' WHERE seq = 2`);
      const before = contentOf(path);
      await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(
        new RegExp(`row 2 in ${table} is not what was recorded.*Nothing was changed.*"restore ID"`, 's'),
      );
      expect(contentOf(path)).toEqual(before);
    },
  );

  it('writes into the audit trail where the chains ended before it', async () => {
    const folder = await copyOfFixture('schema-16');
    const { chain_heads: heads = [] } = contentOf(join(folder, 'record.sqlite'));
    const store = await openTemporary(folder);
    const entry = await store.record.read.audit.findLast({ action: 'migrated' });
    const noted = z
      .object({ heads: z.record(z.string(), z.object({}).loose()) })
      .parse(JSON.parse(entry?.detail ?? ''));
    expect(Object.entries(noted.heads).map(([name, head]) => ({ name, ...head }))).toEqual(heads);
    expect(heads).toContainEqual(expect.objectContaining({ name: 'ledger', count: expect.any(Number) }));
  });

  it('that changes rows seals them anew, and one that adds a column need not', async () => {
    const folder = await temporaryWorkspace();
    const store = await openWorkspaceFiles(optionsFor(folder));
    await furnish(store.record);
    await trade(store, 1);
    await store.close();
    const next = await withNext(`${addColumn}; UPDATE accounts SET name = 'Renamed', seal = NULL;`);
    await migrateToLatest({ ...optionsFor(folder), migrationsFolder: next }, unattended);
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    const unsealed = await withNext("UPDATE accounts SET name = 'Renamed';");
    const other = await temporaryWorkspace();
    const beside = await openWorkspaceFiles(optionsFor(other));
    await furnish(beside.record);
    await beside.close();
    await migrateToLatest({ ...optionsFor(other), migrationsFolder: unsealed }, unattended);
    expect((await verifyWorkspace(optionsFor(other), unattended)).findings).toMatchObject([
      { table: 'accounts', row: 'main' },
      { table: 'accounts', row: 'other' },
    ]);
  });

  it('that leaves a reference to nothing is undone', async () => {
    const folder = await temporaryWorkspace();
    const store = await openWorkspaceFiles(optionsFor(folder));
    await furnish(store.record);
    await store.close();
    const next = await withNext('DELETE FROM portfolios;');
    const opening = openWorkspaceFiles({ ...optionsFor(folder), migrationsFolder: next });
    await expect(opening).rejects.toThrow('a row of accounts lost its row of portfolios');
    expect(await (await openTemporary(folder)).record.read.portfolios.list()).toHaveLength(1);
  });

  it('that was edited after it was applied is named, and nothing is opened', async () => {
    const folder = await temporaryWorkspace();
    const edited = await withNext(addColumn);
    await appendFile(join(edited, 'record', '0000_initial.sql'), '\n-- a second thought');
    const opening = openWorkspaceFiles({ ...optionsFor(folder), migrationsFolder: edited });
    await expect(opening).rejects.toThrow(/Migration 0000_initial is not the one.*changed after its release/);
  });

  it('whose file is missing is named', async () => {
    const folder = await temporaryWorkspace();
    const lacking = await withNext(addColumn);
    await rm(join(lacking, 'record', '0000_initial.sql'));
    const opening = openWorkspaceFiles({ ...optionsFor(folder), migrationsFolder: lacking });
    await expect(opening).rejects.toThrow(/lacks migration 0/);
  });

  it('that the file should have, and does not tell of, is noticed', async () => {
    const folder = await temporaryWorkspace();
    tamper(join(folder, 'record.sqlite'), 'DELETE FROM migrations WHERE version = 1');
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(/has schema version \d+, but lists/);
  });

  it('is not done by opening for reading', async () => {
    const folder = await temporaryWorkspace();
    const options = { ...optionsFor(folder), migrationsFolder: await withNext(addColumn) };
    const before = await readFile(join(folder, 'record.sqlite'));
    await expect(openWorkspaceFiles({ ...options, readOnly: true })).rejects.toThrow('older schema');
    expect(await readFile(join(folder, 'record.sqlite'))).toEqual(before);
  });
});

describe('a file from a newer version', () => {
  it('opens for reading, says why, and takes nothing', async () => {
    const folder = await temporaryWorkspace();
    const before = await openWorkspaceFiles(optionsFor(folder));
    await furnish(before.record);
    await before.close();
    const newer = { ...optionsFor(folder), migrationsFolder: await withNext(addColumn) };
    await (await openWorkspaceFiles(newer)).close();
    const store = await openTemporary(folder);
    expect(store.readOnly).toMatchObject({ code: 'NEWER_VERSION', file: join(folder, 'record.sqlite') });
    expect(await store.record.read.accounts.list()).toHaveLength(2);
    await expect(furnish(store.record)).rejects.toThrow(TransactionError);
  });

  it('is not migrated', async () => {
    const folder = await temporaryWorkspace();
    tamper(join(folder, 'record.sqlite'), 'PRAGMA user_version = 70');
    await expect(migrateToLatest(optionsFor(folder), unattended)).rejects.toThrow(ConnectionError);
  });
});
