import { describe, expect, it } from 'vitest';
import { createRowFilter } from '#renderer/grid/row-filter.ts';
import { formatProfit } from '#renderer/format/money.ts';
import { shownAs, type GridColumn } from '#renderer/grid/column.ts';
import { ids, trade, tradeColumns, type Trade } from './trade.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

const defaults = { separators: 'comma-point', zone: 'utc' } as const;

describe('createRowFilter', () => {
  const march = Date.UTC(2026, 2, 8, 14);
  const rows = [
    trade('a', { time: march, symbol: 'BTCUSDT', price: '100' }),
    trade('b', { time: march, symbol: 'ETHUSDT', side: 'SELL', price: '5' }),
    trade('c', { time: Date.UTC(2026, 3, 1), symbol: 'ETHBTC', price: '0.05' }),
  ];

  function passing(filters: Record<string, string>): string {
    const filter = createRowFilter(tradeColumns, filters, defaults);
    return ids(rows.filter(filter.passes));
  }

  it('passes everything where nothing is filtered', () => {
    expect(passing({ symbol: '  ' })).toBe('a b c');
    expect(createRowFilter(tradeColumns, { symbol: ' ' }, defaults).active).toBe(false);
  });

  it('looks into texts without case, and takes choices whole', () => {
    expect(passing({ symbol: 'eth' })).toBe('b c');
    expect(passing({ side: 'SELL' })).toBe('b');
  });

  it('joins the columns by and', () => {
    expect(passing({ symbol: 'eth', price: '>1' })).toBe('b');
  });

  it('selects the time of a month, its end not included', () => {
    expect(passing({ time: '2026-03' })).toBe('a b');
  });

  it('marks what it cannot read, and filters nothing by it', () => {
    const filter = createRowFilter(tradeColumns, { price: 'cheap', time: 'soon' }, defaults);
    expect([...filter.unreadable]).toEqual([
      ['time', '“soon” is not a time. Write it like 2026-03-08 or 2026-03..2026-05.'],
      ['price', '“cheap” is not a number. Write it like 1,234.50.'],
    ]);
    expect(rows.every(filter.passes)).toBe(true);
  });

  it('tells a source that can select by time which span that is', () => {
    const filter = createRowFilter(tradeColumns, { time: '2026-03-08' }, defaults);
    expect(filter.spans.get('time')).toEqual({ from: Date.UTC(2026, 2, 8), to: Date.UTC(2026, 2, 9) });
  });
});

describe('a number that the screen rounds', () => {
  const profit: GridColumn<Trade> = {
    id: 'profit',
    header: 'Profit',
    kind: 'number',
    width: 80,
    value: (row) => row.price,
    ...shownAs((row) => formatProfit(row.price, 'USDT', 'point-comma')),
  };
  const rows = [
    trade('a', { price: '1508.8123' }),
    trade('b', { price: '1508.8162' }),
    trade('c', { price: '-1508.8123' }),
    trade('d', { price: '1508.805' }),
  ];

  function passing(text: string): string {
    const filter = createRowFilter([profit], { profit: text }, { separators: 'point-comma', zone: 'utc' });
    return ids(rows.filter(filter.passes));
  }

  it.each([
    ['1.508,81', 'a'],
    ['=1.508,81', 'a'],
    ['=1508,8123', 'a'],
    ['=+1.508,82', 'b'],
    ['=\u22121.508,81', 'c'],
    ['<=1.508,81', 'a c d'],
    ['>=1.508,82', 'b'],
    ['1.508,81..1.508,81', 'a'],
    ['>1.508,81', 'a b'],
    ['<1.508,81', 'c d'],
    ['=1.508,8', 'd'],
  ])('%s finds what is seen so', (text, expected) => {
    expect(passing(text)).toBe(expected);
  });
});
