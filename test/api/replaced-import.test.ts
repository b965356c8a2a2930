import { describe, expect, it } from 'vitest';
import { importId } from '#src/domain/ids.ts';
import { importDesk } from './import-desk.ts';
import { recorded, type Desk } from './import-fixture.ts';

const columns =
  'CurrencyPrimary,AssetClass,Symbol,TradeID,DateTime,Buy/Sell,Quantity,TradePrice,IBCommission,IBCommissionCurrency';

function flex(days: readonly string[]): string {
  return [columns, ...days.map((day) => `USD,STK,AAPL,,${day};160000,BUY,10,170.5,-1,USD`)].join('\n');
}

const march = flex(['20240305', '20240306', '20240307']);

async function importInto(desk: Desk, text: string, replaces: readonly string[] = [], accountName = 'IB') {
  const begun = await desk.begin(text, 'ib.csv');
  const shown = await desk.handlers['imports.preview']({ importId: begun });
  if (!shown.ok) throw new Error(JSON.stringify(shown.error));
  const done = await desk.handlers['imports.commit']({
    importId: begun,
    accountName,
    replaces: replaces.map(importId),
  });
  return { shown: shown.value, done };
}

/** As an import stands that the first reader of its format took. */
async function imported(desk: Desk, text: string): Promise<string> {
  const { done } = await importInto(desk, text);
  if (!done.ok) throw new Error(done.error.code);
  const [run] = await desk.store.read.imports.list();
  if (run === undefined) throw new Error('nothing was imported');
  await desk.store.transact((unit) => unit.imports.update({ ...run, reader: undefined, digest: undefined }));
  return run.id;
}

function timesIn(desk: Desk) {
  return desk.store.read.trades
    .page({}, 'ascending', { limit: 100 })
    .then(({ rows }) => rows.map(({ time }) => new Date(time).toISOString().slice(0, 10)));
}

describe('what an older reader imported', () => {
  it('is listed as such', async () => {
    const desk = await importDesk();
    await imported(desk, march);
    const listed = await desk.handlers['imports.list']({});
    expect(listed).toMatchObject({ ok: true, value: [{ isOutdated: true }] });
    await importInto(desk, flex(['20250305']));
    expect(await desk.handlers['imports.list']({})).toMatchObject({
      value: [{ isOutdated: false }, { isOutdated: true }],
    });
  });

  it('is replaced by a file that tells all of its time, and by nothing that it is not asked for', async () => {
    const desk = await importDesk();
    const old = await imported(desk, march);
    const wider = flex(['20240304', '20240305', '20240306', '20240307', '20240308']);
    const kept = await importInto(desk, wider);
    expect(kept.shown.earlier).toMatchObject([
      { id: old, accountName: 'IB', fileName: 'ib.csv', isOutdated: true, isCovered: true },
    ]);
    expect(kept.done).toMatchObject({
      ok: false,
      error: { code: 'EARLIER_IMPORT', file: 'ib.csv', isCovered: true },
    });
    expect(await timesIn(desk)).toHaveLength(3);

    const { done } = await importInto(desk, wider, [old]);
    expect(done).toMatchObject({ ok: true, value: { imported: 5, duplicates: 0 } });
    expect(await timesIn(desk)).toEqual([
      '2024-03-04',
      '2024-03-05',
      '2024-03-06',
      '2024-03-07',
      '2024-03-08',
    ]);
    expect(await desk.handlers['imports.list']({})).toMatchObject({
      value: [
        { state: 'done', isOutdated: false },
        { id: old, state: 'undone', isOutdated: false },
      ],
    });
  });

  it('is nothing that the rows of the file that replaces it are told to be', async () => {
    const desk = await importDesk();
    const old = await imported(desk, march);
    const { shown } = await importInto(desk, march, [old]);
    expect(shown.rows.map(({ known }) => known)).toEqual([undefined, undefined, undefined]);
    const again = await importInto(desk, march);
    expect(again.shown.rows.map(({ known }) => known)).toEqual(['same', 'same', 'same']);
  });

  it('is not lost to a file that tells a part of its time: neither replaced nor doubled', async () => {
    const desk = await importDesk();
    const old = await imported(desk, flex(['20240105', '20240305', '20240307']));
    const { shown, done } = await importInto(desk, march, [old]);
    expect(shown.earlier).toMatchObject([{ id: old, isCovered: false }]);
    expect(done).toMatchObject({ ok: false, error: { code: 'EARLIER_IMPORT', isCovered: false } });
    expect(await timesIn(desk)).toEqual(['2024-01-05', '2024-03-05', '2024-03-07']);
  });

  it('is not doubled under a name of its account that is written otherwise', async () => {
    const desk = await importDesk();
    const old = await imported(desk, march);
    expect((await importInto(desk, march, [], 'ib')).done).toMatchObject({
      error: { code: 'EARLIER_IMPORT' },
    });
    expect((await importInto(desk, march, [old], 'ib')).done).toMatchObject({ value: { imported: 3 } });
    expect(await timesIn(desk)).toHaveLength(3);
  });

  it('of another time, another account or another format stands in no way', async () => {
    const desk = await importDesk();
    await imported(desk, march);
    const later = await importInto(desk, flex(['20240601']));
    expect(later.shown.earlier).toEqual([]);
    expect(later.done).toMatchObject({ ok: true });
    const begun = await desk.begin(march, 'ib.csv');
    await desk.handlers['imports.preview']({ importId: begun });
    const elsewhere = await desk.handlers['imports.commit']({ importId: begun, accountName: 'Other' });
    expect(elsewhere).toMatchObject({ ok: true, value: { imported: 3 } });
  });
});

