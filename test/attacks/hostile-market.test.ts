import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, instrumentId } from '#src/domain/ids.ts';
import { equityBasisText } from '#src/infrastructure/persistence/sqlite/rows/equity-day-row.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const day = 86_400_000;
const huge = "printf('%.5000000c', '9')";

const basis = {
  base: currency('USD'),
  mayBorrow: false,
  mark: {
    fills: { seq: 0, hash: '' },
    ledger: { seq: 0, hash: '' },
    rates: { seq: 0, hash: '' },
    imports: {},
  },
  rateFiles: [],
  revisions: [],
  until: 2 * day,
};

/** A workspace whose market data somebody else wrote. */
async function workspaceWith(sql: string) {
  const folder = await temporaryWorkspace();
  const raw = new Database(join(folder, 'market.sqlite'));
  raw.exec(sql);
  raw.close();
  return openTemporary(folder);
}

function candle(time: number, close: string, closed = 1): string {
  return `INSERT INTO candles VALUES ('sim:A', '1d', ${time}, '1', '9', '1', ${close}, '1', ${closed});`;
}

it('candles with a price that is none are no candles, however long it is', async () => {
  const odd = ["'NaN'", "''", "'1e999'", "'0x10'", huge];
  const { market } = await workspaceWith(
    [...odd, "'7'"].map((close, index) => candle(index * day, close)).join(''),
  );
  const read = await market.candles(instrumentId('sim:A'), '1d', 0, 10 * day);
  expect(read.map(({ openTime, close }) => [openTime, close])).toEqual([[5 * day, '7']]);
});

/** What a price of nothing did elsewhere: https://github.com/ghostfolio/ghostfolio/issues/521 */
it.each([
  ['less than nothing', "'-5', '-5', '-5', '-5', '1'"],
  ['nothing', "'0', '0', '0', '0', '1'"],
  ['more than any market has', "'1e60', '1e60', '1e60', '1e60', '1'"],
  ['more digits than any market has', `'${'9'.repeat(120)}', '${'9'.repeat(120)}', '1', '1', '1'`],
  ['a close above its high', "'1', '2', '1', '900', '1'"],
  ['a low that is less than nothing', "'1', '2', '-1', '1', '1'"],
  ['a volume that is less than nothing', "'1', '2', '1', '1', '-1'"],
])('a candle of %s is none, and is asked of the venue', async (_what, prices) => {
  const { market } = await workspaceWith(
    `INSERT INTO candles VALUES ('sim:A', '1d', 0, ${prices}, 1);${candle(day, "'1'")}
     INSERT INTO candles VALUES ('sim:A', '1d', ${2 * day}, ${prices}, 1);`,
  );
  const id = instrumentId('sim:A');
  expect(await market.candles(id, '1d', 0, 3 * day)).toMatchObject([{ openTime: day, close: '1' }]);
  expect(await market.latestCandle(id, '1d')).toBeUndefined();
  expect(await market.gaps(id, '1d', 0, 3 * day)).toEqual([
    { from: 0, to: day },
    { from: 2 * day, to: 3 * day },
  ]);
});

it('a latest candle with a price that is none is no candle', async () => {
  const { market } = await workspaceWith(candle(0, "'7'") + candle(day, huge));
  expect(await market.latestCandle(instrumentId('sim:A'), '1d')).toMatchObject({ close: '7' });
});

it('a candle that is neither open nor closed, or of no time, is no candle', async () => {
  const { market } = await workspaceWith(
    candle(0, "'7'") + candle(day, "'8'", 2) + candle(9e15, "'9'").replace('1d', '1h'),
  );
  const read = await market.candles(instrumentId('sim:A'), '1d', 0, 10 * day);
  expect(read).toMatchObject([{ openTime: 0, close: '7' }]);
  expect(await market.latestCandle(instrumentId('sim:A'), '1h')).toBeUndefined();
});

