import { afterEach, beforeEach, expect, test } from 'vitest';
import { createActivityHandlers } from '#src/api/handlers/activity-handlers.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import type { ActivityInfo } from '#src/contract/activity.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { accountId, currency, importId, instrumentId, ledgerEntryId, portfolioId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { importInto } from '#test/application/imports/imported-history.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { decimal, sampleFill } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const own = accountId('own');
const main = portfolioId('main');
const day = (date: number) => Date.UTC(2025, 4, date);

let workspace: Workspace;
const runs = {
  inTurn: <Value>(_target: unknown, work: () => Promise<Value>) => work(),
  showAnew: () => workspace.reload(),
};

/** 1,000 USDT paid in on 1 May, a trade a day from the 2nd to the 6th, a reward in between, at the time of a trade. */
beforeEach(async () => {
  const clock = createFakeClock(Date.UTC(2026, 0, 15));
  const files = await openTemporary(await temporaryWorkspace());
  const { record } = files;
  await record.transact((unit) => unit.instruments.saveMany([coin]));
  const account = { id: own, name: 'Own', environment: undefined, mode: 'history' } as const;
  await openAccount(record, openingAccount(coin, day(1), { account }));
  const fills = [2, 3, 4, 5, 6].map((date) =>
    sampleFill(1, {
      accountId: own,
      instrumentId: coin.id,
      side: date === 6 ? 'SELL' : 'BUY',
      quantity: decimal('0.5'),
      price: decimal('200'),
      venueTradeId: String(date),
      fee: { currency: currency('USDT'), amount: decimal('0.1') },
      time: day(date),
    }),
  );
  await record.transact((unit) => bookFills(unit, fills));
  await record.transact((unit) => unit.ledger.append([reward]));
  workspace = await openWorkspace(workspaceNeeds({ files, clock }));
});

afterEach(() => workspace.close());

const reward: LedgerEntry = {
  id: ledgerEntryId('reward'),
  accountId: own,
  type: 'reward',
  time: day(4),
  cash: { currency: currency('COIN'), amount: decimal('0.25') },
  instrumentId: undefined,
  quantity: undefined,
  note: 'Learn and Earn',
};

type Asked = Partial<CallRequest<'activity.page'>>;

