import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvFile, toCsv } from '#renderer/grid/csv.ts';
import { trade, tradeColumns } from './trade.ts';

describe('toCsv', () => {
  it('writes plain values that another program reads back', () => {
    const { price: _unknown, ...unpriced } = trade('b', { symbol: 'A,"B"\nC' });
    const csv = toCsv(tradeColumns, [trade('a', { time: 0, price: '-1234.50' }), unpriced]);
    expect(parse(csv)).toEqual([
      ['Time [time]', 'Symbol [symbol]', 'Side [side]', 'Price [price]'],
      ['1970-01-01T00:00:00.000Z', 'BTCUSDT', 'BUY', '-1234.50'],
      ['1970-01-01T00:00:00.000Z', 'A,"B"\nC', 'BUY', ''],
    ]);
  });

  it.each([
    '=HYPERLINK("http://x")',
    '+1+cmd',
    '-2+3',
    '@SUM(A1)',
    '\t1',
    '\r1',
    '  =1',
    '\u3000=1',
    '\u200b=1',
    '＝1',
    '＋1',
    '－1',
    '＠A1',
  ])('lets no text of a venue be run by a spreadsheet: %j', (symbol) => {
    const csv = toCsv(tradeColumns, [trade('a', { symbol, price: '-5' })]);
    expect(parse(csv)[1]?.slice(1)).toEqual([`'${symbol}`, 'BUY', '-5']);
  });

  /** https://github.com/OWASP/www-community/issues/443: a spreadsheet where numbers have a comma parts cells by semicolons. */
  it.each([
    ['A;=1+2', "A;'=1+2"],
    ["=1+1;=cmd|'/C calc'!A1", "'=1+1;'=cmd|'/C calc'!A1"],
    ['A; @SUM(A1)', "A;' @SUM(A1)"],
    ['A\n=1', "A\n'=1"],
    ['\t=1', "'\t'=1"],
    ['A|+1+2', "A|'+1+2"],
    ['A,-1-2', "A,'-1-2"],
    ['A;"=1;', `A;'"=1;`],
  ])('nor what it would begin a cell with by another sign: %j', (symbol, safe) => {
    const csv = toCsv(tradeColumns, [trade('a', { symbol })]);
    expect(parse(csv)[1]?.[1]).toBe(safe);
    expect(csv).toContain(`"${safe.replaceAll('"', '""')}"`);
  });

  /** https://github.com/Semkoo/niko-table-registry/pull/194 */
  it.each(['-5', '-0.25', '-0.5 USDT, -1 BNB', 'A;-5', '-5;-6', 'A-B;C'])(
    'leaves a number in a text as it is: %j',
    (symbol) => {
      expect(parse(toCsv(tradeColumns, [trade('a', { symbol })]))[1]?.[1]).toBe(symbol);
    },
  );

  it('leaves other texts as they are', () => {
    expect(parse(toCsv(tradeColumns, [trade('a', { symbol: 'A-B=C' })]))[1]?.[1]).toBe('A-B=C');
  });

  it.each([
    ['Москва', [0xef, 0xbb, 0xbf]],
    ['Paper', []],
  ])('is read by a spreadsheet with the letters of %j', async (symbol, mark) => {
    const text = toCsv(tradeColumns, [trade('a', { symbol })]);
    const bytes = new Uint8Array(await csvFile(text).arrayBuffer());
    expect(bytes.slice(0, mark.length)).toEqual(Uint8Array.from(mark));
    expect(new TextDecoder().decode(bytes)).toBe(text);
  });
});
