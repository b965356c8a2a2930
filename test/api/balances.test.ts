import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBalanceHandlers } from '#src/api/handlers/balance-handlers.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import type { CallOutput, CallRequest } from '#src/contract/contract.ts';
import { accountId, currency, importId, portfolioId } from '#src/domain/ids.ts';
import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import { importInto } from '#test/application/imports/imported-history.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { historyInProcess } from '#test/fakes/history-in-process.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { decimal, sampleFill } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const now = Date.UTC(2026, 0, 15, 12);
const own = accountId('own');
const main = portfolioId('main');

let clock: FakeClock;
let workspace: Workspace;
let checks: number;

/** 1,000.005 USDT paid in and 0.5 COIN bought for 100 of them, both in May 2025. */
beforeEach(async () => {
  clock = createFakeClock(now);
  checks = 0;
  const files = await openTemporary(await temporaryWorkspace());
  const { record } = files;
  await record.transact((unit) => unit.instruments.saveMany([coin]));
  const account = { id: own, name: 'Own', environment: undefined, mode: 'history' } as const;
  await openAccount(
    record,
    openingAccount(coin, Date.UTC(2025, 4, 1), { account, deposit: { amount: decimal('1000.005') } }),
  );
  await record.transact((unit) => bookFills(unit, [bought('1', '0.5', Date.UTC(2025, 4, 2))]));
  workspace = await openWorkspace(
    workspaceNeeds({
      files,
      clock,
      openHistory: () => {
        const reader = historyInProcess(record, files.market);
        return {
          ...reader,
          check(...asked) {
            checks += 1;
            return reader.check(...asked);
          },
        };
      },
    }),
  );
});

afterEach(() => workspace.close());

function bought(venueTradeId: string, quantity: string, time: number) {
  const terms = { accountId: own, instrumentId: coin.id, quantity: decimal(quantity), price: decimal('200') };
  return sampleFill(1, { ...terms, venueTradeId, fee: undefined, time });
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await clock.advance(250);
}

function handlers() {
  return createBalanceHandlers(() => workspace);
}

function state(date: string, ...balances: readonly (readonly [string, string])[]) {
  return handlers()['balances.state']({
    accountId: own,
    day: date,
    balances: balances.map(([quantity, asset]) => ({ asset, quantity })),
  });
}

