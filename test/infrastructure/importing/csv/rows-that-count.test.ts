import { describe, expect, it } from 'vitest';
import type { FileMapping } from '#src/ports/import-files.ts';
import { readFile, told } from './read-file.ts';

const header = ['Level', 'When', 'Pair', 'Way', 'Qty', 'Rate'];
const mapping: FileMapping = {
  header,
  columns: { level: 0, time: 1, symbol: 2, side: 3, quantity: 4, price: 5 },
  times: { zone: 'UTC', order: 'YMD' },
  decimal: '.',
};
const text = [
  header.join(';'),
  'Order;2025-01-31 14:00:00;ADA-EUR;buy;5;2',
  'Trade;2025-01-31 14:00:00;ADA-EUR;buy;2;2',
  'trade;2025-01-31 14:00:00;ADA-EUR;buy;3;2',
  'Summary;;ADA-EUR;;5;',
].join('\n');

describe('a column that says which rows count', () => {
  it('is asked about by each of its values, and nothing is read before', () => {
    const read = readFile(text, 9, mapping);
    expect(read.fills).toEqual([]);
    expect(read.problems).toEqual([]);
    expect(read.questions).toEqual([
      { id: 'level ORDER', about: 'level', example: 'Order', rows: 1 },
      { id: 'level TRADE', about: 'level', example: 'Trade', rows: 2 },
      { id: 'level SUMMARY', about: 'level', example: 'Summary', rows: 1 },
    ]);
  });

  it('leaves out what does not count, which is said and counted', () => {
    const answers = { 'level ORDER': 'passed', 'level TRADE': 'counts', 'level SUMMARY': 'passed' };
    const read = readFile(text, 9, mapping, answers);
    expect(read.questions).toEqual([]);
    expect(read.fills.map(told)).toEqual([
      '2025-01-31T14:00:00.000Z BUY 2 ADA-EUR @ 2, fee unknown',
      '2025-01-31T14:00:00.000Z BUY 3 ADA-EUR @ 2, fee unknown',
    ]);
    expect(read.skipped).toBe(2);
    expect(read.skippedRows).toEqual([
      { line: 2, reason: { code: 'LEFT_OUT', text: 'Order' } },
      { line: 5, reason: { code: 'LEFT_OUT', text: 'Summary' } },
    ]);
  });

  it('asks about a value that comes later, and about rows without one', () => {
    const answers = { 'level ORDER': 'passed', 'level TRADE': 'counts', 'level SUMMARY': 'passed' };
    const later = `${text}\n;2025-01-31 15:00:00;ADA-EUR;sell;5;2\nFee;2025-01-31 15:00:00;ADA-EUR;;;`;
    expect(readFile(later, 9, mapping, answers).questions).toEqual([
      { id: 'level ', about: 'level', example: '', rows: 1 },
      { id: 'level FEE', about: 'level', example: 'Fee', rows: 1 },
    ]);
  });

  it('can be answered whatever is written, however long', () => {
    const long = text.replace('Summary', 'S'.repeat(300));
    for (const { id } of readFile(long, 9, mapping).questions) expect(id.length).toBeLessThanOrEqual(60);
  });
});