async function page(asked: Asked = {}) {
  const answer = await createActivityHandlers(() => workspace, runs)['activity.page']({
    portfolioId: main,
    filter: {},
    direction: 'descending',
    limit: 100,
    ...asked,
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

function line(row: ActivityInfo): string {
  const { time, amount, asset, source } = row;
  const name = asset?.kind === 'currency' ? asset.currency : asset?.instrumentId;
  const kind =
    row.kind === 'trade' ? row.side : `${row.type}${row.state === 'counts' ? '' : ` ${row.state}`}`;
  return `${new Date(time).getUTCDate()} ${kind} ${amount} ${name} ${source}`;
}

async function lines(filter: Asked['filter'] = {}): Promise<readonly string[]> {
  return (await page({ filter })).rows.map(line);
}

const everything = [
  '6 SELL -0.5 COIN venue',
  '5 BUY 0.5 COIN venue',
  '4 BUY 0.5 COIN venue',
  '4 reward 0.25 COIN hand',
  '3 BUY 0.5 COIN venue',
  '2 BUY 0.5 COIN venue',
  '1 deposit 1000 USDT hand',
];

test('trades and movements stand in one list, the newest first, each with what it moved', async () => {
  expect(await lines()).toEqual(everything);
  const { rows, total, exact } = await page();
  expect({ total, exact }).toEqual({ total: 7, exact: true });
  expect(rows[0]).toMatchObject({
    price: '200',
    counter: { currency: 'USDT', amount: '100' },
    fee: { currency: 'USDT', amount: '0.1' },
    worth: '100',
  });
  expect(rows[1]).toMatchObject({ counter: { currency: 'USDT', amount: '-100' } });
  expect(rows[3]).toMatchObject({ note: 'Learn and Earn', state: 'counts', worth: undefined });
  expect(rows[6]).toMatchObject({ worth: '1000' });
});

test('a contract moves no money when it is traded: none is told as paid or received', async () => {
  const contract = { ...coin, id: instrumentId('import:PERP'), symbol: 'PERP', kind: 'perpetual' } as const;
  const fill = sampleFill(2, { accountId: own, instrumentId: contract.id, time: day(7) });
  await workspace.store.transact(async (unit) => {
    await unit.instruments.saveMany([contract]);
    await bookFills(unit, [fill]);
  });
  const [row] = (await page()).rows;
  expect(row).toMatchObject({ kind: 'trade', instrumentId: contract.id, price: fill.price.toString() });
  expect(row).toMatchObject({ counter: undefined, worth: undefined });
});

test.each([1, 2, 3, 5])(
  'pages of %i leave nothing out and repeat nothing, in both directions',
  async (limit) => {
    for (const direction of ['descending', 'ascending'] as const) {
      const read: string[] = [];
      let after: string | undefined;
      do {
        const { rows, next } = await page({ limit, direction, after });
        expect(rows.length).toBeLessThanOrEqual(limit);
        read.push(...rows.map(line));
        after = next;
      } while (after !== undefined);
      expect(read.toSorted()).toEqual(everything.toSorted());
      const times = read.map((text) => Number.parseInt(text, 10));
      expect(times).toEqual(
        times.toSorted((one, other) => (direction === 'ascending' ? one - other : other - one)),
      );
    }
  },
);

test('it is narrowed by kind, asset, span, source and the text of a note', async () => {
  expect(await lines({ kind: 'trade', from: day(3), to: day(5) })).toEqual([
    '4 BUY 0.5 COIN venue',
    '3 BUY 0.5 COIN venue',
  ]);
  expect(await lines({ kind: 'reward' })).toEqual(['4 reward 0.25 COIN hand']);
  expect(await lines({ asset: { text: 'usd', instrumentIds: [] } })).toEqual(['1 deposit 1000 USDT hand']);
  expect(await lines({ asset: { text: 'coin', instrumentIds: [coin.id] } })).toEqual(everything.slice(0, 6));
  expect(await lines({ source: 'hand' })).toEqual(['4 reward 0.25 COIN hand', '1 deposit 1000 USDT hand']);
  expect(await lines({ note: 'LEARN and' })).toEqual(['4 reward 0.25 COIN hand']);
  expect(await lines({ accountId: accountId('another') })).toEqual([]);
});

test('what a file brought is told with its name, and is gone once the import is undone', async () => {
  const deposit = { line: 2, time: day(7), type: 'deposit', reference: 'R' } as const;
  await importInto(
    workspace.store,
    'Own',
    [],
    [{ ...deposit, currency: currency('COIN'), amount: decimal('1') }],
  );
  const [run] = await workspace.store.read.imports.list();
  const { rows } = await page({ filter: { source: 'import' } });
  expect(rows.map(line)).toEqual(['7 deposit 1 COIN import']);
  expect(rows[0]?.fileName).toBe(run?.fileName);
  await undoImport({ store: workspace.store, clock: workspace.clock }, importId(run?.id ?? ''));
  expect(await lines({ source: 'import' })).toEqual([]);
});

test('a correction stands in the place of what it corrected, which is told where it is asked for', async () => {
  const { store } = workspace;
  const id = ledgerEntryId('reward again');
  const amount = { currency: currency('COIN'), amount: decimal('0.2') };
  await store.transact((unit) => unit.ledger.append([{ ...reward, id, cash: amount, corrects: reward.id }]));
  expect(await lines({ kind: 'reward' })).toEqual(['4 reward 0.2 COIN hand']);
  expect(await lines({ kind: 'reward', corrected: true })).toEqual([
    '4 reward 0.2 COIN hand',
    '4 reward corrected 0.25 COIN hand',
  ]);
  const back: LedgerEntry = { ...reward, id: ledgerEntryId('back'), cash: undefined, corrects: id };
  await store.transact((unit) => unit.ledger.append([back]));
  expect(await lines({ kind: 'reward' })).toEqual([]);
  const answer = await createActivityHandlers(() => workspace, runs)['activity.corrections']({
    portfolioId: main,
    id: 'reward again',
  });
  expect(answer.ok && answer.value.entries.map(line)).toEqual([
    '4 reward corrected 0.25 COIN hand',
    '4 reward takenBack 0.2 COIN hand',
    '4 reward takesBack undefined undefined hand',
  ]);
});

test('neither another list’s cursor nor another portfolio is taken', async () => {
  const { next } = await page({ limit: 2 });
  await expect(page({ limit: 2, after: next, filter: { kind: 'trade' } })).rejects.toThrow(
    'no place of this list',
  );
  await expect(page({ portfolioId: portfolioId('other') })).rejects.toThrow('NOT_FOUND');
});
