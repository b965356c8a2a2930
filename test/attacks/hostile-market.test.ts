import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { accountId, currency, instrumentId } from '#src/domain/ids.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const day = 86_400_000;
const huge = "printf('%.5000000c', '9')";

/** A workspace whose market data somebody else wrote. */
async function workspaceWith(sql: string) {
  const folder = await temporaryWorkspace();
  const raw = new Database(join(folder, 'market.sqlite'));
  raw.exec(sql);
  raw.close();
  return openTemporary(folder);
}

function candle(time: number, close: string): string {
  return `INSERT INTO candles VALUES ('sim:A', '1d', ${time}, '1', '1', '1', ${close}, '1', 1);`;
}

it('candles with a price that is none are no candles, however long it is', async () => {
  const odd = ["'NaN'", "''", "'1e999'", "'0x10'", huge];
  const { market } = await workspaceWith(
    [...odd, "'7'"].map((close, index) => candle(index * day, close)).join(''),
  );
  const read = await market.candles(instrumentId('sim:A'), '1d', 0, 10 * day);
  expect(read.map(({ openTime, close }) => [openTime, close])).toEqual([[5 * day, '7']]);
});

it('a latest candle with a price that is none is no candle', async () => {
  const { market } = await workspaceWith(candle(0, "'7'") + candle(day, huge));
  expect(await market.latestCandle(instrumentId('sim:A'), '1d')).toMatchObject({ close: '7' });
});

it('of candles that lie closer together than their interval no more are read than there can be', async () => {
  const { market } = await workspaceWith(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000)
     INSERT INTO candles SELECT 'sim:A', '1d', i, '1', '1', '1', '1', '1', 1 FROM n`,
  );
  expect((await market.candles(instrumentId('sim:A'), '1d', 0, 10 * day)).length).toBeLessThan(12);
});

it('days of equity and published rates of megabytes are not known', async () => {
  const { equityDays, referenceRates } = await workspaceWith(`
    INSERT INTO equity_days VALUES ('a', 1, ${huge}, '2', '[]'), ('a', 2, '3', '3', ${huge}), ('a', 3, '4', '4', '[]');
    INSERT INTO equity_bases VALUES ('a', printf('%.20000000c', '['));
    INSERT INTO reference_rates VALUES ('EUR', 1, 'USD', ${huge}, 'f'), ('EUR', 2, 'USD', 'NaN', 'f'),
      ('EUR', 3, 'USD', '1.1', 'f'), ('EUR', 4, 'USD', '1.1', ${huge});
  `);
  const days = await equityDays.days(accountId('a'), 0, 10);
  expect(days.map(({ equity, missing }) => [equity?.toString(), missing])).toEqual([
    [undefined, []],
    [undefined, []],
    ['4', []],
  ]);
  expect(await equityDays.basis(accountId('a'))).toBeUndefined();
  const rates = await referenceRates.of(currency('EUR'), 0, 10);
  expect(rates.map(({ day: of, rate }) => [of, rate.toString()])).toEqual([[3, '1.1']]);
  expect(await referenceRates.find({ of: currency('EUR'), into: currency('USD'), day: 1 })).toBeUndefined();
});
