import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import type { FindingProblem } from '#src/domain/finding.ts';
import { createJobs, fileCheckIn } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { bookEntries, bookFills } from '#src/application/orders/book-fills.ts';
import { currency, importId } from '#src/domain/ids.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { decimal, sampleEntry, sampleFill, startTime } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  optionsFor,
  tamper,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { busyWorkspace, trade } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';

const jobWorker = new URL('../../../../../../src/composition/workers/job-worker.ts', import.meta.url);
const checking = fileCheckIn(createJobs(jobWorker, { clock: createSystemClock() }));

function differs(column: string, stored: string, made: string): FindingProblem {
  return { code: 'DIFFERS_FROM_ROWS', column, stored, made };
}

describe('verify', () => {
  it('finds a sound record sound, while others trade', async () => {
    const folder = await busyWorkspace();
    const store = await openTemporary(folder);
    let number = 5;
    let writing = Promise.resolve();
    const trading = {
      signal: new AbortController().signal,
      report: () => void (writing = writing.then(() => trade(store, (number += 1)))),
    };
    const report = await verifyWorkspace(optionsFor(folder), trading);
    await writing;
    expect(number).toBeGreaterThan(6);
    expect(report).toMatchObject({ finishedAt: startTime, findings: [], more: false });
    expect(report.rows).toBeGreaterThan(20);
  });

  it('tells first of an import that was broken off, from which other differences follow', async () => {
    const folder = await busyWorkspace();
    const { record } = await openTemporary(folder);
    const [account] = await record.read.accounts.list();
    if (account === undefined) throw new Error('the workspace has an account');
    const run = {
      id: importId('I7'),
      accountId: account.id,
      fileName: 'fills.csv',
      format: 'fills',
      importedAt: startTime,
      fills: 0,
      leftOut: undefined,
      undoneAt: undefined,
      reader: undefined,
      digest: undefined,
    };
    await record.transact((unit) => unit.imports.insert({ ...run, state: 'writing' }));
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([
      {
        file: 'record',
        table: 'imports',
        row: 'I7',
        problem: { code: 'IMPORT_UNFINISHED', account: 'main' },
      },
    ]);
    await record.transact((unit) => unit.imports.update({ ...run, state: 'done' }));
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  });

  it.each<[string, string, object]>([
    [
      'an event that was changed',
      "UPDATE order_events SET detail = '5 at 42000.1' WHERE seq = 3",
      { table: 'order_events', row: '3' },
    ],
    ['a fill that was taken out', 'DELETE FROM fills WHERE seq = 2', { table: 'fills', row: '3' }],
    [
      'the last entry that was cut off',
      'DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)',
      { table: 'ledger' },
    ],
    [
      'a balance',
      "UPDATE balances SET cash = '1'",
      {
        table: 'balances',
        row: 'main, USDT',
        problem: {
          code: 'DIFFERS_FROM_ROWS',
          column: 'cash',
          stored: '1',
          made: expect.stringMatching(/^-/u),
        },
      },
    ],
    [
      'an order that says less was filled',
      "UPDATE orders SET filled_quantity = '0.4' WHERE id = 'order-2'",
      { table: 'orders', row: 'order-2', problem: differs('filled_quantity', '0.4', '0.5') },
    ],
    ['a position', "UPDATE positions SET cost = '7'", { table: 'positions', row: 'main/BTC/1' }],
    [
      "a position's fees",
      "UPDATE positions SET fees = '[]'",
      {
        table: 'positions',
        row: 'main/BTC/1',
        problem: expect.objectContaining({ column: 'fees', stored: '[]' }),
      },
    ],
    [
      'an audit entry that was put in',
      "INSERT INTO audit (time, actor, action, subject, detail) VALUES (1, 'trader', 'noted', 'a', '{}')",
      { table: 'audit', row: '1', problem: { code: 'BEHIND_CHAIN_END' } },
    ],
    [
      'an order without its account',
      "PRAGMA foreign_keys = OFF; UPDATE orders SET account_id = 'nobody' WHERE id = 'order-1'",
      { table: 'orders', row: '1', problem: { code: 'PARENT_MISSING', parent: 'accounts' } },
    ],
    [
      'a position that cannot be understood',
      "UPDATE instruments SET multiplier = 'x'",
      {
        table: 'positions',
        problem: { code: 'NOT_READ', cause: expect.stringContaining('multiplier holds "x"') },
      },
    ],
    [
      'a position in a contract that is settled in neither of its currencies',
      "UPDATE instruments SET kind = 'perpetual', settle = 'DOGE'",
      {
        table: 'positions',
        problem: {
          code: 'NOT_READ',
          cause: expect.stringContaining('settle holds "DOGE", which is neither BTC nor'),
        },
      },
    ],
  ])('names %s', async (_what, sql, finding) => {
    const folder = await busyWorkspace();
    tamper(join(folder, 'record.sqlite'), sql);
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings).toContainEqual(expect.objectContaining({ file: 'record', ...finding }));
  });

  it.each<[string, readonly (readonly [row: string, problem: FindingProblem])[]]>([
    // Two of 0.5 bought, the first of them sold, and two bought again.
    [
      "UPDATE lots SET cost = '7' WHERE place = 2",
      [
        ['2', { code: 'CHANGED' }],
        ['2', differs('cost', '7', '21000.05')],
      ],
    ],
    ['UPDATE lots SET opened_at = 9 WHERE place = 2', [['2', { code: 'CHANGED' }]]],
    ['UPDATE lots SET place = 9 WHERE place = 4', [['9', { code: 'CHANGED' }]]],
    [
      'UPDATE lots SET place = 9 WHERE place = 2',
      [
        ['3', differs('leg', '1004', '1002')],
        ['9', differs('leg', '1002', '1005')],
      ],
    ],
    ['DELETE FROM lots WHERE place = 4', [['main/binance:BTCUSDT/1005', { code: 'LOT_MISSING' }]]],
    [
      "INSERT INTO lots SELECT account_id, held, 5, instrument_id, '9', 9, '1', '1', NULL FROM lots WHERE place = 4",
      [['5', { code: 'LOT_WITHOUT_FILLS' }]],
    ],
  ])('names a lot: %s', async (sql, problems) => {
    const folder = await busyWorkspace();
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    tamper(join(folder, 'record.sqlite'), sql);
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    for (const [row, problem] of problems) {
      const named = row.includes('/') ? row : `main, BTC, ${row}`;
      expect(findings).toContainEqual({ file: 'record', table: 'lots', row: named, problem });
    }
    expect(new Set(findings.map(({ table }) => table))).toEqual(new Set(['lots']));
  });

  it.each<[string, FindingProblem]>([
    ["UPDATE trip_sums SET gross_loss = '9'", differs('gross_loss', '9', '126.0003')],
    ['DELETE FROM trip_sums', differs('trades', '–', '1')],
  ])('names a sum over closed positions: %s', async (sql, problem) => {
    const folder = await busyWorkspace();
    const { record } = await openTemporary(folder);
    // All that the five bought and sold at one price, which their six fees lose.
    const last = sampleFill(9, { side: 'SELL', quantity: decimal('1.5') });
    await record.transact((unit) => bookFills(unit, [last]));
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    tamper(join(folder, 'record.sqlite'), sql);
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    const row = 'main, binance:BTCUSDT, USDT';
    expect(findings).toContainEqual({ file: 'record', table: 'trip_sums', row, problem });
  });

  it('tells of the first twenty findings, and that there are more', async () => {
    const folder = await busyWorkspace(21);
    tamper(join(folder, 'record.sqlite'), "UPDATE orders SET filled_value = '1'");
    const { findings, more } = await verifyWorkspace(optionsFor(folder), unattended);
    expect([findings.length, more]).toEqual([20, true]);
  });

  it('finds the same with a thread for SQLite’s own check', async () => {
    const folder = await busyWorkspace();
    tamper(
      join(folder, 'record.sqlite'),
      `UPDATE order_events SET detail = '' WHERE seq = 3; UPDATE balances SET cash = '1';
       UPDATE orders SET filled_quantity = '9' WHERE id = 'order-2'`,
    );
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings.map(({ table }) => table)).toEqual([
      'order_events',
      'balances',
      'orders',
      'orders',
      'balances',
    ]);
    expect((await verifyWorkspace(optionsFor(folder), unattended, checking)).findings).toEqual(findings);
  });

  it('misses no balance of a coin that was earned and never paid in', async () => {
    const folder = await busyWorkspace();
    const { record } = await openTemporary(folder);
    const cash = { currency: currency('SOL'), amount: decimal('5') };
    await record.transact((unit) => bookEntries(unit, [sampleEntry(7, { type: 'staking', cash })]));
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  });

  it('leaves fills out that were voided', async () => {
    const folder = await busyWorkspace();
    tamper(join(folder, 'record.sqlite'), "UPDATE fills SET voided_by = 'undo' WHERE seq = 5");
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings).toContainEqual({
      file: 'record',
      table: 'orders',
      row: 'order-5',
      problem: differs('filled_quantity', '0.5', '0'),
    });
    expect(findings.map(({ table }) => table)).toContain('positions');
    expect(findings.filter(({ table }) => table === 'fills')).toEqual([
      { file: 'record', table: 'fills', row: '5', problem: { code: 'VOIDED_BY_ANOTHER' } },
    ]);
  });

  it('knows which entry took the place of another, and finds one that says so and did not', async () => {
    const folder = await busyWorkspace();
    const store = await openTemporary(folder);
    await store.record.transact(async ({ ledger }) => {
      await ledger.append([sampleEntry(901), sampleEntry(902)]);
      await ledger.append([sampleEntry(903, { corrects: sampleEntry(901).id })]);
    });
    await store.close();
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    tamper(
      join(folder, 'record.sqlite'),
      `UPDATE ledger SET voided_by = 'correction entry-903' WHERE id = 'entry-902'`,
    );
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings.filter(({ table }) => table === 'ledger')).toMatchObject([
      { problem: { code: 'VOIDED_BY_ANOTHER' } },
    ]);
  });

  it('finds a bit that was flipped in an index', async () => {
    const folder = await busyWorkspace(20);
    const path = join(folder, 'record.sqlite');
    const database = new Database(path, { readonly: true });
    const root = database
      .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'orders_symbol_price'")
      .pluck()
      .get();
    database.close();
    const bytes = await readFile(path);
    const at = bytes.indexOf('BTCUSDT', ((root ?? 0) - 1) * 4096);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(path, bytes);
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings[0]).toMatchObject({
      table: undefined,
      problem: { code: 'FILE_UNSOUND', text: expect.stringContaining('orders_symbol_price') },
    });
  });

  it('finds flipped bits in the values of chained rows, each of them', async () => {
    const folder = await busyWorkspace(20);
    const path = join(folder, 'record.sqlite');
    const sound = await readFile(path);
    for (const text of ['0.5 at 42000.1', '42000.1USDT', '1010']) {
      const at = sound.lastIndexOf(text);
      expect(at).toBeGreaterThan(0);
      const flipped = Buffer.from(sound);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 2, at);
      await writeFile(path, flipped);
      expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).not.toEqual([]);
    }
  });

  it.each([
    ['fills', 'venue_trade_id'],
    ['instruments', 'id'],
  ])('ends where a flipped bit made no text of the key of %s', async (table, key) => {
    const folder = await busyWorkspace();
    tamper(
      join(folder, 'record.sqlite'),
      `PRAGMA foreign_keys = OFF; UPDATE ${table} SET ${key} = CAST(X'F6' AS TEXT) || ${key}`,
    );
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings).toContainEqual(expect.objectContaining({ table }));
  });

  it('names damage that SQLite itself finds', async () => {
    const folder = await busyWorkspace(20);
    const path = join(folder, 'record.sqlite');
    const bytes = await readFile(path);
    bytes.fill(0xff, 4096 * 12, 4096 * 12 + 64);
    await writeFile(path, bytes);
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings[0]).toMatchObject({ file: 'record', table: undefined });
  });

  it('stops when it is cancelled', async () => {
    const stopping = new AbortController();
    const operation = { signal: stopping.signal, report: () => stopping.abort() };
    const folder = await busyWorkspace();
    await expect(verifyWorkspace(optionsFor(folder), operation)).rejects.toThrow('aborted');
    await expect(verifyWorkspace(optionsFor(folder), operation, checking)).rejects.toThrow('aborted');
  });
});
