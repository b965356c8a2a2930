import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { accountId, instrumentId, portfolioId } from '#src/domain/ids.ts';
import { mostRows } from '#src/infrastructure/persistence/sqlite/row-bounds.ts';
import { sampleAccount, sampleInstrument, portfolio } from '#test/ports/sample-entities.ts';
import { openTemporary, temporaryWorkspace } from './temporary-workspace.ts';

type Column = { readonly name: string; readonly type: string; readonly hidden: number };

/** So many rows, each with other keys, as another program may write them. */
function fill(folder: string, table: string, rows: number): void {
  const database = new Database(join(folder, 'record.sqlite'));
  for (const pragma of ['foreign_keys = OFF', 'synchronous = OFF', 'ignore_check_constraints = ON'])
    database.pragma(pragma);
  const columns = database.prepare<[], Column>(`PRAGMA table_xinfo(${table})`).all();
  const own = columns.filter(({ hidden }) => hidden === 0);
  const values = own.map(({ name, type }) => {
    if (name === 'state') return "'unknown'";
    if (name === 'closed_at') return 'NULL';
    return type === 'INTEGER' ? 'n.value' : "'x' || n.value";
  });
  database.exec(`
    DELETE FROM ${table};
    WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${rows})
    INSERT INTO ${table} (${own.map(({ name }) => `"${name}"`).join(', ')}) SELECT ${values.join(', ')} FROM n`);
  database.close();
}

const beyond = (table: string) => ({ problem: { code: 'TOO_MANY_ROWS', table } });

describe('what is read as a whole has a bound', () => {
  it.each(Object.entries(mostRows))('at the opening: %s', async (table, most) => {
    const folder = await temporaryWorkspace();
    fill(folder, table, most);
    const store = await openTemporary(folder);
    await store.close();
    fill(folder, table, most + 1);
    await expect(openTemporary(folder)).rejects.toMatchObject({
      name: 'IntegrityError',
      problem: { code: 'TOO_MANY_ROWS', table, most },
    });
  });

  it('where one is added: what is over it is not, and what was there can be changed', async () => {
    const folder = await temporaryWorkspace();
    fill(folder, 'portfolios', mostRows.portfolios - 1);
    fill(folder, 'accounts', mostRows.accounts - 1);
    fill(folder, 'instruments', mostRows.instruments - 9);
    const { record } = await openTemporary(folder);
    const last = { ...portfolio, id: portfolioId('last') };
    await record.transact(async ({ portfolios, accounts, instruments }) => {
      await portfolios.save(last);
      await accounts.save({ ...sampleAccount(accountId('last')), portfolioId: last.id });
      await instruments.saveMany([sampleInstrument(instrumentId('binance:ONE'))]);
    });
    await record.transact(async ({ portfolios }) => portfolios.save({ ...last, name: 'Another' }));
    await expect(
      record.transact(async ({ portfolios }) => portfolios.save({ ...last, id: portfolioId('more') })),
    ).rejects.toMatchObject(beyond('portfolios'));
    await expect(
      record.transact(async ({ accounts }) =>
        accounts.save({ ...sampleAccount(accountId('more')), portfolioId: last.id }),
      ),
    ).rejects.toMatchObject(beyond('accounts'));
    const many = Array.from({ length: 9 }, (_, at) => sampleInstrument(instrumentId(`binance:MORE${at}`)));
    await expect(
      record.transact(async ({ instruments }) => instruments.saveMany(many)),
    ).rejects.toMatchObject(beyond('instruments'));
    expect(await record.read.accounts.find(accountId('more'))).toBeUndefined();
    expect(await record.read.instruments.find(instrumentId('binance:MORE0'))).toBeUndefined();
  });
});
