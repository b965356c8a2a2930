import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { createRowFilter, parseNumberTest } from '#renderer/table/row-filter.ts';
import { ids, trade, tradeColumns } from '#test/renderer/table/trade.ts';

describe('createRowFilter', () => {
  const march = Date.UTC(2026, 2, 8, 14);
  const rows = [
    trade('a', { time: march, symbol: 'BTCUSDT', price: '100' }),
    trade('b', { time: march, symbol: 'ETHUSDT', side: 'SELL', price: '5' }),
    trade('c', { time: Date.UTC(2026, 3, 1), symbol: 'ETHBTC', price: '0.05' }),
  ];

  function passing(filters: Record<string, string>): string {
    const filter = createRowFilter(tradeColumns, filters, 'utc');
    return ids(rows.filter(filter.passes));
  }

  it('passes everything where nothing is filtered', () => {
    expect(passing({ symbol: '  ' })).toBe('a b c');
    expect(createRowFilter(tradeColumns, { symbol: ' ' }, 'utc').active).toBe(false);
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
    const filter = createRowFilter(tradeColumns, { price: 'cheap', time: 'soon' }, 'utc');
    expect([...filter.unreadable]).toEqual(['time', 'price']);
    expect(rows.every(filter.passes)).toBe(true);
  });

  it('tells a source that can select by time which span that is', () => {
    const filter = createRowFilter(tradeColumns, { time: '2026-03-08' }, 'utc');
    expect(filter.spans.get('time')).toEqual({ from: Date.UTC(2026, 2, 8), to: Date.UTC(2026, 2, 9) });
  });
});

describe('parseNumberTest', () => {
  it.each([
    ['5', ['5']],
    ['=5', ['5']],
    ['>5', ['5.01', '1000']],
    ['>=5', ['5', '5.01', '1000']],
    ['<5', ['\u22123', '4.99']],
    ['<=5', ['\u22123', '4.99', '5']],
    ['5..1,000', ['5', '5.01', '1000']],
    ['\u22123 .. 4.99', ['\u22123', '4.99']],
  ])('%s', (text, expected) => {
    const holds = parseNumberTest(text);
    const values = ['\u22123', '4.99', '5', '5.01', '1000'];
    const passing = values.filter((value) => holds?.(Decimal.from(value.replace('\u2212', '-'))));
    expect(passing).toEqual(expected);
  });

  it.each(['', '>', 'ten', '1..', '..2', '1..2..3'])('cannot read "%s"', (text) => {
    expect(parseNumberTest(text)).toBeUndefined();
  });
});
