/** What was paid or charged in the portfolio's currency is worth itself, in whatever its round trip is priced. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEntries } from '#src/application/portfolio/read-entries.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import { currency, heldId, instrumentId } from '#src/domain/ids.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { sealRows } from '#src/infrastructure/persistence/sqlite/seal.ts';
import {
  migrationsFolder,
  openTemporary,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import { decimal, samplePair } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, share, usd, usdInFrancs, type FrancDesk } from './franc-desk.ts';

const bitcoin = currency('BTC');
const inDollars = { ...samplePair('BTC', 'USD'), id: instrumentId('import:BTC-USD') };
const inFrancs = { ...samplePair('BTC', 'CHF'), id: instrumentId('import:BTC-CHF') };
const coin = { held: heldId('BTC') };
const turned = { of: franc, into: usd };
const nothing = { currency: usd, amount: Decimal.zero };
const now = { [usdInFrancs.id]: '0.91', [share.id]: '250', [inDollars.id]: '0.5', [inFrancs.id]: '0.5' };

let francs: Awaited<ReturnType<typeof openFrancs>>;

beforeEach(async () => {
  francs = await openFrancs();
  await francs.list(inDollars);
  await francs.list(inFrancs);
});
afterEach(() => francs.close());

/** Both of the portfolio, and what the entries of each come to. */
async function figures(desk: FrancDesk) {
  const { valuation } = await desk.read(now);
  const told = async (figure: ExplainedFigure) => {
    const of = { accountIds: [desk.own], base: franc, figure, of: { kind: 'portfolio' }, most: 100 } as const;
    return (await readEntries(francs.read, of, new AbortController().signal)).worth ?? '0';
  };
  const [realised, fees] = [totalOf(valuation?.realised)?.toString(), totalOf(valuation?.fees)?.toString()];
  expect([await told('realised'), await told('fees')]).toEqual([realised, fees]);
  return { realised, fees };
}

describe('in a round trip that is priced in dollars, of a portfolio in francs', () => {
  test.each([
    ['as francs alone are rated', undefined],
    ['as dollars are rated too, otherwise', '0.7'],
  ])('a fee in francs is worth itself, %s', async (_, straight) => {
    const desk = await francs.desk();
    const fee = { currency: franc, amount: decimal('15') };
    const fill = await desk.traded({ quantity: decimal('3'), price: decimal('7'), fee });
    await desk.rated(fill.id, '1.1', turned);
    if (straight !== undefined) await desk.rated(fill.id, straight);
    expect(await figures(desk)).toEqual({ realised: '0', fees: '15' });
  });

  test('what is sold for francs brought as many, and had cost what its dollars come to', async () => {
    const desk = await francs.desk();
    const bought = { instrumentId: inDollars.id, quantity: decimal('1'), fee: nothing };
    await desk.traded({ ...bought, price: decimal('2.2') });
    const sale = await desk.traded({
      ...bought,
      instrumentId: inFrancs.id,
      side: 'SELL',
      price: decimal('15'),
    });
    await desk.rated(sale.id, '1.1', { ...coin, ...turned });
    expect(await figures(desk)).toEqual({ realised: '13', fees: '0' });
    await desk.rated(sale.id, '0.5', coin);
    expect(await figures(desk)).toEqual({ realised: '13.9', fees: '0' });
  });

  test('a fee in kind that was told to be worth francs was sold for as many', async () => {
    const desk = await francs.desk();
    await desk.traded({
      instrumentId: inDollars.id,
      quantity: decimal('1'),
      price: decimal('2.2'),
      fee: nothing,
    });
    const fee = await desk.entered({
      type: 'fee',
      cash: { currency: bitcoin, amount: decimal('-0.5') },
      cost: { currency: franc, amount: decimal('15') },
    });
    await desk.rated(fee.id, '0.7', { ...coin, ...turned });
    // Half of 2.20 dollars at 0.70 for one franc.
    expect(await figures(desk)).toEqual({
      realised: decimal('15')
        .minus(decimal('1.1').dividedBy(decimal('0.7'), 18, 'half-even'))
        .toString(),
      fees: '15',
    });
  });

  test('coins that an adjustment brings at a cost in francs came for as many', async () => {
    const desk = await francs.desk();
    const bought = { quantity: decimal('1'), price: decimal('7'), fee: nothing };
    await desk.traded({ instrumentId: inDollars.id, ...bought });
    const cost = { currency: franc, amount: decimal('15') };
    const one = { currency: bitcoin, amount: decimal('1') };
    const came = await desk.entered({ type: 'adjustment', cash: one, cost });
    await desk.rated(came.id, '1.1', { ...coin, ...turned });
    await desk.rated(came.id, '0.7', coin);
    expect(totalOf((await desk.read(now)).valuation?.other)?.toString()).toBe('15');
  });
});

test('a record in which it was turned there and back is folded anew when it is upgraded', async () => {
  const desk = await francs.desk();
  const fee = { currency: franc, amount: decimal('15') };
  const { id } = await desk.traded({ quantity: decimal('3'), price: decimal('7'), fee });
  await desk.rated(id, '1.1', turned);
  await francs.files.close();
  const database = new Database(join(francs.folder, 'record.sqlite'));
  database
    .prepare('UPDATE positions SET worth = replace(worth, \'"15"\', \'"15.0000000000000000015"\')')
    .run();
  database.exec(await readFile(join(migrationsFolder, 'record/0040_in_base.sql'), 'utf8'));
  sealRows(database);
  database.close();
  const { record } = await openTemporary(francs.folder);
  const feesOf = async () => (await record.read.positions.last(desk.own, heldId(share.id)))?.worth?.fees;
  expect((await feesOf())?.known.toString()).toBe('15.0000000000000000015');
  await foldUnfolded({ store: record, onProgress: () => undefined });
  expect((await feesOf())?.known.toString()).toBe('15');
});
