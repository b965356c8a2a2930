import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActivityHandlers } from '#src/api/handlers/activity-handlers.ts';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { readPortfolio } from '#src/application/portfolio/value-portfolio.ts';
import { setFlowRate } from '#src/application/portfolio/set-flow-rate.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import type { CallInput, CallRequest } from '#src/contract/contract.ts';
import { accountId, currency, importId, portfolioId } from '#src/domain/ids.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';
import { importInto } from '#test/application/imports/imported-history.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { decimal } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const own = accountId('own');
const second = accountId('second');
const paper = accountId('paper');
const main = portfolioId('main');
const may = Date.UTC(2025, 4, 1);
const now = Date.UTC(2026, 0, 15);

let workspace: Workspace;
let shown: number;
let clock: FakeClock;
/** Units of work that the disk still takes, but for what one is begun for. */
let lets: number;
const runs = {
  inTurn: <Value>(_target: unknown, work: () => Promise<Value>) => work(),
  async showAnew() {
    shown += 1;
    await workspace.reload();
  },
};

/** Two accounts of history and one of paper, with 1,000 USDT each. */
beforeEach(async () => {
  shown = 0;
  lets = Infinity;
  clock = createFakeClock(now);
  const files = await openTemporary(await temporaryWorkspace());
  const { record } = files;
  await record.transact((unit) => unit.instruments.saveMany([coin]));
  for (const [id, name, mode] of [
    [own, 'Own', 'history'],
    [second, 'Second', 'history'],
    [paper, 'Paper', 'paper'],
  ] as const) {
    const environment = mode === 'paper' ? 'live' : undefined;
    const account = { id, name, mode, environment, mayBorrow: false } as const;
    await openAccount(record, openingAccount(coin, may, { account, deposit: { id: `deposit ${id}` } }));
  }
  const onDisk: RecordStore = {
    read: record.read,
    begin: () => record.begin(),
    transact: (work, importance) =>
      (lets -= 1) < 0
        ? Promise.reject(new NoRoomError('the disk is full'))
        : record.transact(work, importance),
  };
  workspace = await openWorkspace(workspaceNeeds({ files: { ...files, record: onDisk }, clock }));
});

afterEach(() => workspace.close());

/** Of money or a coin, by its code. */
type Movement = Omit<CallInput<'activity.enter'>['movement'], 'asset' | 'into' | 'on'> & {
  readonly asset: string;
};
type More = Partial<Omit<CallRequest<'activity.enter'>, 'movement'>>;

const deposit: Movement = { accountId: 'own', type: 'deposit', time: may, asset: 'COIN', amount: '1' };

function handlers() {
  return createActivityHandlers(() => workspace, runs);
}

async function enter(movement: Partial<Movement> = {}, more: More = {}) {
  const { accountId: account, counterAccountId: counter, asset, ...rest } = { ...deposit, ...movement };
  return handlers()['activity.enter']({
    movement: {
      ...rest,
      asset: { kind: 'currency', currency: asset },
      accountId: accountId(account),
      counterAccountId: counter === undefined ? undefined : accountId(counter),
    },
    isNewAsset: false,
    isTrial: false,
    ...more,
  });
}

async function held(account = own): Promise<string | undefined> {
  const open = await workspace.store.read.positions.active([account]);
  return open.map(({ held: of, quantity }) => `${quantity.toString()} ${of}`).join();
}

