import { describe, expect, it } from 'vitest';
import type { OrderInfo } from '#src/contract/orders.ts';
import { ordersRequest } from '#renderer/panels/orders/order-query.ts';
import type { GridQuery } from '#renderer/table/use-grid-rows.ts';

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
    const filters = { status: 'FILLED', side: 'SELL', account: 'a1', symbol: 'btcu', quantity: '>5' };
    expect(ordersRequest(query(filters), instruments).filter).toEqual({
      statuses: ['FILLED'],
      side: 'SELL',
      accountId: 'a1',
      instrumentId: 'b:BTCUSDT',
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
