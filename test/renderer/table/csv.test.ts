import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { toCsv } from '#renderer/table/csv.ts';
import { trade, tradeColumns } from '#test/renderer/table/trade.ts';

describe('toCsv', () => {
  it('writes plain values that another program reads back', () => {
    const { price: _unknown, ...unpriced } = trade('b', { symbol: 'A,"B"\nC' });
    const csv = toCsv(tradeColumns, [trade('a', { time: 0, price: '-1234.50' }), unpriced]);
    expect(parse(csv)).toEqual([
      ['Time', 'Symbol', 'Side', 'Price'],
      ['1970-01-01T00:00:00.000Z', 'BTCUSDT', 'BUY', '-1234.50'],
      ['1970-01-01T00:00:00.000Z', 'A,"B"\nC', 'BUY', ''],
    ]);
  });

  it('lets no text of a venue be run by a spreadsheet', () => {
    const csv = toCsv(tradeColumns, [trade('a', { symbol: '=HYPERLINK("http://x")' })]);
    expect(parse(csv)[1]?.[1]).toBe('\'=HYPERLINK("http://x")');
  });
});
