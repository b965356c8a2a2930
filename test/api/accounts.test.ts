import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { venues } from '#src/composition/venues.ts';
import type { NewAccount } from '#src/contract/accounts.ts';
import { draftId } from '#src/contract/values.ts';
import { tamper } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { auditOf, desk } from '#test/composition/maintenance-desk.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { madeUpVenue } from '#test/venues/made-up/made-up-venue.ts';

const feedWorker = new URL('../venues/made-up/feed-worker.ts', import.meta.url);

const tea: NewAccount = {
  name: 'Tea hours',
  portfolio: { name: 'Tea', baseCurrency: 'TEA', lotMethod: 'FIFO' },
  trades: {
    mode: 'paper',
    venue: 'madeup',
    deposit: '1000',
    currency: 'TEA',
    makerFee: '0',
    takerFee: '0.01',
  },
};

function tradedLive(venue: string): NewAccount {
  const fees = { makerFee: '0', takerFee: '0' };
  return { name: 'Real', portfolio: { id: 'portfolio' }, trades: { mode: 'live', venue, ...fees } };
}

/** The workspace of the accounts “main” and “other” on Binance, with one venue more. */
async function opened(prepare?: (folder: string) => void) {
  const made = async (folder: string) => prepare?.(folder);
  const core = await desk(made, { venues: [...venues, madeUpVenue], feedWorker });
  await core.open();
  async function state() {
    const snapshot = await core.handlers['state.snapshot']({});
    if (!snapshot.ok) throw new Error('the state can always be read');
    return snapshot.value;
  }
  async function add(asked: NewAccount) {
    const added = await core.handlers['accounts.add'](asked);
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    return added.value;
  }
  /** Once the venue's list of instruments has come. */
  async function listed(venue: string): Promise<void> {
    const told = Promise.withResolvers<void>();
    async function look(): Promise<void> {
      const known = await core.handlers['instruments.list']({});
      if (known.ok && known.value.some((instrument) => instrument.venue === venue)) told.resolve();
    }
    core.events.subscribe('record', {}, ({ change }) => {
      if (change.type === 'workspaceChanged') void look();
    });
    await look();
    await told.promise;
  }
  const buyTea = (accountId: string, quantity: string) =>
    core.handlers['orders.place']({
      draftId: draftId.parse(crypto.randomUUID()),
      accountId,
      instrumentId: 'madeup:HOUR-TEA',
      side: 'BUY',
      type: 'MARKET',
      quantity,
      timeInForce: 'IOC',
    });
  return { ...core, state, add, listed, buyTea };
}

