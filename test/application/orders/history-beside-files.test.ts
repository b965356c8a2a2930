import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { ok } from '#src/domain/result.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import { account, btc, limitBuy } from '#test/application/desk.ts';
import { fill, importInto, start } from '#test/application/imports/imported-history.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { bringInAll, newRecord } from './history-venue.ts';

/** Of order 77, in three minutes. */
const traded = [
  { minute: 0, quantity: '1', price: '100' },
  { minute: 7, quantity: '2', price: '103' },
  { minute: 31, quantity: '1', price: '102' },
].map((each, at) => ({ ...each, venueTradeId: String(at + 900) }));

const venue = {
  fillsSince: async () =>
    ok(traded.map(({ venueTradeId }) => ({ instrumentId: btc.id, brokerOrderId: '77', venueTradeId }))),
  queryAtVenue: async () => {
    const { accountId: _, ...terms } = limitBuy('4', '103');
    return ok(
      traded.map(({ minute, quantity, price, venueTradeId }): VenueReport => ({
        accountId: account,
        clientOrderId: clientOrderId('web_77'),
        brokerOrderId: '77',
        source: 'query',
        time: start + minute * 60_000 + 1_234,
        receivedAt: start,
        type: 'filled',
        placed: { ...terms, createdAt: start },
        fill: {
          venueTradeId,
          quantity: Decimal.from(quantity),
          price: Decimal.from(price),
          fee: undefined,
          liquidity: 'TAKER',
          venueSequence: undefined,
        },
      })),
    );
  },
};

/** An account whose trades a file told before. */
async function besideFile(rows: readonly ImportedFill[]) {
  const { record } = await newRecord(join(await temporaryFolder(), 'w'));
  await importInto(record, 'Files', rows);
  const fills = () => record.read.trades.count({ accountIds: [account] });
  async function bringIn(bringsAlike: boolean) {
    const told = await bringInAll(record, venue, { bringsAlike });
    if (!told.ok) throw new Error(told.error.code);
    return told.value;
  }
  return { record, fills, bringIn };
}

/** As a file tells the three. */
function executions(more: (at: number) => Partial<ImportedFill>): readonly ImportedFill[] {
  return traded.map(({ minute, quantity, price }, at) =>
    fill(minute, 'BUY', quantity, price, { time: start + minute * 60_000 + 1_000, ...more(at) }),
  );
}
const order = (quantity: string, price: string, orderId: string | undefined) =>
  fill(31, 'BUY', quantity, price, { orderId });
const nothing = { orders: 0, fills: 0, imported: 0, partly: [], alike: 0, alikes: [] };
const tradeIds = (at: number) => ({ tradeId: String(at + 900) });

describe('an order that a venue tells of', () => {
  it.each([
    ['all its trade ids', executions(tradeIds)],
    ['its number, as a whole', [order('4', '102', '77')]],
    ['its number, with each of its executions', executions(() => ({ orderId: '77' }))],
  ])('is left out where a file told of it with %s, whatever the trader says', async (_how, rows) => {
    const { bringIn, fills } = await besideFile(rows);
    expect(await bringIn(false)).toEqual({ ...nothing, imported: 1 });
    expect(await bringIn(true)).toEqual({ ...nothing, imported: 1 });
    expect(await fills()).toBe(0);
  });

  it.each([
    ['trade ids', executions(tradeIds).slice(0, 1)],
    ['executions with its number', executions(() => ({ orderId: '77' })).slice(0, 1)],
  ])('is left out and named where a file told a part of it, by %s', async (_how, rows) => {
    const { bringIn } = await besideFile(rows);
    const partly = [{ symbol: btc.symbol, order: '77', fills: 3, imported: 1 }];
    expect(await bringIn(true)).toEqual({ ...nothing, imported: 1, partly });
  });

  it.each([
    ['the same trades without an id', executions(() => ({}))],
    ['one such trade', executions(() => ({})).slice(1, 2)],
    ['one in the same minute, by the minute', [fill(7, 'BUY', '2', '103')]],
    ['its number, with less', [order('3.5', '102', '77')]],
  ])('is named, and brought in on the trader’s word alone, where a file has %s', async (_what, rows) => {
    const { bringIn, fills } = await besideFile(rows);
    const alikes = [{ symbol: btc.symbol, order: '77', accountName: 'Files' }];
    expect(await bringIn(false)).toEqual({ ...nothing, alike: 1, alikes });
    expect(await fills()).toBe(0);
    expect(await bringIn(true)).toEqual({ ...nothing, orders: 1, fills: 3 });
    expect(await fills()).toBe(3);
  });

  it('is brought in where files tell others', async () => {
    const { bringIn } = await besideFile([
      fill(7, 'BUY', '2', '104'),
      fill(9, 'BUY', '2', '103'),
      fill(31, 'SELL', '4', '102', { orderId: '77' }),
    ]);
    expect(await bringIn(false)).toEqual({ ...nothing, orders: 1, fills: 3 });
  });
});

describe('an order that was brought in', () => {
  it('is asked about where a file tells it by its number, as a whole', async () => {
    const { record, bringIn } = await besideFile([]);
    await bringIn(false);
    const counts = { imported: 0, duplicates: 0, alike: 1 };
    expect(await importInto(record, 'Files', [order('4', '102', '77')])).toEqual(counts);
    // As one that an export told while it was still filled.
    expect(await importInto(record, 'Files', [order('5', '102', '77')])).toEqual(counts);
    // Whatever a file calls its orders, those that come to the same may be it.
    expect(await importInto(record, 'Files', [order('4', '102', 'mine-1')])).toEqual(counts);
    expect(await importInto(record, 'Files', [order('5', '102', '78')])).toMatchObject({ imported: 1 });
  });
});
