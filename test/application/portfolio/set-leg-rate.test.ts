import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookEntries, bookFills } from '#src/application/orders/book-fills.ts';
import { setLegRate, type GivenLegRate } from '#src/application/portfolio/set-leg-rate.ts';
import { currency, portfolioId } from '#src/domain/ids.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  other,
  portfolio,
  sampleAccount,
  sampleEntry,
  sampleFill,
  samplePair,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const euro = currency('EUR');
const savings = portfolioId('savings');
const apart = portfolioId('apart');
const btcEur = samplePair('BTC', 'EUR');
const hour = 3_600_000;
const purchase = sampleFill(1, {
  accountId: main,
  quantity: decimal('1'),
  price: decimal('33000'),
  fee: undefined,
  time: startTime,
});

let files: WorkspaceFiles;

function coins(amount: string) {
  return { currency: currency('BTC'), amount: decimal(amount) };
}

/** Bought in one portfolio for USDT, sent to another and sold there for EUR. */
beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  await files.record.transact(async (unit) => {
    await unit.instruments.saveMany([btcEur]);
    for (const id of [savings, apart])
      await unit.portfolios.save({ ...portfolio, id, name: id, baseCurrency: euro });
    await unit.accounts.save({
      ...sampleAccount(other),
      portfolioId: savings,
      mode: 'history',
      mayBorrow: false,
    });
    const transfer = { type: 'transfer', link: 'sent' } as const;
    await bookFills(unit, [purchase]);
    await bookEntries(unit, [
      sampleEntry(2, { ...transfer, accountId: main, time: startTime + hour, cash: coins('-1') }),
      sampleEntry(3, { ...transfer, accountId: other, time: startTime + 2 * hour, cash: coins('1') }),
    ]);
    const sale = { accountId: other, instrumentId: btcEur.id, side: 'SELL', fee: undefined } as const;
    await bookFills(unit, [
      sampleFill(4, { ...sale, quantity: decimal('1'), price: decimal('35000'), time: startTime + 3 * hour }),
    ]);
  });
});
afterEach(() => files.close());

function give(given: Partial<GivenLegRate>) {
  const needs = {
    store: files.record,
    clock: { now: () => startTime + 9 * hour },
    onFolded: () => undefined,
    foldAnew: <Recorded>(record: () => Promise<Recorded>) => record(),
  };
  return setLegRate(needs, {
    portfolioId: savings,
    accountId: main,
    instrumentId: btc,
    movementId: purchase.id,
    currency: usdt,
    into: euro,
    rate: decimal('0.9'),
    ...given,
  });
}

test('a purchase of another portfolio that was carried to one is rated from there, and from no other', async () => {
  expect(await give({ portfolioId: apart })).toMatchObject({ ok: false, error: { what: 'movement' } });
  expect(await give({})).toMatchObject({ ok: true });
  const known = await files.record.read.rates.of(purchase.id, usdt, euro);
  expect(known?.rate.toString()).toBe('0.9');
});
