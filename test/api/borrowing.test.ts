import { describe, expect, it } from 'vitest';

import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { optionsFor } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { auditOf, desk } from '#test/composition/maintenance-desk.ts';

const header = 'time,symbol,side,quantity,price,fee,fee currency,order id';
/** Two are sold that never came in, and one is bought after that. */
const sold = [
  '2025-01-01T10:00:00Z,SOL/EUR,sell,2,150,0,EUR,1',
  '2025-01-02T10:00:00Z,SOL/EUR,buy,1,120,0,EUR,2',
];

async function opened() {
  const core = await desk();
  await core.open();
  async function begin(rows: readonly string[] = sold, columns = header): Promise<string> {
    const begun = await core.handlers['imports.begin']({ fileName: 'fills.csv' });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await core.handlers['imports.chunk']({ importId, text: [columns, ...rows].join('\n') });
    return importId;
  }
  async function commit(importId: string, accountName = 'Margin'): Promise<void> {
    const committed = await core.handlers['imports.commit']({ importId, accountName });
    if (!committed.ok) throw new Error(JSON.stringify(committed.error));
  }
  async function state() {
    const snapshot = await core.handlers['state.snapshot']({});
    if (!snapshot.ok) throw new Error('the state can always be read');
    return snapshot.value;
  }
  async function accountId(): Promise<string> {
    const found = (await state()).accounts.find(({ name }) => name === 'Margin');
    return found?.id ?? '';
  }
  async function trips() {
    const account = await accountId();
    const open = (await state()).openPositions.filter((position) => position.accountId === account);
    const page = await core.handlers['positions.history']({ portfolioId: 'portfolio', limit: 100 });
    if (!page.ok) throw new Error(JSON.stringify(page.error));
    const closed = page.value.rows.filter((position) => position.accountId === account);
    return [...closed, ...open].map(({ side, quantity, realised, unseen }) => ({
      side,
      quantity,
      realised,
      unseen,
    }));
  }
  async function borrow(allowed: boolean): Promise<void> {
    const changed = await core.handlers['accounts.borrow']({ accountId: await accountId(), allowed });
    expect(changed).toMatchObject({ ok: true, value: { name: 'Margin' } });
  }
  return { ...core, begin, commit, state, trips, borrow };
}

const missingPurchase = [
  { side: 'BUY', quantity: '0', realised: undefined, unseen: '2' },
  { side: 'BUY', quantity: '1', realised: '0', unseen: undefined },
];
const short = [{ side: 'SELL', quantity: '-1', realised: '30', unseen: undefined }];

describe('an account whose coins may be sold short', () => {
  it('is short beside another one that holds the coin, whose lot stays as it was', async () => {
    const { begin, commit, state, trips, borrow } = await opened();
    await commit(await begin(['2025-01-01T10:00:00Z,BTC/EUR,buy,1,30000,0,EUR,1']), 'Spot');
    const onMargin = [
      '2025-01-02T10:00:00Z,BTC/EUR,sell,1,40000,0,EUR,2',
      '2025-01-03T10:00:00Z,BTC/EUR,buy,1,38000,0,EUR,3',
    ];
    await commit(await begin(onMargin));
    await borrow(true);
    expect(await trips()).toEqual([{ side: 'SELL', quantity: '0', realised: '2000', unseen: undefined }]);
    const { accounts, openPositions } = await state();
    const own = new Map(accounts.map(({ id, name }) => [id, name]));
    const held = openPositions.map((each) => ({ ...each, account: own.get(each.accountId) }));
    expect(held.filter(({ account }) => account === 'Spot' || account === 'Margin')).toMatchObject([
      { account: 'Spot', held: 'BTC', side: 'BUY', quantity: '1', cost: '30000', realised: '0' },
    ]);
  });

  it('is short where another lacks a purchase, also when it is opened again, until that is taken back', async () => {
    const { begin, commit, trips, borrow, handlers, open, close, folder } = await opened();
    await commit(await begin());
    expect(await trips()).toEqual(missingPurchase);
    await borrow(true);
    expect(await trips()).toEqual(short);
    await handlers['workspaces.close']({});
    await open();
    expect(await trips()).toEqual(short);
    await borrow(false);
    expect(await trips()).toEqual(missingPurchase);
    await close();
    const decided = (await auditOf(folder)).filter(({ action }) => action === 'changed').slice(0, 2);
    expect(decided.map(({ actor, detail }) => [actor, JSON.parse(detail)])).toEqual([
      [
        'trader',
        {
          from: { name: 'Margin', disabled: false, mayBorrow: true },
          to: { name: 'Margin', disabled: false },
        },
      ],
      [
        'trader',
        {
          from: { name: 'Margin', disabled: false },
          to: { name: 'Margin', disabled: false, mayBorrow: true },
        },
      ],
    ]);
  });

  // EmilMaric/cad-capital-gains issue 43: shares that were held from the year before begin with a sale, and are no short.
  it('lends its shares too: a file that begins with a sale of some lacks their purchase, until they may be lent', async () => {
    const { begin, commit, trips, borrow, close, folder } = await opened();
    const shares = [
      '2025-01-01T15:00:00Z,ACME,sell,2,150,EUR,0,1',
      '2025-01-02T15:00:00Z,ACME,buy,1,120,EUR,0,2',
    ];
    await commit(await begin(shares, 'time,symbol,side,quantity,price,currency,fee,order id'));
    expect(await trips()).toEqual(missingPurchase);
    await borrow(true);
    expect(await trips()).toEqual(short);
    await borrow(false);
    expect(await trips()).toEqual(missingPurchase);
    await close();
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  });

  it('is none that trades here: no venue of these sells what it does not have', async () => {
    const { handlers } = await opened();
    expect(await handlers['accounts.borrow']({ accountId: 'main', allowed: true })).toEqual({
      ok: false,
      error: { code: 'ACCOUNT_REFUSED', reason: { code: 'TRADED_HERE' } },
    });
  });

  it('is folded anew when an import that is under way has ended, and not while its fills come', async () => {
    const hour = 3_600_000;
    const many = Array.from({ length: 4_000 }, (_, at) => {
      const time = new Date(Date.UTC(2025, 1, 1) + at * hour).toISOString();
      return `${time},SOL/EUR,${at % 2 === 0 ? 'sell' : 'buy'},1,150,0,EUR,${at + 10}`;
    });
    const { begin, commit, trips, borrow, events } = await opened();
    const ended: string[] = [];
    await commit(await begin());
    const second = await begin(many);
    const underWay = Promise.withResolvers<void>();
    events.subscribe('progress', {}, ({ task, done }) => {
      if (task === `import ${second}` && done > 0) underWay.resolve();
    });
    const importing = commit(second).then(() => ended.push('imported'));
    await underWay.promise;
    const borrowing = borrow(true).then(() => ended.push('may borrow'));
    await Promise.all([importing, borrowing]);
    expect(ended).toEqual(['imported', 'may borrow']);
    expect((await trips()).at(-1)).toEqual({
      side: 'SELL',
      quantity: '-1',
      realised: '30',
      unseen: undefined,
    });
  });
});