async function entries(filter: CallRequest<'activity.page'>['filter'] = {}) {
  const answer = await handlers()['activity.page']({
    portfolioId: main,
    filter,
    direction: 'ascending',
    limit: 100,
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.rows.flatMap((row) => (row.kind === 'entry' && row.time >= may ? [row] : []));
}

async function problems(answer: ReturnType<typeof enter>): Promise<readonly string[]> {
  const told = await answer;
  if (told.ok || told.error.code !== 'INVALID_MOVEMENT') throw new Error('it was taken');
  return told.error.problems.map(({ field, code }) => `${field} ${code}`);
}

test('a deposit is told before it is done, recorded with its cost, and its position follows', async () => {
  const cost = { currency: 'USDT', amount: '20000' };
  const more = { cost, acquiredAt: may - 1000 };
  const asset = { kind: 'currency', currency: 'COIN' } as const;
  const effects = [{ accountId: own, asset, before: '0', after: '1' }];
  expect(await enter(more, { isTrial: true })).toMatchObject({ ok: true, value: { effects } });
  expect(await held()).toBe('');
  expect(shown).toBe(0);
  expect(await enter(more)).toMatchObject({ ok: true, value: { effects } });
  expect(shown).toBe(1);
  expect(await held()).toBe('1 COIN');
  expect(await entries({ asset: { text: 'coin', instrumentIds: [] } })).toMatchObject([
    { type: 'deposit', amount: '1', cost, acquiredAt: may - 1000, source: 'hand', state: 'counts' },
  ]);
  expect(await workspace.store.read.audit.findLast({ action: 'entered' })).toMatchObject({
    actor: 'trader',
    subject: 'movements of account own',
  });
});

test('it is corrected by a new entry and taken back, each once; positions and paid in follow', async () => {
  await enter();
  const [before] = await entries({ kind: 'deposit', asset: { text: 'coin', instrumentIds: [] } });
  const corrects = before?.id ?? '';
  expect(await enter({ amount: '0.4' }, { corrects })).toMatchObject({
    value: { effects: [{ before: '1', after: '0.4' }] },
  });
  expect(await held()).toBe('0.4 COIN');
  expect(await problems(enter({ amount: '0.3' }, { corrects }))).toEqual(['entry ALREADY_CORRECTED']);
  const [after] = await entries({ asset: { text: 'coin', instrumentIds: [] } });
  expect(after).toMatchObject({ corrects, amount: '0.4' });
  const back = { id: after?.id ?? '', isTrial: false };
  expect(await handlers()['activity.takeBack'](back)).toMatchObject({
    value: { effects: [{ before: '0.4', after: '0' }] },
  });
  expect(await held()).toBe('');
  const { facts } = await readPortfolio(workspace.values, main);
  expect(facts.cash.map(({ currency: code, amount }) => `${amount.toString()} ${code}`)).toEqual([
    '3000 USDT',
  ]);
  expect(await handlers()['activity.takeBack'](back)).toMatchObject({
    error: { problems: [{ field: 'entry', code: 'ALREADY_CORRECTED' }] },
  });
  expect((await workspace.store.read.ledger.deposited(own)).map(({ amount }) => amount.toString())).toEqual([
    '0',
    '1000',
  ]);
});

test('a transfer is two entries of one link with its fee, and goes back as a whole', async () => {
  await enter();
  const transfer = { type: 'transfer', amount: '1', fee: '0.001', counterAccountId: 'second' } as const;
  expect(await enter({ ...transfer, time: may + 1 })).toMatchObject({
    value: {
      effects: [
        { accountId: own, before: '1', after: '0' },
        { accountId: second, before: '0', after: '0.999' },
      ],
    },
  });
  expect(await held()).toBe('');
  expect(await held(second)).toBe('0.999 COIN');
  const moved = (await entries()).filter(({ time }) => time === may + 1);
  expect(moved.map(({ type, amount }) => `${type} ${amount}`).toSorted()).toEqual([
    'fee -0.001',
    'transfer -0.999',
    'transfer 0.999',
  ]);
  expect(new Set(moved.map(({ link }) => link)).size).toBe(1);
  expect(moved[0]?.link).toBeDefined();
  await handlers()['activity.takeBack']({ id: moved[1]?.id ?? '', isTrial: false });
  expect(await held()).toBe('1 COIN');
  expect(await held(second)).toBe('');
});

// portfolio-performance/portfolio issue 3450 and ib-edavki/ib-edavki issues 4 and 136: brokers do both.
test('tax that is credited back, and a dividend that is reversed, have a minus', async () => {
  expect(await enter({ type: 'tax', asset: 'USDT', amount: '61.83' })).toMatchObject({ ok: true });
  expect(await enter({ type: 'tax', asset: 'USDT', amount: '-61.83', time: may + 1 })).toMatchObject({
    ok: true,
    value: { effects: [{ before: '938.17', after: '1000' }] },
  });
  expect(await enter({ type: 'dividend', asset: 'USDT', amount: '-456.61' })).toMatchObject({
    ok: true,
    value: { effects: [{ before: '1000', after: '543.39' }] },
  });
});

test('what cannot be is refused by the core too, with its field', async () => {
  expect(await problems(enter({ time: now + 1 }))).toEqual(['time IN_FUTURE']);
  expect(await problems(enter({ amount: '0' }))).toEqual(['amount ZERO']);
  expect(await problems(enter({ amount: '-1' }))).toEqual(['amount NEGATIVE']);
  expect(await problems(enter({ accountId: 'paper' }))).toEqual(['account PAPER_ACCOUNT']);
  expect(await problems(enter({ asset: 'NOSUCH' }))).toEqual(['asset UNKNOWN_ASSET']);
  expect(await problems(enter({ cost: { currency: 'COIN', amount: '1' } }))).toEqual(['cost COST_NOT_MONEY']);
  expect(await problems(enter({ acquiredAt: may + 1 }))).toEqual(['acquired AFTER_ARRIVAL']);
  expect(await problems(enter({ type: 'transfer', counterAccountId: 'own' }))).toEqual([
    'counterAccount SAME_ACCOUNT',
  ]);
  expect(await problems(enter({ type: 'withdrawal', fee: '1' }))).toEqual(['fee FEE_TOO_LARGE']);
  expect(await problems(enter({ type: 'loss', cost: { currency: 'EUR', amount: '1' } }))).toEqual([
    'cost NOTHING_CAME',
  ]);
  expect(await enter({}, { corrects: 'none' })).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(await held()).toBe('');
  expect(await enter({ asset: 'NOSUCH' }, { isNewAsset: true })).toMatchObject({ ok: true });
});

test('a correction of an imported entry goes with the import, and the file brings the entry again', async () => {
  const row = {
    line: 2,
    time: may,
    type: 'deposit',
    currency: currency('COIN'),
    amount: decimal('2'),
  } as const;
  const bring = () => importInto(workspace.store, 'Own', [], [{ ...row, reference: 'R' }]);
  await bring();
  const imported = async () => (await entries({ source: 'import' }))[0]?.id ?? '';
  await enter({ amount: '1.5' }, { corrects: await imported() });
  expect(await held()).toBe('1.5 COIN');
  const [run] = await workspace.store.read.imports.list();
  await undoImport({ store: workspace.store, clock: workspace.clock }, importId(run?.id ?? ''));
  expect(await held()).toBe('');
  expect(await entries({ source: 'import', corrected: true })).toEqual([]);
  await bring();
  expect(await held()).toBe('2 COIN');
  await enter({ amount: '1.25' }, { corrects: await imported() });
  expect(await held()).toBe('1.25 COIN');
});

test('a rate that was given by hand holds for the correction of the same moment, and one of another says that it is lost', async () => {
  await enter();
  const flow = async () =>
    (await workspace.store.read.rates.flows(own, currency('USDT'), { limit: 9 })).rows[0];
  const { store } = workspace;
  const given = { portfolioId: main, seen: undefined, rate: decimal('20000') };
  const movementId = (await flow())?.id ?? '';
  expect(await setFlowRate({ store, clock }, { ...given, movementId })).toMatchObject({ ok: true });
  const same = await enter({ amount: '0.5' }, { corrects: movementId });
  expect(same).toMatchObject({ value: { lostRates: [] } });
  expect(await flow()).toMatchObject({ cash: { amount: decimal('0.5') }, rate: { source: 'trader' } });
  expect((await flow())?.rate?.rate.toString()).toBe('20000');
  const lostRates = [{ accountId: own, currency: 'COIN', into: 'USDT', rate: '20000' }];
  const later = { time: may + 60_000 };
  const corrects = (await flow())?.id ?? '';
  expect(await enter(later, { corrects, isTrial: true })).toMatchObject({ value: { lostRates } });
  expect(await enter(later, { corrects })).toMatchObject({ value: { lostRates } });
  expect((await flow())?.rate).toBeUndefined();
});

test('the curve is broken where the record was changed by hand', async () => {
  const { audit } = workspace.store.read;
  expect(await audit.times('movements of account own')).toEqual([]);
  await enter();
  expect(await audit.times('movements of account own')).toEqual([now]);
});

test.each([1, 2, 3])(
  'what is recorded is told so where the disk fills %i steps later, and is folded once there is room',
  async (steps) => {
    await enter();
    // One for the point of the curve.
    lets = steps;
    expect(await enter({ amount: '2' })).toMatchObject({ value: { effects: [{ before: '1', after: '3' }] } });
    expect(await entries({ asset: { text: 'coin', instrumentIds: [] } })).toHaveLength(2);
    expect(await workspace.store.read.positions.unfolded()).toHaveLength(1);
    lets = Infinity;
    await clock.advance(10_000);
    await vi.waitFor(async () => expect(await workspace.store.read.positions.unfolded()).toEqual([]));
    expect(await held()).toBe('3 COIN');
  },
);
