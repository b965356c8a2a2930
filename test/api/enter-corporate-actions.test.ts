import { afterEach, beforeEach, expect, test } from 'vitest';
import { createActivityHandlers } from '#src/api/handlers/activity-handlers.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { readGains } from '#src/application/portfolio/read-gains.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import type { CallInput } from '#src/contract/contract.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { accountId, currency, instrumentId } from '#src/domain/ids.ts';
import { importedShare } from '#src/domain/pair-of-coin.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { sampleFill } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const own = accountId('own');
const second = accountId('second');
const borrowing = accountId('borrowing');
const may = Date.UTC(2025, 4, 1);
const acme = instrumentId('import:ACME');
const child = instrumentId('import:CHILD');

let workspace: Workspace;

/** Two accounts of history, in a portfolio that is measured in USDT. */
beforeEach(async () => {
  const files = await openTemporary(await temporaryWorkspace());
  for (const id of [own, second, borrowing]) {
    const mayBorrow = id === borrowing;
    const account = { id, name: id, mode: 'history', environment: undefined, mayBorrow } as const;
    await openAccount(files.record, openingAccount(coin, may, { account, deposit: { id: `deposit ${id}` } }));
  }
  workspace = await openWorkspace(workspaceNeeds({ files, clock: createFakeClock(Date.UTC(2026, 0, 15)) }));
});

afterEach(() => workspace.close());

type Movement = CallInput<'activity.enter'>['movement'];

async function enter(
  part: Partial<Omit<Movement, 'accountId' | 'into' | 'asset' | 'on'>> & {
    readonly into?: { readonly instrumentId: typeof acme; readonly quantity: string };
  },
  { isNewAsset = false, isTrial = false, of = acme, account = own } = {},
) {
  const runs = {
    inTurn: <Value>(_: unknown, work: () => Promise<Value>) => work(),
    showAnew: () => workspace.reload(),
  };
  const { counterAccountId: counter, ...rest } = part;
  return createActivityHandlers(() => workspace, runs)['activity.enter']({
    movement: {
      type: 'deposit',
      time: may,
      amount: '0',
      ...rest,
      accountId: account,
      asset: { kind: 'instrument', instrumentId: of },
      counterAccountId: counter === undefined ? undefined : accountId(counter),
    },
    isNewAsset,
    isTrial,
  });
}

async function bring(amount: string, cost: string) {
  const told = { amount, cost: { currency: 'USDT', amount: cost } };
  expect(await enter(told, { isNewAsset: true })).toMatchObject({ ok: true });
}

async function held(account = own): Promise<readonly string[]> {
  const open = await workspace.store.read.positions.active([account]);
  return open
    .map(({ held: of, quantity, cost, realised }) => [of, quantity, cost, realised].map(String).join(' '))
    .toSorted();
}

async function problems(answer: ReturnType<typeof enter>): Promise<readonly string[]> {
  const told = await answer;
  if (told.ok || told.error.code !== 'INVALID_MOVEMENT') throw new Error('it was taken');
  return told.error.problems.map(({ field, code }) => `${field} ${code}`);
}

test('shares come by quantity; one that the record does not know has to be said new', async () => {
  const told = { amount: '10', cost: { currency: 'USDT', amount: '5000' } };
  expect(await problems(enter(told))).toEqual(['asset UNKNOWN_ASSET']);
  expect(await enter(told, { isNewAsset: true, isTrial: true })).toMatchObject({
    value: { effects: [{ asset: { kind: 'instrument', instrumentId: acme }, before: '0', after: '10' }] },
  });
  expect(await held()).toEqual([]);
  expect(await workspace.store.read.instruments.find(acme)).toBeUndefined();
  await bring('10', '5000');
  expect(await held()).toEqual(['import:ACME 10 5000 0']);
});