describe('the same file', () => {
  const zoneless = [
    'User ID,Time,Account,Operation,Coin,Change,Remark',
    '7,24-07-25 21:30:41,Spot,Deposit,USDT,1200,',
  ].join('\n');

  async function inZone(desk: Desk, zone: string, replaces: readonly string[] = []) {
    const begun = await desk.handlers['imports.begin']({ fileName: 'b.csv', answers: { zone } });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId: id } = begun.value;
    await desk.handlers['imports.chunk']({ importId: id, text: zoneless });
    const shown = await desk.handlers['imports.preview']({ importId: id });
    if (!shown.ok) throw new Error(shown.error.code);
    await desk.handlers['imports.commit']({
      importId: id,
      accountName: 'B',
      replaces: replaces.map(importId),
    });
    return shown.value.earlier;
  }

  it('with other answers is offered in the place of what it was read as before', async () => {
    const desk = await importDesk();
    expect(await inZone(desk, 'UTC')).toEqual([]);
    expect(await inZone(desk, 'UTC')).toEqual([]);
    const listed = await desk.store.read.imports.list();
    const first = listed.at(-1)?.id ?? '';
    const earlier = await inZone(desk, 'Asia/Tokyo', [first]);
    expect(earlier).toMatchObject([{ id: first, isOutdated: false, isCovered: true }]);
    expect((await recorded(desk)).cash).toEqual({ USDT: '1200' });
  });

  it('is offered where only its fees were said to be something else', async () => {
    const desk = await importDesk();
    const header = ['When', 'Pair', 'Way', 'Price', 'Filled', 'Fee'];
    const mapping = {
      header,
      columns: { time: 0, symbol: 1, side: 2, price: 3, quantity: 4, fee: 5 },
      times: { zone: 'UTC', order: 'YMD' },
      decimal: '.',
    } as const;
    const text = [header.join(','), '2025-01-31 14:05:09,BTC-USDT,BUY,60000,0.01,-0.6'].join('\n');
    const said = async (fees: string, replaces: readonly string[]) => {
      const begun = await desk.handlers['imports.begin']({ fileName: 'm.csv', mapping, answers: { fees } });
      if (!begun.ok) throw new Error('an import always begins');
      const { importId: id } = begun.value;
      await desk.handlers['imports.chunk']({ importId: id, text });
      const shown = await desk.handlers['imports.preview']({ importId: id });
      if (!shown.ok) throw new Error(shown.error.code);
      const into = { importId: id, accountName: 'M', replaces: replaces.map(importId) };
      await desk.handlers['imports.commit'](into);
      return shown.value;
    };
    expect((await said('received', [])).earlier).toEqual([]);
    expect((await recorded(desk)).cash).toEqual({ USDT: '-599.4' });
    expect((await said('received', [])).earlier).toEqual([]);
    const first = (await desk.store.read.imports.list()).at(-1)?.id ?? '';
    const otherwise = await said('paid', [first]);
    expect(otherwise.earlier).toMatchObject([{ id: first, isOutdated: false, isCovered: true }]);
    expect(otherwise.rows.map(({ known }) => known)).toEqual([undefined]);
    expect((await recorded(desk)).cash).toEqual({ USDT: '-600.6' });
  });
});
