import { describe, expect, it } from 'vitest';
import { err } from '#src/domain/result.ts';
import { everything, good, header, importDesk } from './import-desk.ts';

const none = {
  imported: 0,
  duplicates: 0,
  alike: 0,
  entries: 0,
  duplicateEntries: 0,
  alikeEntries: 0,
  skipped: 0,
  invalid: 0,
};

function coinbaseColumns(price: string): string {
  return `Timestamp,Transaction Type,Asset,Quantity Transacted,${price} Currency,${price} at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes`;
}

function sold(time: string, id: string): string {
  return ['time,symbol,side,quantity,price,trade id', `${time},BTCUSDT,sell,0.25,31000,${id}`].join('\n');
}

describe('importing a file of fills', () => {
  it('shows what it holds, writes nothing before the commit, and then all of it', async () => {
    const { store, handlers, begin, told, progress } = await importDesk();
    const before = await everything(store);
    const importId = await begin(good);
    expect(await handlers['imports.preview']({ importId })).toEqual({
      ok: true,
      value: {
        importId,
        fileName: 'fills.csv',
        format: 'fills',
        skippedRows: [],
        entries: 0,
        skipped: 0,
        questions: [],
        rows: [
          {
            line: 2,
            time: Date.UTC(2025, 0, 31, 14, 5, 9),
            symbol: 'BTC-USDT',
            side: 'BUY',
            quantity: '0.5',
            price: '30000',
            fee: '1.5',
            feeCurrency: 'USDT',
            orderId: '77',
            known: undefined,
          },
          expect.objectContaining({
            line: 3,
            symbol: 'BTC-USDT',
            side: 'SELL',
            fee: undefined,
            known: undefined,
          }),
        ],
        errors: [
          {
            line: 4,
            column: 'quantity',
            problem: { code: 'NOT_A_NUMBER', text: 'x' },
          },
        ],
        valid: 2,
        invalid: 1,
        inNone: { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 },
        inNew: { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 },
        inTrading: [],
        inAccounts: [],
        alikes: [],
        alikeMovements: [],
        earlier: [],
        firstTime: Date.UTC(2025, 0, 30, 14, 5, 9),
        lastTime: Date.UTC(2025, 0, 31, 14, 5, 9),
        symbols: ['BTC-USDT'],
        currency: 'USDT',
      },
    });
    expect(await everything(store)).toBe(before);
    const done = await handlers['imports.commit']({ importId, accountName: 'Binance' });
    expect(done).toEqual({
      ok: true,
      value: { ...none, imported: 2, invalid: 1 },
    });
    expect(await store.read.accounts.list()).toMatchObject([
      { name: 'Binance', mode: 'history', venue: 'import' },
    ]);
    expect(told).toEqual(['a point is kept', 'reloaded', 'announced']);
    expect(progress.at(-1)).toEqual({
      task: `import ${importId}`,
      work: { code: 'IMPORT_FILE', file: 'fills.csv' },
      done: 2,
      total: 2,
      finished: true,
    });
    expect(await handlers['imports.commit']({ importId, accountName: 'Binance' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('answers a piece that waits while its file is let go as that', async () => {
    const { handlers, state } = await importDesk();
    const begun = await handlers['imports.begin']({ fileName: 'fills.csv' });
    const importId = begun.ok ? begun.value.importId : '';
    const room = Promise.withResolvers<void>();
    state.looking.push(room.promise);
    const writing = handlers['imports.chunk']({ importId, text: good });
    await handlers['imports.discard']({ importId });
    room.resolve();
    expect(await writing).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('takes an import back as a whole, and says how far it is', async () => {
    const { store, handlers, begin, told, progress } = await importDesk();
    const importId = await begin(good);
    await handlers['imports.commit']({ importId, accountName: 'Binance' });
    const [run] = await store.read.imports.list();
    const before = progress.length;
    const undone = await handlers['imports.undo']({ importId: run?.id ?? '' });
    expect(undone).toEqual({ ok: true, value: { fills: 2, entries: 0 } });
    expect(await store.read.trades.count({})).toBe(0);
    expect(told).toEqual(['a point is kept', 'reloaded', 'announced', 'reloaded', 'announced']);
    const common = { task: `undo ${run?.id}`, work: { code: 'UNDO_IMPORT', file: 'fills.csv' }, total: 2 };
    expect(progress.slice(before)).toEqual([
      { ...common, done: 0, finished: false },
      { ...common, done: 0, finished: false },
      { ...common, done: 2, finished: false },
      { ...common, done: 2, finished: true },
    ]);
    expect(await handlers['imports.undo']({ importId: run?.id ?? '' })).toMatchObject({
      error: { code: 'ALREADY_UNDONE' },
    });
  });

  it('marks what the workspace has already, and adds it once', async () => {
    const { handlers, begin } = await importDesk();
    await handlers['imports.commit']({ importId: await begin(good), accountName: 'Binance' });
    const again = await begin(`${good}\n2025-02-02,BTCUSDT,sell,0.1,1,,,`);
    const preview = await handlers['imports.preview']({ importId: again });
    expect(preview).toMatchObject({
      value: {
        valid: 3,
        inAccounts: [{ accountName: 'Binance', duplicates: 2, alike: 0 }],
        rows: [{ known: 'same' }, { known: 'same' }, { known: undefined }],
      },
    });
    const done = await handlers['imports.commit']({ importId: again, accountName: 'Binance' });
    expect(done).toEqual({
      ok: true,
      value: { ...none, imported: 1, duplicates: 2, invalid: 1 },
    });
  });

  it.each([
    [undefined, 'Binance', { state: 'done' }],
    ['History', 'Binance', { state: 'done' }],
    ['taken', 'Binance', { state: 'failed', reason: { code: 'NAME_TAKEN', name: 'taken' } }],
  ])(
    'is listed among the work from its start, before its workspace is made (%s): a page that is loaded then finds it',
    async (newWorkspace, accountName, state) => {
      const desk = await importDesk();
      const importId = await desk.begin(good);
      const looked = Promise.withResolvers<undefined>();
      desk.state.looking.push(looked.promise);
      const committing = desk.handlers['imports.commit']({ importId, accountName, newWorkspace });
      await expect.poll(() => desk.tasks.list()).toMatchObject([{ type: 'fills', running: true }]);
      expect(desk.told).toEqual([]);
      looked.resolve(undefined);
      await committing;
      expect(desk.tasks.state(`import ${importId}`)).toMatchObject(state);
    },
  );

  it('asks about fills that may be there already, and does what it is told', async () => {
    const desk = await importDesk();
    const { handlers, begin, store } = desk;
    await handlers['imports.commit']({
      importId: await begin(sold('2025-01-30T14:05:09Z', '')),
      accountName: 'Binance',
    });
    const withId = sold('2025-01-30T14:05:09.437Z', '77');
    const importId = await begin(withId);
    const preview = await handlers['imports.preview']({ importId });
    const sale = { side: 'SELL', quantity: '0.25', price: '31000' };
    expect(preview).toMatchObject({
      value: {
        inNone: { duplicates: 0, alike: 0 },
        inAccounts: [{ accountName: 'Binance', duplicates: 0, alike: 1 }],
        rows: [{ known: 'alike' }],
        alikes: [
          {
            line: 2,
            ...sale,
            tradeId: '77',
            time: Date.UTC(2025, 0, 30, 14, 5, 9, 437),
            as: { ...sale, tradeId: undefined, time: Date.UTC(2025, 0, 30, 14, 5, 9) },
          },
        ],
      },
    });
    const into = { accountName: 'Binance' };
    expect(await handlers['imports.commit']({ importId, ...into })).toMatchObject({
      value: { imported: 0, duplicates: 0, alike: 1 },
    });
    const again = { importId: await begin(withId), ...into, importsAlike: true };
    expect(await handlers['imports.commit'](again)).toMatchObject({ value: { imported: 1, alike: 0 } });
    expect(await store.read.trades.count({})).toBe(2);
  });

  it('knows a movement again, asks about one that only one export gives an id, and never counts it silently', async () => {
    const { handlers, begin, store } = await importDesk();
    const older = [
      coinbaseColumns('Spot Price'),
      '2023-03-05T10:20:30Z,Send,BTC,0.004,EUR,21000.00,"","","",Sent',
    ];
    const newer = [
      `ID,${coinbaseColumns('Price')}`,
      '64a,2023-03-05 10:20:30 UTC,Send,BTC,-0.004,EUR,€21000.00,-€84.00,-€84.00,€0.00,Sent',
    ];
    const into = { accountName: 'Coinbase' };
    const commit = async (lines: readonly string[], more = {}) => {
      const importId = await begin(lines.join('\n'));
      const preview = await handlers['imports.preview']({ importId });
      return [preview, await handlers['imports.commit']({ importId, ...into, ...more })];
    };
    const sent = async () => {
      const [account] = await store.read.accounts.list();
      const purse = account === undefined ? [] : await store.read.ledger.deposited(account.id);
      return purse.map(({ currency, amount }) => `${amount.toString()} ${currency}`);
    };
    expect(await commit(older)).toMatchObject([
      { value: { entries: 1 } },
      { value: { ...none, entries: 1 } },
    ]);
    const again = { value: { inAccounts: [{ accountName: 'Coinbase', duplicateEntries: 1 }] } };
    expect(await commit(older)).toMatchObject([again, { value: { ...none, duplicateEntries: 1 } }]);
    const asked = {
      inAccounts: [{ accountName: 'Coinbase', alikeEntries: 1 }],
      alikeMovements: [{ type: 'transfer', amount: '-0.004', currency: 'BTC' }],
    };
    expect(await commit(newer)).toMatchObject([{ value: asked }, { value: { ...none, alikeEntries: 1 } }]);
    expect(await sent()).toEqual(['-0.004 BTC']);
    expect(await commit(newer, { importsAlike: true })).toMatchObject([
      {},
      { value: { ...none, entries: 1 } },
    ]);
    expect(await sent()).toEqual(['-0.008 BTC']);
    expect(await commit(newer)).toMatchObject([{}, { value: { ...none, duplicateEntries: 1 } }]);
  });

  it('tells before it is written that a file has one trade id twice', async () => {
    const { handlers, begin } = await importDesk();
    const rounded = await begin(
      [
        'time,symbol,side,quantity,price,fee,fee currency,trade id',
        '2024-05-02T09:05:00Z,SOL-USDT,buy,3,150,0.1,USDT,77001',
        '2024-05-02T09:05:01Z,SOL-USDT,buy,4,150.1,0.1,USDT,77001',
        '2024-05-02T10:05:01Z,SOL-USDT,sell,7,151,0.2,USDT,77002',
      ].join('\n'),
    );
    expect(await handlers['imports.preview']({ importId: rounded })).toMatchObject({
      value: {
        valid: 3,
        inNone: { duplicates: 0, alike: 1 },
        alikes: [{ line: 3, tradeId: '77001', as: { quantity: '3', tradeId: '77001' } }],
      },
    });
    const all = { importId: rounded, accountName: 'Binance', importsAlike: true };
    expect(await handlers['imports.commit'](all)).toMatchObject({ value: { imported: 3, alike: 0 } });
  });

  it('goes into a new workspace, and can be tried again under another name', async () => {
    const { handlers, begin, told, state } = await importDesk();
    state.open = false;
    const importId = await begin(good);
    expect(await handlers['imports.preview']({ importId })).toMatchObject({
      value: { valid: 2, inAccounts: [] },
    });
    const commit = { importId, accountName: 'Binance' };
    expect(await handlers['imports.commit'](commit)).toEqual(err({ code: 'NO_WORKSPACE' }));
    expect(await handlers['imports.commit']({ ...commit, newWorkspace: 'taken' })).toEqual(
      err({ code: 'NAME_TAKEN', name: 'taken' }),
    );
    expect(await handlers['imports.commit']({ ...commit, newWorkspace: 'History' })).toMatchObject({
      value: { imported: 2 },
    });
    expect(told).toEqual(['created History', 'a point is kept', 'reloaded', 'announced']);
  });

  it('makes neither account nor workspace for a file without a fill', async () => {
    const { store, handlers, begin, told } = await importDesk();
    const before = await everything(store);
    const commit = { importId: await begin(`${header}\nx`), accountName: 'Binance', newWorkspace: 'History' };
    expect(await handlers['imports.commit'](commit)).toEqual({
      ok: true,
      value: { ...none, invalid: 1 },
    });
    expect(told).toEqual([]);
    expect(await everything(store)).toBe(before);
  });

  it('takes two files of the same fills one after the other, also when asked for both at once', async () => {
    const { handlers, begin, store } = await importDesk();
    const files = [await begin(good), await begin(good)];
    const done = await Promise.all(
      files.map((importId) => handlers['imports.commit']({ importId, accountName: 'Binance' })),
    );
    expect(done).toMatchObject([
      { value: { imported: 2, duplicates: 0 } },
      { value: { imported: 0, duplicates: 2 } },
    ]);
    expect(await store.read.trades.count({})).toBe(2);
  });

  it('commits a file once, also when asked twice at the same time', async () => {
    const { store, handlers, begin } = await importDesk();
    const commit = { importId: await begin(good), accountName: 'Binance' };
    const answers = await Promise.all([
      handlers['imports.commit'](commit),
      handlers['imports.commit'](commit),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
    expect(await store.read.trades.count({})).toBe(2);
  });

  it('goes into no other workspace than the one that its preview is of', async () => {
    const { store, handlers, begin, state } = await importDesk();
    const importId = await begin(good);
    await handlers['imports.preview']({ importId });
    state.folder = 'another';
    const commit = { importId, accountName: 'Binance' };
    expect(await handlers['imports.commit'](commit)).toEqual(err({ code: 'WORKSPACE_CHANGED' }));
    expect(await store.read.trades.count({})).toBe(0);

    await handlers['imports.preview']({ importId });
    expect(await handlers['imports.commit'](commit)).toMatchObject({ ok: true, value: { imported: 2 } });
  });

  it('lets go of a file that is discarded, an hour old, or the oldest of five', async () => {
    const { handlers, begin, clock } = await importDesk();
    const discarded = await begin(good);
    await handlers['imports.discard']({ importId: discarded });
    expect(await handlers['imports.preview']({ importId: discarded })).toEqual(
      err({ code: 'NOT_FOUND', what: 'import', id: discarded }),
    );
    const five = [
      await begin(good),
      await begin(good),
      await begin(good),
      await begin(good),
      await begin(good),
    ];
    const previews = await Promise.all(five.map((importId) => handlers['imports.preview']({ importId })));
    expect(previews.map((preview) => preview.ok)).toEqual([false, true, true, true, true]);
    await clock.advance(3_600_000);
    const [, second = ''] = five;
    expect(await handlers['imports.chunk']({ importId: second, text: 'x' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('measures a portfolio without accounts in what the trader says, proposing what most fills are in', async () => {
    const { handlers, begin, store } = await importDesk();
    const base = async () => (await store.read.portfolios.list())[0]?.baseCurrency;
    const importId = await begin(good);
    const preview = await handlers['imports.preview']({ importId });
    expect(preview.ok && preview.value.currency).toBe('USDT');
    const first = { importId, accountName: 'Binance', baseCurrency: 'CHF' };
    expect(await handlers['imports.commit'](first)).toMatchObject({ ok: true });
    expect(await base()).toBe('CHF');
    // Another account is measured in the same.
    const again = { importId: await begin(good), accountName: 'Kraken', baseCurrency: 'EUR' };
    expect(await handlers['imports.commit'](again)).toMatchObject({ ok: true });
    expect(await base()).toBe('CHF');
  });
});