test('25 shares at 100, 1:10, 480 for the half: 2 shares that cost 2,000, result −20', async () => {
  await bring('25', '2500');
  const split = { type: 'split', time: may + 1, ratio: { new: 1, old: 10 } } as const;
  expect(await problems(enter({ ...split, cash: '480' }))).toEqual(['amount FRACTION_MISSING']);
  expect(await problems(enter({ ...split, amount: '0.5', cash: '0' }))).toEqual(['cash CASH_MISSING']);
  expect(await problems(enter({ ...split, ratio: { new: 0, old: 1 } }))).toEqual(['ratio NO_RATIO']);
  const whole = { ...split, amount: '0.5', cash: '480' };
  expect(await enter(whole, { isTrial: true })).toMatchObject({
    value: {
      effects: [
        { asset: { instrumentId: acme }, before: '25', after: '2' },
        { asset: { currency: 'USDT' }, before: '1000', after: '1480' },
      ],
    },
  });
  await enter(whole);
  expect(await held()).toEqual(['import:ACME 2 2000 -20']);
});

test('10 parents that cost 1,000, and 5 spun off with a tenth of it: 900 and 100', async () => {
  await bring('10', '1000');
  const off = { type: 'spin-off', time: may + 1, ratio: { new: 10, old: 100 } } as const;
  expect(await problems(enter(off))).toEqual(['into INTO_MISSING']);
  const into = { instrumentId: child, quantity: '5' };
  expect(await problems(enter({ ...off, into }))).toEqual(['into UNKNOWN_ASSET']);
  await enter({ ...off, into }, { isNewAsset: true });
  expect(await held()).toEqual(['import:ACME 10 900 0', 'import:CHILD 5 100 0']);
  const [one] = await workspace.store.read.positions.active([own]);
  expect(one && (await workspace.store.read.positions.lots(one, one.quantity)).lots[0]?.openedAt).toBe(may);
});

test('a rename takes everything along, a merger leaves what its cash paid for, and capital is paid back', async () => {
  await bring('10', '1000');
  await enter({ type: 'return-of-capital', time: may + 1, amount: '50' });
  expect(await held()).toEqual(['import:ACME 10 950 0']);
  const merger = { type: 'merger', time: may + 2, amount: '10', cash: '150' } as const;
  await enter({ ...merger, into: { instrumentId: child, quantity: '20' } }, { isNewAsset: true });
  expect(await held()).toEqual(['import:CHILD 20 800 0']);
  expect(await problems(enter({ ...merger, into: { instrumentId: acme, quantity: '20' } }))).toEqual([
    'into SAME_INSTRUMENT',
  ]);
});

test('rights have the cost that is told, what lapses leaves for nothing, and a transfer takes shares along', async () => {
  await bring('10', '1000');
  await enter(
    { type: 'rights', amount: '4', cost: { currency: 'USDT', amount: '0' } },
    { isNewAsset: true, of: child },
  );
  expect(await held()).toEqual(['import:ACME 10 1000 0', 'import:CHILD 4 0 0']);
  await enter({ type: 'expiry', time: may + 1, amount: '4' }, { of: child });
  await enter({ type: 'transfer', time: may + 2, amount: '6', counterAccountId: 'second' });
  expect(await held()).toEqual(['import:ACME 4 400 0']);
  expect(await held(second)).toEqual(['import:ACME 6 600 0']);
  expect(
    await problems(enter({ type: 'transfer', amount: '6', fee: '1', counterAccountId: 'second' })),
  ).toEqual(['fee FEE_NOT_TAKEN']);
  expect(await problems(enter({ type: 'interest', amount: '6' }))).toEqual(['asset OF_MONEY']);
});

/** 25 shares that the account borrowed, at 100. */
async function soldShort() {
  await traded('SELL', '25', may);
}

async function traded(side: Side, quantity: string, time: number) {
  const instrument = importedShare(acme, currency('USDT'));
  const fill = sampleFill(1, {
    accountId: borrowing,
    instrumentId: acme,
    side,
    quantity: Decimal.from(quantity),
    price: Decimal.from('100'),
    fee: { currency: currency('USDT'), amount: Decimal.zero },
    time,
    source: 'import',
  });
  await workspace.store.transact(async (unit) => {
    await unit.instruments.saveMany([instrument]);
    await bookFills(unit, [fill]);
  });
}

const into = (quantity: string) => ({ into: { instrumentId: child, quantity } });
const ofShort = { account: borrowing, isNewAsset: true } as const;

