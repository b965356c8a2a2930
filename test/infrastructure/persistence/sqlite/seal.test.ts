import { heldBy } from '#test/ports/sample-entities.ts';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import type { ImportRun } from '#src/ports/import-repository.ts';
import type { OutboxEntry } from '#src/ports/outbox-repository.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { importId } from '#src/domain/ids.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { chainedTables } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { tablesOf } from '#src/infrastructure/persistence/sqlite/operations/row-counts.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import {
  btc,
  eth,
  decimal,
  main,
  portfolio,
  sampleEntry,
  sampleFill,
  sampleOrder,
  startTime,
  sampleAssertion,
  sampleRate,
} from '#test/ports/sample-entities.ts';
import { busyWorkspace } from './operations/busy-workspace.ts';
import { openTemporary, optionsFor, tamper, temporaryFolder } from './temporary-workspace.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

const entry: OutboxEntry = {
  id: 'entry',
  orderId: sampleOrder(1).id,
  clientOrderId: sampleOrder(1).clientOrderId,
  request: { kind: 'place' },
  state: 'intent',
  digest: 'ab',
  createdAt: startTime,
  expiresAt: startTime + 15_000,
  sendingAt: undefined,
  processId: undefined,
};

const importRun: ImportRun = {
  id: importId('import'),
  accountId: main,
  fileName: 'fills.csv',
  format: 'csv',
  state: 'writing',
  importedAt: startTime,
  fills: 0,
  leftOut: undefined,
  undoneAt: undefined,
  reader: undefined,
  digest: undefined,
};

const chained: readonly string[] = chainedTables;

/** One row of each table at least, and each of the ways in which rows are changed. */
async function everything(): Promise<string> {
  const folder = await busyWorkspace(1);
  const store = await openTemporary(folder);
  await write(store);
  await store.close();
  return folder;
}

async function write({ record }: WorkspaceFiles): Promise<void> {
  await record.transact(async (unit) => {
    await unit.outbox.insert(entry);
    await unit.imports.insert(importRun);
    await unit.portfolios.makeCurrent(portfolio.id);
    await unit.portfolios.saveSnapshots([
      {
        portfolioId: portfolio.id,
        time: startTime,
        equity: decimal('1'),
        cash: decimal('2'),
        marketValue: decimal('3'),
        realised: undefined,
        unrealised: undefined,
        fees: undefined,
        deposited: undefined,
      },
    ]);
    await unit.audit.append({
      time: startTime,
      actor: 'trader',
      action: 'noted',
      subject: 'a',
      detail: '{}',
    });
  });
  await record.transact(async (unit) => {
    const order = await unit.orders.get(sampleOrder(1).id);
    await unit.orders.update({ ...order, brokerOrderId: 'b', updatedAt: startTime + 9 });
    await unit.orders.save({ ...order, acknowledgedAt: startTime + 8 });
    await unit.outbox.update({ ...entry, state: 'sending', sendingAt: startTime, processId: 7 });
    await unit.trades.saveMany([sampleFill(7)], importRun.id);
    await unit.trades.voidImport(importRun.id, 10);
    await unit.imports.update({ ...importRun, state: 'undone', undoneAt: startTime });
    await unit.ledger.append([sampleEntry(2)]);
    await unit.rates.append([sampleRate(2)]);
    await unit.balanceAssertions.append([sampleAssertion(1)]);
    await bookFills(unit, [sampleFill(8, { side: 'SELL' }), sampleFill(9, { instrumentId: eth })]);
    await unit.positions.markUnfolded(main, heldBy(eth));
    await unit.portfolios.setLimits(portfolio.id, { ...noLimits, maxOpenOrders: 3 });
    const held = { accountId: main, instrumentId: btc, side: 'BUY', stopLoss: undefined } as const;
    await unit.protections.save({ ...held, takeProfit: decimal('50000') });
    await unit.protections.save({
      ...held,
      stopLoss: decimal('40000'),
      takeProfit: undefined,
    });
    const reached = { accountId: main, instrumentId: btc };
    await unit.compared.saveMany([{ ...reached, venueTradeId: '1' }]);
    await unit.compared.saveMany([{ ...reached, venueTradeId: '2' }]);
    const typed = { source: 'hand', price: decimal('1.5'), time: startTime, givenAt: startTime } as const;
    await unit.givenPrices.save({ of: { kind: 'instrument', instrumentId: btc }, ...typed });
    await unit.givenPrices.save({
      of: { kind: 'instrument', instrumentId: btc },
      ...typed,
      source: 'candle',
      instrumentId: eth,
    });
    const sale = { accountId: main, held: heldBy(btc), saleId: 'sale', recordedAt: startTime };
    await unit.lotChoices.append({
      ...sale,
      id: 'choice',
      lots: [{ openedBy: 'lot', quantity: decimal('1') }],
    });
    const published = {
      id: 'rates',
      name: 'rates.csv',
      format: 'plain',
      importedAt: startTime,
      rates: 1,
      first: startTime,
      last: startTime,
      currencies: [portfolio.baseCurrency],
    };
    await unit.rateFiles.save({ ...published, undoneAt: undefined });
    await unit.rateFiles.save({ ...published, undoneAt: startTime });
    const measured = {
      portfolioId: portfolio.id,
      from: portfolio.baseCurrency,
      to: portfolio.baseCurrency,
      askedAt: startTime,
      made: { at: startTime, until: startTime, before: {} },
    };
    await unit.baseChanges.save({ ...measured, after: undefined });
    await unit.baseChanges.save({ ...measured, after: { equity: '1' } });
    const charged = {
      basis: 'share',
      maker: decimal('0'),
      taker: decimal('0.001'),
      minimum: undefined,
    } as const;
    await unit.feeSchedules.save({ accountId: main, since: startTime, terms: charged });
    await unit.feeSchedules.save({
      accountId: main,
      since: startTime,
      terms: { ...charged, minimum: decimal('1') },
    });
    const raised = { id: 'alert', severity: 'critical', title: 'T', message: 'M', time: startTime } as const;
    await unit.alerts.save([{ ...raised, acknowledgedAt: undefined }]);
    await unit.alerts.save([{ ...raised, acknowledgedAt: startTime + 1 }]);
  });
}

