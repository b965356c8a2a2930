import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { createPortfolioHandlers } from '#src/api/handlers/portfolio-handlers.ts';
import { createPriceHandlers } from '#src/api/handlers/price-handlers.ts';
import { accountId, portfolioId } from '#src/domain/ids.ts';
import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import { fill, importInto, start } from '#test/application/imports/imported-history.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const hour = 3_600_000;
const main = portfolioId('main');

let clock: FakeClock;
let workspace: Workspace;

/** 1,000 paid in; one bought for 500, of which nobody tells a price. */
beforeEach(async () => {
  clock = createFakeClock(start);
  const files = await openTemporary(await temporaryWorkspace());
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  const account = { id: accountId('own'), name: 'Own', environment: undefined, mode: 'history' } as const;
  await openAccount(files.record, openingAccount(coin, start, { account }));
  await importInto(
    files.record,
    'Binance',
    [fill(0, 'BUY', '1', '500')],
    [],
    undefined,
    (id) => recordPieces(files.record, id),
    false,
    clock,
  );
  workspace = await openWorkspace(workspaceNeeds({ files, clock }));
});

afterEach(() => workspace.close());

async function pass(milliseconds: number): Promise<void> {
  await clock.advance(milliseconds);
  for (let turn = 0; turn < 4; turn += 1) await clock.advance(250);
}

async function valuation() {
  const handlers = createPortfolioHandlers(() => workspace);
  const summary = await handlers['portfolio.summary']({ portfolioId: main });
  if (!summary.ok) throw new Error(summary.error.code);
  return summary.value.valuation;
}

async function heldInstrument() {
  const [instrumentId] = (await valuation()).missing?.instrumentIds ?? [];
  if (instrumentId === undefined) throw new Error('every position has a price');
  const accounts = await workspace.store.read.accounts.list();
  const [position] = await workspace.store.read.positions.active(accounts.map(({ id }) => id));
  if (position?.instrumentId !== instrumentId) throw new Error('another one is held');
  return { kind: 'instrument', instrumentId: position.instrumentId } as const;
}

test('a price of one’s own makes the sums whole and says where it is from, until it is taken away', async () => {
  const prices = createPriceHandlers(() => workspace);
  const of = await heldInstrument();
  const before = await valuation();
  expect(before.equity).toMatchObject({ isWhole: false, missing: { positions: 1, currencies: [] } });
  await pass(hour);
  const pointsBefore = await workspace.store.read.portfolios.snapshots(main, 0, clock.now() + 1);
  expect(pointsBefore).toEqual([]);

  expect(await prices['prices.give']({ of, choice: { source: 'hand', price: '0' } })).toMatchObject({
    ok: false,
    error: { code: 'INVALID_TERMS', problems: [{ field: 'price', code: 'PRICE_NOT_POSITIVE' }] },
  });
  expect(await prices['prices.give']({ of, choice: { source: 'hand', price: '620' } })).toMatchObject({
    ok: true,
  });
  await pass(hour);
  const given = await valuation();
  // 500 of the purchase by then are 620.
  expect(given.unrealised).toEqual({ isWhole: true, total: '120' });
  expect(given.missing).toEqual({ instrumentIds: [], currencies: [], flows: 0 });
  expect(given.given).toMatchObject([{ of, source: 'hand', price: '620', isUsed: true }]);
  expect(given.equity?.isWhole).toBe(true);

  await prices['prices.takeAway']({ of });
  await pass(hour);
  const after = await valuation();
  expect([after.equity, after.given]).toEqual([before.equity, []]);
});

test('a fee that nobody told is missing from the fees and from the net profit, and the price that is given does not change that', async () => {
  const of = await heldInstrument();
  await createPriceHandlers(() => workspace)['prices.give']({ of, choice: { source: 'hand', price: '620' } });
  await pass(hour);
  const { fees, netProfit } = await valuation();
  const missing = {
    positions: 0,
    currencies: [],
    flows: 0,
    fees: 1,
    costs: 0,
    results: 0,
    purchases: 0,
    movements: 0,
  };
  expect(fees).toEqual({ isWhole: false, known: '0', missing });
  expect(netProfit).toMatchObject({ isWhole: false, missing });
});
