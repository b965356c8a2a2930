import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createImportHandlers } from '#src/composition/handlers/import-handlers.ts';
import type { ProgressInfo } from '#src/contract/state.ts';
import { currency, portfolioId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/sqlite-import-staging.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const now = Date.UTC(2026, 0, 1);
const header = 'time,symbol,side,quantity,price,fee,fee currency,order id';
const rows = [
  '2025-01-31T14:05:09Z,BTCUSDT,buy,0.5,30000,1.5,USDT,77',
  '2025-01-30T14:05:09Z,BTC/USDT,sell,0.25,31000,,,78',
  '2025-02-01,AAPL,b,x,190,0,,',
];
const good = [header, ...rows].join('\n');

async function openStore(): Promise<RecordStore> {
  const { record } = await openTemporary(await temporaryWorkspace());
  const portfolio = {
    id: portfolioId('p'),
    name: 'Main',
    baseCurrency: currency('USDT'),
    lotMethod: 'FIFO',
    limits: noLimits,
    createdAt: now,
  } as const;
  await record.transact((unit) => unit.portfolios.save(portfolio));
  return record;
}

type ImportHandlers = ReturnType<typeof createImportHandlers>;

/** The handlers over one open workspace; `told` says what happened to it, in order. */
async function desk() {
  const store = await openStore();
  const told: string[] = [];
  const progress: ProgressInfo[] = [];
  const clock = createFakeClock(now);
  const state = { open: true };
  let made = 0;
  const workspace = { store, reload: async () => void told.push('reloaded') };
  const handlers = createImportHandlers({
    current: () => (state.open ? workspace : undefined),
    createHistoryWorkspace: async (name) => {
      if (name === 'taken') return err({ code: 'NAME_TAKEN', name });
      told.push(`created ${name}`);
      return ok(workspace);
    },
    openStaging: () => new SqliteImportStaging(),
    ids: { next: () => `id-${(made += 1)}` },
    clock,
    report: (reported) => void progress.push(reported),
    announce: () => void told.push('announced'),
  });

  async function begin(text: string, fileName = 'fills.csv', pieceSize = 1000): Promise<string> {
    const begun = await handlers['imports.begin']({ fileName });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    for (let start = 0; start < text.length; start += pieceSize) {
      await handlers['imports.chunk']({ importId, text: text.slice(start, start + pieceSize) });
    }
    return importId;
  }

  return { store, handlers, begin, told, progress, clock, state };
}

async function everything({ read }: RecordStore): Promise<string> {
  const accounts = await read.accounts.list();
  const ledger = await Promise.all(accounts.map(({ id }) => read.ledger.all(id)));
  const open = await read.positions.active(accounts.map(({ id }) => id));
  const fills = await read.trades.page({}, 'ascending', { limit: 100 });
  return JSON.stringify([
    accounts,
    await read.portfolios.list(),
    await read.instruments.list(),
    ledger,
    open,
    fills,
  ]);
}

describe('importing a file of fills', () => {
  it('shows what it holds, writes nothing before the commit, and then all of it', async () => {
    const { store, handlers, begin, told, progress } = await desk();
    const before = await everything(store);
    const importId = await begin(good);
    expect(await handlers['imports.preview']({ importId })).toEqual({
      ok: true,
      value: {
        importId,
        fileName: 'fills.csv',
        format: 'Fills',
        skippedRows: [],
        entries: 0,
        skipped: 0,
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
            duplicate: false,
          },
          expect.objectContaining({
            line: 3,
            symbol: 'BTC-USDT',
            side: 'SELL',
            fee: undefined,
            duplicate: false,
          }),
        ],
        errors: [
          {
            line: 4,
            column: 'quantity',
            message: expect.stringContaining('Quantity "x" is not a plain number'),
          },
        ],
        valid: 2,
        invalid: 1,
        duplicates: 0,
        firstTime: Date.UTC(2025, 0, 30, 14, 5, 9),
        lastTime: Date.UTC(2025, 0, 31, 14, 5, 9),
        symbols: ['BTC-USDT'],
      },
    });
    expect(await everything(store)).toBe(before);
    const done = await handlers['imports.commit']({ importId, accountName: 'Binance' });
    expect(done).toEqual({
      ok: true,
      value: { imported: 2, entries: 0, duplicates: 0, skipped: 0, invalid: 1 },
    });
    expect(await store.read.accounts.list()).toMatchObject([
      { name: 'Binance', kind: 'import', venue: 'import' },
    ]);
    expect(told).toEqual(['reloaded', 'announced']);
    expect(progress.at(-1)).toEqual({
      task: `import ${importId}`,
      label: 'Importing fills.csv',
      done: 2,
      total: 2,
      finished: true,
    });
    expect(await handlers['imports.commit']({ importId, accountName: 'Binance' })).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('marks what the workspace has already, and adds it once', async () => {
    const { handlers, begin } = await desk();
    await handlers['imports.commit']({ importId: await begin(good), accountName: 'Binance' });
    const again = await begin(`${good}\n2025-02-02,BTCUSDT,sell,0.1,1,,,`);
    const preview = await handlers['imports.preview']({ importId: again });
    expect(preview).toMatchObject({
      value: {
        valid: 3,
        duplicates: 2,
        rows: [{ duplicate: true }, { duplicate: true }, { duplicate: false }],
      },
    });
    const done = await handlers['imports.commit']({ importId: again, accountName: 'Binance' });
    expect(done).toEqual({
      ok: true,
      value: { imported: 1, entries: 0, duplicates: 2, skipped: 0, invalid: 1 },
    });
  });

  it('goes into a new workspace, and can be tried again under another name', async () => {
    const { handlers, begin, told, state } = await desk();
    state.open = false;
    const importId = await begin(good);
    expect(await handlers['imports.preview']({ importId })).toMatchObject({
      value: { valid: 2, duplicates: 0 },
    });
    const commit = { importId, accountName: 'Binance' };
    expect(await handlers['imports.commit'](commit)).toEqual(err({ code: 'NO_WORKSPACE' }));
    expect(await handlers['imports.commit']({ ...commit, newWorkspace: 'taken' })).toEqual(
      err({ code: 'NAME_TAKEN', name: 'taken' }),
    );
    expect(await handlers['imports.commit']({ ...commit, newWorkspace: 'History' })).toMatchObject({
      value: { imported: 2 },
    });
    expect(told).toEqual(['created History', 'reloaded', 'announced']);
  });

  it('makes neither account nor workspace for a file without a fill', async () => {
    const { store, handlers, begin, told } = await desk();
    const before = await everything(store);
    const commit = { importId: await begin(`${header}\nx`), accountName: 'Binance', newWorkspace: 'History' };
    expect(await handlers['imports.commit'](commit)).toEqual({
      ok: true,
      value: { imported: 0, entries: 0, duplicates: 0, skipped: 0, invalid: 1 },
    });
    expect(told).toEqual([]);
    expect(await everything(store)).toBe(before);
  });

  it('commits a file once, also when asked twice at the same time', async () => {
    const { store, handlers, begin } = await desk();
    const commit = { importId: await begin(good), accountName: 'Binance' };
    const answers = await Promise.all([
      handlers['imports.commit'](commit),
      handlers['imports.commit'](commit),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
    expect(await store.read.trades.count({})).toBe(2);
  });

  it('lets go of a file that is discarded, an hour old, or the oldest of five', async () => {
    const { handlers, begin, clock } = await desk();
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

  it('ends every malformed file in errors that name the thing, and leaves the record as it was', async () => {
    const { store, handlers, begin, told } = await desk();
    await handlers['imports.commit']({ importId: await begin(good), accountName: 'Binance' });
    told.length = 0;
    const before = await everything(store);
    await fc.assert(
      fc.asyncProperty(malformed, fc.integer({ min: 1, max: 300 }), async (text, pieceSize) => {
        const importId = await begin(text, 'broken.csv', pieceSize);
        const preview = await handlers['imports.preview']({ importId });
        const commit = await handlers['imports.commit']({ importId, accountName: 'Broken' });
        const complaints = complaintsOf(preview);
        expect(complaints.length).toBeGreaterThan(0);
        for (const complaint of complaints) expect(complaint).toMatch(wellSaid);
        expect(commit.ok ? commit.value.imported : 0).toBe(0);
        await handlers['imports.discard']({ importId });
      }),
      { numRuns: 10_000 },
    );
    expect(told).toEqual([]);
    expect(await everything(store)).toBe(before);
  }, 120_000);
});

/** The file is complained of as a whole, or each of its rows by line and column, with what to write instead. */
const wellSaid =
  /^(?:file: [A-Z].+[.?]|line (?:[2-9]|\d{2,}), [^:]+: .+(?:[wW]rite|[rR]emove) .+|line (?:[2-9]|\d{2,}) passed over: ["A-Z].+\.)$/s;

function complaintsOf(preview: Awaited<ReturnType<ImportHandlers['imports.preview']>>): readonly string[] {
  if (preview.ok) {
    const { valid, errors, skippedRows } = preview.value;
    if (valid > 0) return [];
    return [
      ...errors.map(({ line, column, message }) => `line ${line}, ${column}: ${message}`),
      ...skippedRows.map(({ line, reason }) => `line ${line} passed over: ${reason}`),
    ];
  }
  if (preview.error.code === 'UNREADABLE_FILE') return [`file: ${preview.error.message}`];
  if (preview.error.code !== 'UNKNOWN_FORMAT') return [];
  return [`file: The columns are not known: ${preview.error.header.length}.`];
}

const names = header.split(',');
const cells = ['2025-01-31T14:05:09Z', 'BTCUSDT', 'buy', '0.5', '30000', '1.5', 'USDT', '77'];
const junk = fc.string({ unit: 'binary', maxLength: 30 });

/** A row that is wrong in at least one column. */
const badRow = fc
  .constantFrom(
    ...['31.1.2025', '2025-13-01', '-1', '2999-01-01', '12', ''].map((value) => ({ at: 0, value })),
    ...['', 'a b', '\u0007', 'BTC:USDT', 'BTC-PERP', 'x'.repeat(60), '=1+1'].map((value) => ({
      at: 1,
      value,
    })),
    ...['', 'long', '1', 'BUYS'].map((value) => ({ at: 2, value })),
    ...['', '0', '-1', '1.5.5', '1e999', 'NaN', 'Infinity', '0x10', '1 000,5', '½'].map((value) => ({
      at: 3,
      value,
    })),
    ...['', '0', '--1', '1..5', '.', '9'.repeat(80), '∞'].map((value) => ({ at: 4, value })),
    ...['free', '1%', '0,1'].map((value) => ({ at: 5, value })),
    ...['', 'US$', 'x'.repeat(21)].map((value) => ({ at: 6, value })),
    ...['a b', 'x'.repeat(81)].map((value) => ({ at: 7, value })),
  )
  .map(({ at, value }) =>
    cells
      .with(at, value)
      .map((cell) => `"${cell}"`)
      .join(','),
  );

const venueHeaders = [
  'Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin',
  'Date(UTC),Pair,Side,Price,Executed,Amount,Fee',
  'Date,Pair,Type,Sell,Buy,Price,Inverse Price,Date Updated,Status',
  'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark',
  'Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Fees and/or Spread,Notes',
  'portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit',
  'txid,ordertxid,pair,time,type,ordertype,price,cost,fee,vol,margin,misc,ledgers',
  'txid,refid,time,type,subtype,aclass,asset,amount,fee,balance',
  'Buy/Sell,TradeDate,ISIN,Quantity,TradePrice,TradeMoney,CurrencyPrimary,IBCommission,IBCommissionCurrency',
  'symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time',
  'Date,Time,Name,Buy/Sell,Order,Exchange,Segment,Quantity/Lot,Trade Price,Trade Value,Status',
  'Date,Time (UTC),Type,Symbol,Specification,Trade ID,Order ID,BTC Amount BTC,Fee (BTC) BTC',
];
/** What a venue's row might hold, never with a time that could be one. */
const venueCell = fc.oneof(
  junk.map((text) => text.replaceAll(/["\0]/g, '')),
  fc.constantFrom(
    'buy',
    'SELL',
    '1',
    '-0.5',
    'BTC',
    'XXBTZEUR',
    '0.5BTC',
    '1e5',
    'trade',
    'Transaction Buy',
    'EQ',
    'Traded',
  ),
);
const badVenueFile = fc
  .tuple(
    fc.constantFrom(...venueHeaders),
    fc.array(fc.array(venueCell, { maxLength: 13 }), { minLength: 1, maxLength: 4 }),
  )
  .map(([columns, drawn]) =>
    [columns, ...drawn.map((some) => ['x', ...some].map((cell) => `"${cell}"`).join(','))].join('\n'),
  );

/** Files of which no row can be imported. */
const malformed = fc.oneof(
  badVenueFile,
  fc.array(badRow, { minLength: 1, maxLength: 5 }).map((bad) => [header, ...bad].join('\n')),
  junk,
  junk.map((text) => `${header}\n${text.replaceAll(/[,;\t]/g, '')}?`),
  fc.subarray(names, { maxLength: 4 }).map((some) => `${some.join(',')}\n${cells.join(',')}`),
  fc.nat(good.length).map((at) => `${good.slice(0, at)}\0${good.slice(at)}`),
  fc.constantFrom(...names).map((name) => `${header},${name}\n${cells.join(',')}`),
  fc.nat(3).map((at) => `${header}\n${cells.with(at, `"${cells[at]}`).join(',')}\n${cells.join(',')}`),
  junk.map((text) => `${header}\n${text}${'x'.repeat(17_000)}`),
);