async function list(): Promise<CallOutput<'balances.list'>> {
  const answer = await handlers()['balances.list']({ portfolioId: main });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

async function told(): Promise<readonly string[]> {
  await settled();
  const { balances, isChecking } = await list();
  expect(isChecking).toBe(false);
  return balances.map(({ day: date, quantity, asset, recorded, difference, arose }) => {
    const name = asset.kind === 'currency' ? asset.currency : asset.instrumentId;
    const where = arose === undefined ? '' : ` since ${arose.after?.day}`;
    return `${date} ${quantity} ${name}: ${recorded}, ${difference}${where}`;
  });
}

test('what a statement says is checked at once, and the first day that differs is told with what moved before it', async () => {
  expect(await state('2025-06-30', ['0.5', 'coin'], ['900.01', 'USDT'])).toEqual({
    ok: true,
    value: { added: 2 },
  });
  expect(await state('2025-12-31', ['0.4', 'COIN'])).toEqual({ ok: true, value: { added: 1 } });
  expect(await told()).toEqual([
    '2025-06-30 0.5 COIN: 0.5, 0',
    '2025-12-31 0.4 COIN: 0.5, 0.1 since 2025-06-30',
    // 900.005 rounds half up to it.
    '2025-06-30 900.01 USDT: 900.005, 0',
  ]);
  const [valued] = workspace.valuations.latest();
  expect(valued?.statements.checked.filter(({ arose }) => arose !== undefined)).toHaveLength(1);

  const asset = { kind: 'currency', currency: 'COIN' } as const;
  const span = { accountId: own, asset, from: 0, to: Date.UTC(2026, 0, 1) };
  expect(await handlers()['balances.movements'](span)).toEqual({
    ok: true,
    value: {
      movements: [
        {
          time: Date.UTC(2025, 4, 2),
          amount: '0.5',
          kind: 'fill',
          instrumentId: coin.id,
          side: 'BUY',
          quantity: '0.5',
          price: '200',
        },
      ],
      total: 1,
      sum: '0.5',
    },
  });
  const after = { ...span, from: Date.UTC(2025, 6, 1) };
  expect(await handlers()['balances.movements'](after)).toMatchObject({ value: { movements: [], total: 0 } });
});

test('a late fill, and an import and its undo, have it checked again; a fill of now does not', async () => {
  await state('2025-12-31', ['0.6', 'COIN']);
  expect(await told()).toEqual(['2025-12-31 0.6 COIN: 0.5, -0.1 since undefined']);
  const late = bought('2', '0.1', Date.UTC(2025, 11, 31, 23, 59, 59, 999));
  await workspace.store.transact((unit) => bookFills(unit, [late]));
  workspace.follow([{ type: 'fillAdded', fill: late }]);
  expect((await list()).isChecking).toBe(true);
  expect(await told()).toEqual(['2025-12-31 0.6 COIN: 0.6, 0']);

  const before = checks;
  const fresh = bought('3', '7', Date.UTC(2026, 0, 1));
  await workspace.store.transact((unit) => bookFills(unit, [fresh]));
  workspace.follow([{ type: 'fillAdded', fill: fresh }]);
  expect(await told()).toEqual(['2025-12-31 0.6 COIN: 0.6, 0']);
  expect(checks).toBe(before);

  await importInto(
    workspace.store,
    'Own',
    [],
    [
      {
        line: 2,
        time: Date.UTC(2025, 5, 1),
        type: 'deposit',
        currency: currency('COIN'),
        amount: decimal('1'),
        reference: 'R',
      },
    ],
    undefined,
    (id) => recordPieces(workspace.store, id),
    false,
    clock,
  );
  await workspace.reload();
  expect(await told()).toEqual(['2025-12-31 0.6 COIN: 1.6, 1 since undefined']);
  const [run] = await workspace.store.read.imports.list();
  if (run === undefined) throw new Error('nothing was imported');
  await undoImport({ store: workspace.store, clock }, run.id);
  await workspace.reload();
  expect(await told()).toEqual(['2025-12-31 0.6 COIN: 0.6, 0']);
});

test('a correction takes its place and is kept beside what it corrects, and what is taken back is checked no more', async () => {
  await state('2025-12-31', ['0.4', 'COIN']);
  await told();
  const [first] = (await list()).balances;
  if (first === undefined) throw new Error('nothing is stated');
  expect(await handlers()['balances.correct']({ id: first.id, quantity: '0.50' })).toEqual({
    ok: true,
    value: {},
  });
  expect(await told()).toEqual(['2025-12-31 0.50 COIN: 0.5, 0']);
  expect(await handlers()['balances.correct']({ id: first.id, quantity: '3' })).toEqual({
    ok: false,
    error: { code: 'NOT_FOUND', what: 'balance', id: first.id },
  });
  const [second] = (await list()).balances;
  await handlers()['balances.takeBack']({ id: second?.id ?? '' });
  expect(await told()).toEqual([]);
  const { rows } = await workspace.store.read.audit.page({ limit: 10, after: undefined });
  const ofStatements = rows.filter(({ subject }) => subject.startsWith('balance of a statement'));
  expect(ofStatements.map(({ action }) => action)).toEqual(['taken back', 'corrected', 'stated']);
  expect(JSON.parse(ofStatements[1]?.detail ?? '')).toMatchObject({
    from: '0.4',
    to: '0.5',
    day: '2025-12-31',
  });
});

test('it is there after the workspace was closed, and is checked again as it opens', async () => {
  await state('2025-12-31', ['0.4', 'COIN']);
  const { folder } = workspace.files;
  await workspace.close();
  workspace = await openWorkspace(workspaceNeeds({ files: await openTemporary(folder), clock }));
  expect(await told()).toEqual(['2025-12-31 0.4 COIN: 0.5, 0.1 since undefined']);
});

test('a day ends by the clock of the zone that is given', async () => {
  const late = bought('2', '0.1', Date.UTC(2025, 11, 31, 23, 30));
  await workspace.store.transact((unit) => bookFills(unit, [late]));
  const given = { accountId: own, day: '2025-12-31', balances: [{ asset: 'COIN', quantity: '0.5' }] };
  await handlers()['balances.state']({ ...given, zone: 'Europe/Berlin' });
  expect(await told()).toEqual(['2025-12-31 0.5 COIN: 0.5, 0']);
  expect((await list()).zone).toBe('UTC');
});

test('nothing is told while an import into the account is half in', async () => {
  await state('2025-12-31', ['0.5', 'COIN']);
  await workspace.store.transact((unit) =>
    unit.imports.insert({
      id: importId('half'),
      accountId: own,
      fileName: 'a.csv',
      format: 'fills',
      state: 'writing',
      importedAt: now,
      fills: 0,
      leftOut: undefined,
      undoneAt: undefined,
      reader: undefined,
      digest: undefined,
    }),
  );
  expect(await told()).toEqual(['2025-12-31 0.5 COIN: undefined, undefined']);
});

type Stated = CallRequest<'balances.state'>['balances'];

test.each<[string, string, Stated, object]>([
  [
    'a day that is not over',
    '2026-01-15',
    [{ asset: 'COIN', quantity: '1' }],
    { field: 'day', code: 'DAY_NOT_OVER', endsAt: Date.UTC(2026, 0, 16) },
  ],
  [
    'an asset that the account never had',
    '2025-12-31',
    [
      { asset: 'COIN', quantity: '1' },
      { asset: 'DOGE', quantity: '1' },
    ],
    { field: 'asset', at: 1, code: 'ASSET_NEVER_HAD', had: ['COIN', 'USDT'] },
  ],
  [
    'more digits than any coin has',
    '2025-12-31',
    [{ asset: 'COIN', quantity: `0.${'0'.repeat(24)}1` }],
    { field: 'quantity', at: 0, code: 'TOO_MANY_PLACES', most: 24 },
  ],
  [
    'two amounts of one',
    '2025-12-31',
    [
      { asset: 'COIN', quantity: '1' },
      { asset: 'coin', quantity: '2' },
    ],
    { field: 'quantity', at: 1, code: 'STATED_OTHERWISE', stated: '1' },
  ],
])(
  '%s is refused with its place, and nothing of the statement is kept',
  async (_, date, balances, problem) => {
    const answer = await handlers()['balances.state']({ accountId: own, day: date, balances });
    expect(answer).toEqual({ ok: false, error: { code: 'INVALID_BALANCES', problems: [problem] } });
    expect((await list()).balances).toEqual([]);
  },
);

test('an account that is not there is refused; nothing may be stated of what it never had, and the same again is left out', async () => {
  const balances = [{ asset: 'DOGE', quantity: '0' }];
  const nobody = { accountId: accountId('nobody'), day: '2025-12-31', balances };
  expect(await handlers()['balances.state'](nobody)).toEqual({
    ok: false,
    error: { code: 'NOT_FOUND', what: 'account', id: 'nobody' },
  });
  expect(await state('2025-12-31', ['0', 'DOGE'])).toEqual({ ok: true, value: { added: 1 } });
  expect(await state('2025-12-31', ['0.00', 'doge'], ['0.5', 'COIN'])).toEqual({
    ok: true,
    value: { added: 1 },
  });
  expect(await told()).toEqual(['2025-12-31 0 DOGE: 0, 0', '2025-12-31 0.5 COIN: 0.5, 0']);
  expect(await state('2025-12-31', ['2', 'DOGE'])).toMatchObject({
    error: { problems: [{ code: 'ASSET_NEVER_HAD' }] },
  });
});
