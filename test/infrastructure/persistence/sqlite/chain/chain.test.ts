import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';

import {
  chainedTables,
  verifyChain,
  type ChainedTable,
  type HashedColumns,
} from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { migrationSteps } from '#src/infrastructure/persistence/sqlite/migration-steps.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { heldId } from '#src/domain/ids.ts';
import type { RecordedChoice } from '#src/domain/named-lots.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import type { ChainVerdict } from '#src/ports/audit-repository.ts';
import {
  decimal,
  furnish,
  main,
  sampleAssertion,
  sampleEntry,
  sampleFill,
  sampleOrder,
  sampleRate,
} from '#test/ports/sample-entities.ts';
import {
  migrationsFolder,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const rowsEach = 6;

function event(order: number, sequence: number, detail: string): OrderEvent {
  const { id, createdAt, status } = sampleOrder(order);
  return {
    orderId: id,
    sequence,
    type: sequence === 1 ? 'created' : 'accepted',
    source: 'trader',
    status,
    time: createdAt,
    receivedAt: createdAt,
    detail,
  };
}

function choice(row: number): RecordedChoice {
  return {
    id: `choice ${row}`,
    accountId: main,
    held: heldId('BTC'),
    saleId: 'sale',
    lots: [{ openedBy: 'lot', quantity: decimal(String(row)) }],
    recordedAt: row,
  };
}

/** A closed record with six rows in each chained table, over several units of work, one of them undone. */
async function recordFile(details: readonly string[] = []): Promise<string> {
  const folder = await temporaryWorkspace();
  const store = await openWorkspaceFiles(optionsFor(folder));
  await furnish(store.record);
  await store.record.transact((unit) => unit.orders.insert(sampleOrder(1)));
  for (let row = 1; row <= rowsEach; row += 1) {
    const detail = details[row] ?? `detail ${row}`;
    const unit = await store.record.begin();
    await unit.repositories.orders.appendEvents([event(1, row, detail)]);
    await unit.repositories.trades.save(sampleFill(100));
    await unit.rollback();
    await store.record.transact(
      async ({ orders, trades, ledger, rates, balanceAssertions, lotChoices, audit }) => {
        await orders.appendEvents([event(1, row, detail)]);
        await trades.saveMany([sampleFill(row), sampleFill(1)]);
        await ledger.append([sampleEntry(1, { note: detail }), sampleEntry(row)]);
        await rates.append([sampleRate(row)]);
        await balanceAssertions.append([sampleAssertion(row)]);
        await lotChoices.append(choice(row));
        await audit.append({ time: row, actor: 'trader', action: 'noted', subject: detail, detail: '{}' });
      },
    );
  }
  await store.close();
  return join(folder, 'record.sqlite');
}

async function verdictOf(path: string, table: ChainedTable): Promise<ChainVerdict> {
  const database = new Database(path, { readonly: true });
  try {
    return await verifyChain(database, table);
  } finally {
    database.close();
  }
}

function change(path: string, ...statements: readonly string[]): void {
  const database = new Database(path);
  database.pragma('foreign_keys = OFF');
  for (const sql of statements) database.prepare(sql).run();
  database.close();
}

const whole: ChainVerdict = { rows: rowsEach, firstBad: undefined };

describe('the hash chain', () => {
  it.each(chainedTables)('of %s is whole, whatever was undone or came twice', async (table) => {
    expect(await verdictOf(await recordFile(), table)).toEqual(whole);
  });

  it.each<[string, string, number]>([
    ['a changed text', "UPDATE fills SET price = '1' WHERE seq = 3", 3],
    ['a changed number', 'UPDATE fills SET time = time + 1 WHERE seq = 3', 3],
    ['a value that became unknown', 'UPDATE fills SET fee_amount = NULL WHERE seq = 3', 3],
    ['a value that moved to the next column', 'UPDATE fills SET side = price, price = side WHERE seq = 2', 2],
    ['a changed hash', "UPDATE fills SET hash = 'x' WHERE seq = 4", 4],
    ['a row that was taken out', 'DELETE FROM fills WHERE seq = 2', 3],
    ['a row that was moved', 'UPDATE fills SET seq = 9 WHERE seq = 6', 6],
    ['a number that a fill never had', 'UPDATE fills SET venue_sequence = 3 WHERE seq = 3', 3],
    ['a place that a fill never had', 'UPDATE fills SET place = 1 WHERE seq = 2', 2],
    ['a row that a fill never corrected', 'UPDATE fills SET corrects = 1 WHERE seq = 2', 2],
    ['a total that a fill never had', "UPDATE fills SET value_amount = '1' WHERE seq = 2", 2],
    ['a least that was never known', "UPDATE fills SET least = '1' WHERE seq = 2", 2],
    ['a cut-off end', 'DELETE FROM fills WHERE seq > 4', 5],
    ['everything cut off', 'DELETE FROM fills', 1],
    [
      'a row that was put in behind the end',
      `INSERT INTO fills SELECT 7, account_id, instrument_id, 'forged', order_id, side, quantity, price, fee_currency,
         fee_amount, liquidity, source, time, received_at, import_id, voided_by, hash, venue_sequence, place, value_amount, least, corrects
         FROM fills WHERE seq = 6`,
      7,
    ],
    [
      'a row that was put in before the first',
      `INSERT INTO fills SELECT -1, account_id, instrument_id, 'forged', order_id, side, quantity, price, fee_currency,
         fee_amount, liquidity, source, time, received_at, import_id, voided_by, hash, venue_sequence, place, value_amount, least, corrects
         FROM fills WHERE seq = 6`,
      -1,
    ],
  ])('names the first bad row: %s', async (_, sql, sequence) => {
    const path = await recordFile();
    change(path, sql);
    expect((await verdictOf(path, 'fills')).firstBad?.sequence).toBe(sequence);
    expect(await verdictOf(path, 'ledger')).toEqual(whole);
  });

  it('does not mind that fills were voided', async () => {
    const path = await recordFile();
    change(path, "UPDATE fills SET voided_by = 'undo' WHERE seq IN (2, 6)");
    expect(await verdictOf(path, 'fills')).toEqual(whole);
  });

  it('holds for any text that a venue may send', async () => {
    const text = fc.string({
      unit: fc.constantFrom('\0', '\ud800', '\udc00', ':', '~', ',', '1', 'a', 'é', '𝒳'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 7, maxLength: 7 }), async (details) => {
        const path = await recordFile(details);
        expect(await verdictOf(path, 'order_events')).toEqual(whole);
        expect(await verdictOf(path, 'ledger')).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  it('is given to the rows of a file that is older than it', async () => {
    const path = await recordFile();
    change(path, 'DELETE FROM chain_heads', ...chainedTables.map((table) => `UPDATE ${table} SET hash = ''`));
    expect((await verdictOf(path, 'fills')).firstBad).toBeDefined();
    const database = new Database(path);
    for (const step of [
      '0001_chain',
      '0011_movement_rates',
      '0015_balance_assertions',
      '0036_chained_choices',
    ])
      migrationSteps[`record/${step}`]?.(database);
    database.close();
    for (const table of chainedTables) expect(await verdictOf(path, table)).toEqual(whole);
  });

  it('goes on where a file of the first version ended', async () => {
    const path = await recordFile();
    const columns =
      'seq, id, account_id, type, time, cash_currency, cash_amount, instrument_id, quantity, note';
    const before = new Database(path, { readonly: true });
    const rows = before.prepare<[], unknown[]>(`SELECT ${columns} FROM ledger`).raw().all();
    before.close();
    const database = new Database(':memory:');
    onTestFinished(() => void database.close());
    database.pragma('foreign_keys = OFF');
    database.exec(await readFile(join(migrationsFolder, 'record/0000_initial.sql'), 'utf8'));
    for (const row of rows) {
      database.prepare(`INSERT INTO ledger (${columns}) VALUES (${row.map(() => '?').join(', ')})`).run(row);
    }
    database.exec(await readFile(join(migrationsFolder, 'record/0001_chain.sql'), 'utf8'));
    migrationSteps['record/0001_chain']?.(database);
    expect(await verifyChain(database, 'ledger')).toEqual(whole);
  });

  it('covers every column: a new one that is not listed does not compile', () => {
    type Row = {
      readonly seq: number;
      readonly hash: string;
      readonly voided_by: string | null;
      readonly time: number;
      readonly note: string | null;
    };
    expectTypeOf<{ readonly time: 'first'; readonly note: 'added' }>().toExtend<HashedColumns<Row>>();
    expectTypeOf<{ readonly time: 'first' }>().not.toExtend<HashedColumns<Row>>();
  });

  it('keeps its format: hashes that were recorded stay good', async () => {
    const database = new Database(await recordFile(), { readonly: true });
    onTestFinished(() => void database.close());
    const hashes = database.prepare('SELECT name, hash FROM chain_heads ORDER BY name').raw().all();
    expect(hashes).toMatchInlineSnapshot(`
      [
        [
          "audit",
          "fHDnC2zscYPuFqp7ZqN3JHTXw3_Bgsy_0fJu7kJU1Es",
        ],
        [
          "balance_assertions",
          "xT91kYlb4chCx6lFc8NuDjVSRx9oplWxcfXmqMCnC-4",
        ],
        [
          "fills",
          "4wQsWQTGef-v-0OREKJL1NpCOjdo0-XleQHw2UCjRgc",
        ],
        [
          "ledger",
          "sjvj1prZuypJ59GwzPjQe5KTBi8Ewncz-avGcryAh-E",
        ],
        [
          "lot_choices",
          "eomWVksM4HibMs0FbaxM9F5XsIzH0WRTYHm2aHgpccU",
        ],
        [
          "movement_rates",
          "g-ROvDPmgMUZLhZpMzzAFsf-pzT1bgy9CHmVH1NQESI",
        ],
        [
          "order_events",
          "eazR9pOIKN_k9XhDV27B12eM1gsI5B-C62pvL2hd4Xs",
        ],
      ]
    `);
  });
});