describe('an account that is added while its workspace is open', () => {
  it('trades at once, beside others and for itself alone', async () => {
    const { add, state, listed, buyTea, changes, handlers } = await opened();
    const first = await add(tea);
    expect(first).toMatchObject({
      name: 'Tea hours',
      venue: 'madeup',
      environment: 'testnet',
      mode: 'paper',
    });
    const portfolioId = first.portfolioId;
    const second = await add({ ...tea, name: 'More tea', portfolio: { id: portfolioId } });
    await listed('madeup');
    // 10 and 20 hours at 12, and 1 % of that as the fee.
    expect(await buyTea(first.id, '10')).toMatchObject({ value: { order: { status: 'FILLED' } } });
    expect(await buyTea(second.id, '20')).toMatchObject({ value: { order: { status: 'FILLED' } } });
    const left = async (accountId: string) =>
      handlers['orders.available']({ accountId, instrumentId: 'madeup:HOUR-TEA', side: 'BUY' });
    expect(await left(first.id)).toMatchObject({ value: { available: '878.8' } });
    expect(await left(second.id)).toMatchObject({ value: { available: '757.6' } });
    const { accounts, portfolios, feeds, openPositions, valuations } = await state();
    expect(accounts.map(({ name }) => name).slice(-2)).toEqual(['Tea hours', 'More tea']);
    expect(portfolios.at(-1)).toMatchObject({ id: portfolioId, name: 'Tea', baseCurrency: 'TEA' });
    expect(feeds.map(({ venue }) => venue).toSorted()).toEqual(['binance', 'madeup']);
    expect(
      openPositions
        .filter(({ instrumentId }) => instrumentId === 'madeup:HOUR-TEA')
        .map(({ accountId, quantity }) => [accountId, quantity]),
    ).toEqual([
      [first.id, '10'],
      [second.id, '20'],
    ]);
    expect(valuations.find((valued) => valued.portfolioId === portfolioId)).toMatchObject({
      deposited: { isWhole: true, total: '2000' },
    });
    expect(changes.filter(({ type }) => type === 'accountChanged')).toMatchObject([
      { account: { id: first.id } },
      { account: { id: second.id } },
    ]);
  });

  it('is there, with its cash and its audit entry, when the workspace is opened again', async () => {
    const { add, state, handlers, open, close, folder } = await opened();
    const { id, portfolioId } = await add(tea);
    await handlers['workspaces.close']({});
    await open();
    expect((await state()).accounts.at(-1)).toMatchObject({ id, name: 'Tea hours' });
    expect((await state()).valuations.at(-1)).toMatchObject({
      portfolioId,
      deposited: { isWhole: true, total: '1000' },
    });
    await close();
    expect((await auditOf(folder))[0]).toMatchObject({
      time: startTime + 60_000,
      actor: 'trader',
      action: 'added',
      subject: `account ${id}`,
    });
  });

  it('is refused by field where a name is taken or a figure makes no sense, and nothing is kept', async () => {
    const { handlers, state } = await opened();
    const before = await state();
    const add = handlers['accounts.add'];
    expect(await add({ ...tea, name: 'ACCOUNT MAIN' })).toMatchObject({ error: { field: 'name' } });
    expect(
      await add({ ...tea, portfolio: { name: 'trading', baseCurrency: 'TEA', lotMethod: 'FIFO' } }),
    ).toMatchObject({ error: { code: 'BAD_VALUE', field: 'portfolio' } });
    expect(await add({ ...tea, portfolio: { id: 'gone' } })).toMatchObject({
      error: { code: 'NOT_FOUND', what: 'portfolio' },
    });
    const { trades } = tea;
    if (trades.mode !== 'paper') throw new Error('tea is traded on paper');
    expect(await add({ ...tea, trades: { ...trades, deposit: '0' } })).toMatchObject({
      error: { field: 'deposit' },
    });
    expect(await add({ ...tea, trades: { ...trades, venue: 'nowhere' } })).toMatchObject({
      error: { code: 'NOT_FOUND', what: 'venue' },
    });
    const after = await state();
    expect([after.accounts, after.portfolios]).toEqual([before.accounts, before.portfolios]);
  });
});

describe('an account that is disabled', () => {
  it('places nothing until it is enabled, says so, and the audit trail has both', async () => {
    const { add, listed, buyTea, handlers, changes, close, folder, state } = await opened();
    const { id: accountId } = await add(tea);
    await listed('madeup');
    const disabled = await handlers['accounts.disable']({ accountId });
    expect(disabled).toMatchObject({ value: { disabledAt: startTime + 60_000 } });
    expect(changes.at(-1)).toMatchObject({
      type: 'accountChanged',
      account: { id: accountId, disabledAt: startTime + 60_000 },
    });
    expect(await buyTea(accountId, '10')).toEqual({
      ok: false,
      error: { code: 'ACCOUNT_DISABLED', accountId },
    });
    expect((await state()).accounts.at(-1)).toMatchObject({ disabledAt: startTime + 60_000 });
    await handlers['accounts.disable']({ accountId });
    await handlers['accounts.enable']({ accountId });
    expect(await buyTea(accountId, '10')).toMatchObject({ value: { order: { status: 'FILLED' } } });
    await close();
    const decided = (await auditOf(folder)).filter(({ action }) => action === 'changed').slice(0, 2);
    expect(decided.map(({ detail }) => JSON.parse(detail))).toEqual([
      { from: { name: 'Tea hours', disabled: true }, to: { name: 'Tea hours', disabled: false } },
      { from: { name: 'Tea hours', disabled: false }, to: { name: 'Tea hours', disabled: true } },
    ]);
  });
});