it('a candle that cannot be read, is open or lies off its interval is asked of the venue', async () => {
  const { market } = await workspaceWith(
    [
      candle(0, "'7'"),
      candle(day, "'NaN'"),
      candle(2 * day, "'8'"),
      candle(3 * day, huge),
      candle(4 * day, "'9'", 0),
      candle(5 * day, "'9'", 2),
      candle(6 * day, "'9'"),
      candle(7 * day + 1, "'9'"),
    ].join(''),
  );
  expect(await market.gaps(instrumentId('sim:A'), '1d', 0, 8 * day)).toEqual([
    { from: day, to: 2 * day },
    { from: 3 * day, to: 6 * day },
    { from: 7 * day, to: 8 * day },
  ]);
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

it('what nobody calls a currency is none', async () => {
  const { equityDays, referenceRates } = await workspaceWith(`
    INSERT INTO reference_rates VALUES ('EUR', 1, '', '1', 'f'), (printf('%.200c', 'X'), 2, 'EUR', '1', 'f'),
      (printf('%.64000c', 'X'), 2, 'EUR', '1', 'f'), ('EUR', 3, 'USD', '1.1', 'f');
    INSERT INTO equity_bases VALUES ('b', '${equityBasisText(basis)}'), ('c', '${equityBasisText(basis).replace('USD', '')}');
    INSERT INTO equity_days VALUES ('a', 1, NULL, NULL, '["","BTC",":","' || printf('%.200c', 'X') || '"]');
  `);
  expect((await referenceRates.of(currency('EUR'), 0, 10)).map(({ into }) => into)).toEqual(['USD']);
  expect(await equityDays.basis(accountId('b'))).toEqual(basis);
  expect(await equityDays.basis(accountId('c'))).toBeUndefined();
  const [only] = await equityDays.days(accountId('a'), 0, 10);
  expect(only?.missing).toEqual(['BTC', ':']);
});

it('a published rate that is not more than zero is none', async () => {
  const { referenceRates } = await workspaceWith(`INSERT INTO reference_rates VALUES
    ('EUR', 1, 'USD', '0', 'f'), ('EUR', 2, 'USD', '-1.1', 'f'), ('EUR', 3, 'USD', '1.1', 'f')`);
  const rates = await referenceRates.of(currency('EUR'), 0, 10);
  expect(rates.map(({ day: of, rate }) => [of, rate.toString()])).toEqual([[3, '1.1']]);
  expect(await referenceRates.find({ of: currency('EUR'), into: currency('USD'), day: 1 })).toBeUndefined();
});

it('of published rates no more are read of a day than a file has', async () => {
  const { referenceRates } = await workspaceWith(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)
    INSERT INTO reference_rates SELECT 'EUR', ${day} + i, 'X' || i, '2', 'f' FROM n
    UNION ALL SELECT 'Y' || i, ${day} + i, 'EUR', '2', 'f' FROM n;
    INSERT INTO reference_rates VALUES ('EUR', ${2 * day}, 'USD', '1.1', 'f');
  `);
  const rates = await referenceRates.of(currency('EUR'), day, 2 * day);
  expect(rates.length).toBe(4_000);
  expect(rates.find(({ into }) => into === 'USD')?.day).toBe(2 * day);
});

it.each([
  [`'a', ${day}, 'NaN', '1', '[]'`, day],
  [`'a', ${day}, ${huge}, '1', '[]'`, day],
  [`'a', ${day}, '1', 'x', '[]'`, day],
  [`'a', ${day}, '1', '1', ${huge}`, day],
  [`'a', ${day}, '1', NULL, '[]'`, undefined],
  ["'a', -1, NULL, '1', '[]'", undefined],
])('a day of equity that cannot be read is made anew (%#)', async (row, first) => {
  const { equityDays } = await workspaceWith(`
    INSERT INTO equity_days VALUES ('a', 0, '3', '3', '[]'), (${row}), ('b', 0, 'NaN', '3', '[]');
  `);
  const account = accountId('a');
  expect(await equityDays.firstUnknown(account)).toBe(first);
  const made = { day, equity: Decimal.one, paidIn: Decimal.one, missing: [] };
  await equityDays.replace(account, day, [made], basis);
  expect(await equityDays.firstUnknown(account)).toBeUndefined();
  await equityDays.replace(account, day, [{ ...made, equity: undefined }], basis);
  expect(await equityDays.firstUnknown(account)).toBe(day);
});