type Column = { readonly table: string; readonly column: string; readonly type: string };

/** But for row numbers, which the indexes hold against a flipped bit and SQL keeps right with them. */
function columnsOf(path: string): readonly Column[] {
  const database = new Database(path, { readonly: true });
  const columns = tablesOf(database).flatMap((table) =>
    database
      .prepare<[string, string], Column>(
        `SELECT ? AS "table", name AS "column", type FROM pragma_table_info(?)
         WHERE NOT (name = 'seq' AND pk = 1)`,
      )
      .all(table, table),
  );
  database.close();
  return columns;
}

/** In every row, whatever it is: also what was unknown. */
function changeOf({ table, column, type }: Column): string {
  // No two fills correct the same one.
  const otherwise = column === 'corrects' ? 'seq' : '0';
  const changed =
    type === 'INTEGER' ? `coalesce("${column}", ${otherwise}) + 1000000` : `coalesce("${column}", '') || 'x'`;
  return `PRAGMA foreign_keys = OFF; UPDATE "${table}" SET "${column}" = ${changed}`;
}

/** The tables that hold a row. */
function filled(path: string): readonly string[] {
  const database = new Database(path, { readonly: true });
  const tables = tablesOf(database).filter(
    (table) => database.prepare(`SELECT 1 FROM "${table}"`).get() !== undefined,
  );
  database.close();
  return tables;
}

async function tablesFoundIn(folder: string): Promise<readonly string[]> {
  const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
  return findings.flatMap(({ table }) => table ?? []);
}

describe('a row without a chain', () => {
  it('is sealed by every way to write it', async () => {
    expect(await tablesFoundIn(await everything())).toEqual([]);
  });

  it(
    'is named by its table when any of its values is changed, as every row of the record is',
    { timeout: 120_000 },
    async () => {
      const folder = await everything();
      const path = join(folder, 'record.sqlite');
      const sound = join(await temporaryFolder(), 'sound.sqlite');
      await copyFile(path, sound);
      const columns = columnsOf(sound);
      expect(new Set(columns.map(({ table }) => table))).toEqual(new Set(filled(sound)));
      const silent: string[] = [];
      for (const column of columns) {
        await copyFile(sound, path);
        tamper(path, changeOf(column));
        const named = column.table === 'chain_heads' ? chained : [column.table];
        const found = await tablesFoundIn(folder);
        if (!named.some((table) => found.includes(table))) silent.push(`${column.table}.${column.column}`);
      }
      expect(silent).toEqual([]);
    },
  );

  it('is found when it was put in by another program', async () => {
    const folder = await everything();
    tamper(join(folder, 'record.sqlite'), "INSERT INTO settings (key, value) VALUES ('a', '1')");
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings).toEqual([{ file: 'record', table: 'settings', row: 'a', problem: { code: 'CHANGED' } }]);
  });

  it.each([-5, 0, 900])('is found when it was put in under the number %d', async (seq) => {
    const folder = await everything();
    const path = join(folder, 'record.sqlite');
    const database = new Database(path, { readonly: true });
    const columns = database
      .prepare<[], string>("SELECT name FROM pragma_table_info('orders') WHERE name NOT IN ('seq', 'id')")
      .pluck()
      .all()
      .filter((name) => name !== 'client_order_id');
    database.close();
    tamper(
      path,
      `INSERT INTO orders (seq, id, client_order_id, ${columns.join(', ')})
       SELECT ${seq}, 'forged', 'forged', ${columns.join(', ')} FROM orders LIMIT 1`,
    );
    const { findings } = await verifyWorkspace(optionsFor(folder), unattended);
    expect(findings).toContainEqual({
      file: 'record',
      table: 'orders',
      row: 'forged',
      problem: { code: 'CHANGED' },
    });
  });
});