describe('an account that is renamed', () => {
  it('is told by its new name, under the id that it had', async () => {
    const { handlers, changes } = await opened();
    const rename = handlers['accounts.rename'];
    expect(await rename({ accountId: 'main', name: 'Spätzle 🐢' })).toMatchObject({
      value: { id: 'main', name: 'Spätzle 🐢' },
    });
    expect(changes.at(-1)).toMatchObject({ type: 'accountChanged', account: { name: 'Spätzle 🐢' } });
    expect(await rename({ accountId: 'other', name: 'spätzle 🐢' })).toMatchObject({
      error: { code: 'BAD_VALUE', field: 'name' },
    });
    expect(await rename({ accountId: 'gone', name: 'Gone' })).toEqual({
      ok: false,
      error: { code: 'NOT_FOUND', what: 'account', id: 'gone' },
    });
  });
});

describe('real money and play money', () => {
  it('are kept apart: no live account comes into a workspace of paper accounts', async () => {
    const { handlers } = await opened();
    expect(await handlers['accounts.add'](tradedLive('binance'))).toEqual({
      ok: false,
      error: {
        code: 'ACCOUNT_REFUSED',
        reason: { code: 'REAL_KEPT_APART' },
      },
    });
  });

  it('are kept apart: a live workspace takes history, and no account of paper or of a testnet', async () => {
    const live = `UPDATE workspace SET kind = 'live'; UPDATE accounts SET mode = 'history', environment = NULL`;
    const { handlers, add } = await opened((folder) => tamper(`${folder}/record.sqlite`, live));
    for (const asked of [tea, tradedLive('madeup')]) {
      expect(await handlers['accounts.add']({ ...asked, portfolio: { id: 'portfolio' } })).toMatchObject({
        error: { code: 'ACCOUNT_REFUSED', reason: { code: 'PLAY_KEPT_APART' } },
      });
    }
    expect(await add({ ...tea, trades: { mode: 'history' } })).toMatchObject({ mode: 'history' });
    // Real money may be here, and no order of it can be sent anywhere yet.
    expect(await handlers['accounts.add'](tradedLive('binance'))).toMatchObject({
      error: {
        code: 'ACCOUNT_REFUSED',
        reason: { code: 'ORDERS_NOT_TAKEN', venue: 'Binance' },
      },
    });
  });

  it('are not shown together: a record that was made to hold both is not opened', async () => {
    const core = await desk(async (folder) =>
      tamper(`${folder}/record.sqlite`, "UPDATE workspace SET kind = 'live'"),
    );
    expect(await core.handlers['workspaces.open']({ id: 'trading' })).toMatchObject({
      error: {
        code: 'WORKSPACE_UNAVAILABLE',
        reason: { code: 'REAL_AND_PLAY_MIXED', account: 'Account main' },
      },
    });
  });

  it('are not shown with more working orders than can be followed', async () => {
    const core = await desk(async (folder) => {
      const database = new Database(`${folder}/record.sqlite`);
      const columns = database
        .prepare<[], { readonly name: string }>('PRAGMA table_info(orders)')
        .all()
        .map(({ name }) => name);
      const copied = columns.map((name) => {
        if (name === 'seq') return '1000 + n.value';
        if (name === 'id' || name === 'client_order_id') return `${name} || n.value`;
        if (name === 'draft_id') return 'NULL';
        return name === 'status' ? "'SUBMITTED'" : name;
      });
      database.exec(`
        WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 20001)
        INSERT INTO orders (${columns.join(', ')})
        SELECT ${copied.join(', ')} FROM n, (SELECT * FROM orders WHERE ended_at IS NULL LIMIT 1)`);
      database.close();
    });
    expect(await core.handlers['workspaces.open']({ id: 'trading' })).toMatchObject({
      error: {
        code: 'WORKSPACE_UNAVAILABLE',
        reason: { code: 'TOO_MANY_WORKING', most: 20_000 },
      },
    });
  });
});