test('of a short the fraction is bought back, capital is charged and what is spun off is owed: told with a minus', async () => {
  await soldShort();
  const split = { type: 'split', time: may + 1, ratio: { new: 1, old: 10 }, cash: '480' } as const;
  expect(await problems(enter({ ...split, amount: '0.5' }, ofShort))).toEqual(['amount SHORT_WITHOUT_MINUS']);
  await enter({ ...split, amount: '-0.5' }, ofShort);
  // It brought in 500, and 480 were paid.
  expect(await held(borrowing)).toEqual(['import:ACME -2 -2000 20']);
  const capital = { type: 'return-of-capital', time: may + 2 } as const;
  expect(await problems(enter({ ...capital, amount: '100' }, ofShort))).toEqual([
    'amount SHORT_WITHOUT_MINUS',
  ]);
  await enter({ ...capital, amount: '-100' }, ofShort);
  expect(await held(borrowing)).toEqual(['import:ACME -2 -1900 20']);
  const off = { type: 'spin-off', time: may + 3, ratio: { new: 10, old: 100 } } as const;
  expect(await problems(enter({ ...off, ...into('1') }, ofShort))).toEqual([
    'intoQuantity SHORT_WITHOUT_MINUS',
  ]);
  await enter({ ...off, ...into('-1') }, ofShort);
  expect(await held(borrowing)).toEqual(['import:ACME -2 -1710 20', 'import:CHILD -1 -190 0']);
});

test('a short takes no part in a merger or a transfer, and what is not short in none of its own', async () => {
  await soldShort();
  const merger = { type: 'merger', time: may + 1, amount: '25', ...into('10') } as const;
  expect(await problems(enter(merger, ofShort))).toEqual(['amount OF_A_SHORT']);
  const moved = { type: 'transfer', time: may + 1, amount: '25', counterAccountId: 'second' } as const;
  expect(await problems(enter(moved, ofShort))).toEqual(['amount OF_A_SHORT']);
  const owed = { type: 'rights', time: may + 1, amount: '-5' } as const;
  expect(await problems(enter(owed, { ...ofShort, of: child }))).toEqual(['amount RIGHTS_OWED']);
  // Before it was sold there was no short.
  expect(await enter({ ...moved, time: may - 1 }, { ...ofShort, isTrial: true })).toMatchObject({ ok: true });
  await bring('10', '1000');
  const capital = { type: 'return-of-capital', time: may + 1, amount: '-5' } as const;
  expect(await problems(enter(capital))).toEqual(['amount NEGATIVE']);
});

test('what a short owes of a child that is held is delivered of that, and gains alike in positions and in the report', async () => {
  const told = { amount: '3', cost: { currency: 'USDT', amount: '150' } };
  await enter(told, { ...ofShort, of: child });
  await soldShort();
  const off = { type: 'spin-off', time: may + 1, ratio: { new: 10, old: 100 }, ...into('-1') } as const;
  await enter(off, ofShort);
  // A tenth of 2,500 less what one of the three had cost.
  expect(await held(borrowing)).toEqual(['import:ACME -25 -2250 0', 'import:CHILD 2 100 200']);
  const question = { accountIds: [borrowing], from: 0, to: Date.UTC(2026, 0, 1), zone: 'UTC', methods: [] };
  const { disposals } = await readGains(
    workspace.store.read,
    { ...question, skip: 0, most: 9 },
    new AbortController().signal,
  );
  expect(disposals.map(({ held: of, quantity, gain }) => [of, quantity, gain])).toEqual([
    [child, '1', '200'],
  ]);
});

test('what left and was never seen to come in makes no short of what is bought later', async () => {
  await enter({ type: 'withdrawal', time: may, amount: '10' }, ofShort);
  await traded('BUY', '5', may + 1);
  const merger = { type: 'merger', time: may + 2, amount: '5', ...into('10') } as const;
  expect(await enter(merger, ofShort)).toMatchObject({ ok: true });
  expect(await held(borrowing)).toEqual(['import:CHILD 10 500 0']);
});

test('what is spun off comes in where what it was spun off from was never seen, at a cost that nobody knows', async () => {
  const off = { type: 'spin-off', ratio: { new: 10, old: 100 }, ...into('5') } as const;
  expect(await enter(off, { isNewAsset: true })).toMatchObject({
    value: { effects: [{ asset: { instrumentId: child }, before: '0', after: '5' }] },
  });
  const [one] = await workspace.store.read.positions.active([own]);
  expect([one?.held, one?.quantity.toString(), one?.uncosted.toString()]).toEqual([child, '5', '5']);
});
