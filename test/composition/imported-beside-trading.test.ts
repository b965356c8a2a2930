import { describe, expect, it } from 'vitest';
import { liveDesk, liveVenues, type LiveVenue } from './live-desk.ts';

/** An account that bought at its venue; files are imported beside it. */
async function tradedDesk(at: LiveVenue) {
  const live = await liveDesk(at);
  expect(await live.connect()).toMatchObject({ ok: true });
  await live.unlocked();
  await live.place({ quantity: '2' });
  await live.until(async () => (await live.fills()).length > 0);
  const [fill] = await live.fills();
  if (fill === undefined) throw new Error('nothing was traded');
  const { venueTradeId, quantity, price } = fill;
  const time = new Date(fill.time).toISOString();
  const row = { time, symbol: live.symbol, side: 'BUY', quantity, price, tradeid: venueTradeId };

  async function begin(rows: readonly Record<string, string>[]) {
    const columns = Object.keys(rows[0] ?? {});
    const lines = [columns, ...rows.map((each) => columns.map((column) => each[column] ?? ''))];
    const begun = await live.handlers['imports.begin']({ fileName: 'trades.csv' });
    const importId = begun.ok ? begun.value.importId : '';
    const text = `${lines.map((cells) => cells.join(',')).join('\n')}\n`;
    await live.handlers['imports.chunk']({ importId, text });
    const told = await live.handlers['imports.preview']({ importId });
    if (!told.ok) throw new Error(told.error.code);
    const commit = async (importsAlike: boolean, newWorkspace?: string) => {
      const into = newWorkspace === undefined ? {} : { newWorkspace };
      const done = await live.handlers['imports.commit']({
        importId,
        accountName: 'Files',
        importsAlike,
        ...into,
      });
      return done.ok ? done.value : done.error;
    };
    return { told: told.value, commit };
  }

  return { ...live, row, begin };
}

const other = { time: '2023-11-01T00:00:00.000Z', side: 'BUY', quantity: '1', price: '90' };

describe.each(liveVenues)('a file that is imported beside an account that trades at %s', (at) => {
  it('leaves out what that account has by its trade ids, and says how much of which account', async () => {
    const { row, begin } = await tradedDesk(at);
    const { told, commit } = await begin([{ ...row, ...other, tradeid: '1', symbol: row.symbol }, row]);
    const counts = { duplicates: 1, alike: 0 };
    expect(told).toMatchObject({
      valid: 2,
      inNone: { duplicates: 0, alike: 0 },
      inNew: counts,
      inTrading: [{ accountName: 'Ann', ...counts }],
    });
    expect(await commit(false)).toMatchObject({ imported: 1, duplicates: 1, alike: 0 });
    // The account of files has the other one by now.
    const again = await begin([{ ...row, ...other, tradeid: '1', symbol: row.symbol }, row]);
    expect(again.told).toMatchObject({ inAccounts: [{ accountName: 'Files', duplicates: 2, alike: 0 }] });
    expect(await again.commit(false)).toMatchObject({ imported: 0, duplicates: 2 });
  });

  it('asks about what agrees with that account without a trade id, and does as it is told', async () => {
    const { row, begin } = await tradedDesk(at);
    const { tradeid: _, ...bare } = { ...row, time: `${row.time.slice(0, 19)}Z` };
    const { told, commit } = await begin([{ ...bare, ...other, symbol: row.symbol }, bare]);
    expect(told).toMatchObject({
      inNone: { duplicates: 0, alike: 0 },
      inNew: { duplicates: 0, alike: 1 },
      inTrading: [{ accountName: 'Ann', duplicates: 0, alike: 1 }],
      alikes: [{ accountName: 'Ann', as: { tradeId: row.tradeid } }],
    });
    expect(await commit(false)).toMatchObject({ imported: 1, duplicates: 0, alike: 1 });
    const again = await begin([bare]);
    expect(again.told).toMatchObject({ inAccounts: [{ accountName: 'Files', alike: 1 }] });
    expect(await again.commit(true)).toMatchObject({ imported: 1, alike: 0 });
  });

  it('asks about a row that the file has twice, where the account has the first', async () => {
    const { row, begin } = await tradedDesk(at);
    const { told, commit } = await begin([row, row]);
    expect(told).toMatchObject({ inNew: { duplicates: 1, alike: 1 } });
    expect(await commit(false)).toMatchObject({ imported: 0, duplicates: 1, alike: 1 });
  });

  it('is whole in a workspace of its own', async () => {
    const { row, begin } = await tradedDesk(at);
    const { commit } = await begin([row]);
    expect(await commit(false, 'Apart')).toMatchObject({ imported: 1, duplicates: 0 });
  });
});
