import { ok } from '#src/domain/result.ts';
import { describe, expect, it } from 'vitest';
import type { OrderInfo } from '#src/contract/orders.ts';
import { createFormat } from '#renderer/format/format.ts';
import { orderColumns } from '#renderer/panels/orders/order-columns.tsx';
import { createRowOrder } from '#renderer/grid/sort-rows.ts';
import { order } from '#test/renderer/core/records.ts';
import { ordersRequest } from '#renderer/trading/order-query.ts';
import type { GridQuery } from '#renderer/grid/use-grid-rows.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

const base = {
  venue: 'b',
  kind: 'spot',
  base: 'X',
  quote: 'USDT',
  settle: 'USDT',
  tickSize: '1',
  lotSize: '1',
} as const;
const instruments = Object.fromEntries(
  ['BTCUSDT', 'ETHUSDT', 'ETHBTC'].map((symbol) => [
    `b:${symbol}`,
    { ...base, id: `b:${symbol}`, symbol, multiplier: '1', tradable: true },
  ]),
);

function query(
  filters: Record<string, string>,
  sort = { id: 'time', descending: true },
): GridQuery<OrderInfo> {
  return { filters, sort, spans: new Map() };
}

describe('ordersRequest', () => {
  it('gives the store the filters that it knows', () => {
    const filters = {
      status: 'FILLED',
      side: 'SELL',
      account: 'a1',
      symbol: 'btcu',
      quantity: '>5',
      strategy: 'Carry',
    };
    expect(ordersRequest(query(filters), instruments).filter).toEqual({
      statuses: ['FILLED'],
      side: 'SELL',
      accountId: 'a1',
      instrumentId: 'b:BTCUSDT',
      strategy: 'Carry',
    });
  });

  it('narrows by no instrument while the text may mean several', () => {
    expect(ordersRequest(query({ symbol: 'eth' }), instruments).filter).toEqual({});
  });

  it('hands over the span of the time filter', () => {
    const spans = new Map([['time', { from: 1, to: 2 }]]);
    expect(ordersRequest({ ...query({}), spans }, instruments).filter).toEqual({ from: 1, to: 2 });
  });

  it('sorts in the store where it can, and says where it cannot', () => {
    expect(ordersRequest(query({}, { id: 'symbol', descending: false }), instruments)).toMatchObject({
      sort: { by: 'symbol', direction: 'ascending' },
      sorted: true,
    });
    expect(ordersRequest(query({}, { id: 'average', descending: false }), instruments)).toMatchObject({
      sort: { by: 'time', direction: 'descending' },
      sorted: false,
    });
  });
});

it('the account column is sorted by the names that are shown, not by their ids', () => {
  const account = { portfolioId: 'p', venue: 'b', mode: 'paper' } as const;
  const column = orderColumns({
    instruments,
    accounts: [
      { ...account, id: '1', name: 'Swing' },
      { ...account, id: '2', name: 'Daily' },
    ],
    strategies: [],
    format: createFormat('comma-point', 'utc', false),
    amend: { read: () => ok('1'), write: () => Promise.resolve(undefined) },
  }).find(({ id }) => id === 'account');
  if (column === undefined) throw new Error('no account column');
  const rows = [order('swing', { accountId: '1' }), order('daily', { accountId: '2' })];
  const sorted = createRowOrder(column, false, ({ id }: (typeof rows)[number]) => id).sorted(rows);
  expect(sorted.map(({ id }) => id)).toEqual(['daily', 'swing']);
});
