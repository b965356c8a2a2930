import { describe, expect, it } from 'vitest';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';
import type { FileMapping } from '#src/ports/import-files.ts';
import { now, readFile, told } from './read-file.ts';

const header = ['When', 'Pair', 'Qty', 'Rate', 'Sum', 'Costs'];
const columns = { time: 0, symbol: 1, quantity: 2, price: 3, total: 4, fee: 5 };
const mapping = (direction: FileMapping['direction'], more: Partial<FileMapping> = {}): FileMapping => ({
  header,
  columns,
  times: { zone: 'UTC', order: 'YMD' },
  decimal: '.',
  ...(direction === undefined ? {} : { direction }),
  ...more,
});
const file = (...rows: readonly string[]) => [header.join(';'), ...rows].join('\n');
const sidesOf = (read: ReturnType<typeof readFile>) =>
  read.fills.map(({ side, quantity }) => `${side} ${quantity.toString()}`);
const refused = (how: FileMapping) =>
  new ImportFile(now, how).write(`${file('2025-01-31;ADA-EUR;5;2;10;0')}\n`);

describe('a file without a column for the side', () => {
  it('is read by the sign of its quantity, by what was paid or by what came into the position', () => {
    const bySize = file('2025-01-31 14:00:00;ADA-EUR;5;2;10;0', '2025-01-31 15:00:00;ADA-EUR;-5;3;15;0');
    expect(readFile(bySize, 9, mapping('quantity')).fills.map(told)).toEqual([
      '2025-01-31T14:00:00.000Z BUY 5 ADA-EUR @ 2, fee 0 EUR',
      '2025-01-31T15:00:00.000Z SELL 5 ADA-EUR @ 3, fee 0 EUR',
    ]);
    const byTotal = file('2025-01-31 14:00:00;ADA-EUR;5;2;-10;0', '2025-01-31 15:00:00;ADA-EUR;5;3;15;0');
    expect(sidesOf(readFile(byTotal, 9, mapping('paid')))).toEqual(['BUY 5', 'SELL 5']);
    expect(sidesOf(readFile(byTotal, 9, mapping('value')))).toEqual(['SELL 5', 'BUY 5']);
  });

  it('does not become all purchases where nothing in it has a sign: that is asked', () => {
    const unsigned = file('2025-01-31 14:00:00;ADA-EUR;5;2;10;0', '2025-01-31 15:00:00;ADA-EUR;5;3;15;0');
    for (const direction of ['quantity', 'paid', 'value'] as const) {
      const { questions } = readFile(unsigned, 9, mapping(direction));
      expect(questions).toEqual([
        { id: 'direction', about: 'direction', example: direction === 'quantity' ? '5' : '10', rows: 2 },
      ]);
      for (const side of ['BUY', 'SELL'] as const) {
        const read = readFile(unsigned, 9, mapping(direction), { direction: side });
        expect(read.questions).toEqual([]);
        expect(sidesOf(read)).toEqual([`${side} 5`, `${side} 5`]);
      }
    }
  });

  it('is left out where the trader says that its rows are neither', () => {
    const unsigned = file('2025-01-31 14:00:00;ADA-EUR;5;2;10;0', '2025-01-31 15:00:00;ADA-EUR;5;3;15;0');
    const read = readFile(unsigned, 9, mapping('paid'), { direction: 'neither' });
    expect(read).toMatchObject({ fills: [], questions: [], problems: [] });
    expect(read.skippedRows).toEqual([
      { line: 2, reason: { code: 'NO_TRADES' } },
      { line: 3, reason: { code: 'NO_TRADES' } },
    ]);
  });

  describe('with money that moved among its trades', () => {
    const names = [...header, 'What', 'Name'];
    const rows = [
      '2025-01-31 14:00:00;ACME;5;2;-10;0;Order;Dividend Aristocrats',
      '2025-01-31 15:00:00;ACME;5;0.3;1.5;0;Dividend (Ordinary);Acme',
      '2025-01-31 16:00:00;ACME;1;3;-3;0;Custody fee;Acme',
      '2025-01-31 17:00:00;ACME;5;3;15;0;;Tax Free Trust',
    ];
    const text = [names.join(';'), ...rows].join('\n');
    const how = { header: names, times: { zone: 'UTC', order: 'YMD' }, decimal: '.' } as const;

    it('has no dividend as a sale, nor a fee as a purchase', () => {
      const read = readFile(text, 9, mapping('paid', how), { currency: 'USD' });
      expect(sidesOf(read)).toEqual(['BUY 5', 'SELL 5']);
      expect(read.skippedRows).toEqual([
        { line: 3, reason: { code: 'MOVEMENT_LEFT_OUT', type: 'Dividend (Ordinary)' } },
        { line: 4, reason: { code: 'MOVEMENT_LEFT_OUT', type: 'Custody fee' } },
      ]);
    });

    it('is read as the trader says of its kinds of rows', () => {
      const byKind = mapping('paid', { ...how, columns: { ...columns, level: 6 } });
      const { questions } = readFile(text, 9, byKind, { currency: 'USD' });
      const answers = Object.fromEntries(questions.map(({ id }) => [id, 'counts']));
      expect(questions.map(({ about }) => about)).toEqual(['level', 'level', 'level', 'level']);
      expect(sidesOf(readFile(text, 9, byKind, { ...answers, currency: 'USD' }))).toHaveLength(4);
    });
  });

  it('is not asked about where one row has a sign, a plus too', () => {
    for (const rows of [
      ['+5', '5'],
      ['5', '-5'],
      ['5', '(5)'],
      ['5', '−5'],
    ]) {
      const text = file(...rows.map((size, at) => `2025-01-31 1${at}:00:00;ADA-EUR;${size};2;10;0`));
      const read = readFile(text, 9, mapping('quantity'));
      expect(read.questions).toEqual([]);
      expect(sidesOf(read)).toEqual(['BUY 5', rows[1] === '5' ? 'BUY 5' : 'SELL 5']);
    }
  });

  it('refuses a row whose quantity and total tell other sides', () => {
    const text = file('2025-01-31 14:00:00;ADA-EUR;-5;2;-10;0');
    expect(readFile(text, 9, mapping('paid')).problems).toEqual([
      { line: 2, column: 'Qty', problem: { code: 'SIDE_AND_SIGN_DIFFER', text: '-5' } },
    ]);
  });

  it('is not read by the sign of a total that has no column, nor without any way to tell', () => {
    const { total: _, ...untold } = columns;
    expect(refused(mapping('paid', { columns: untold }))).toMatchObject({
      error: { problem: { code: 'COLUMN_NOT_CHOSEN', column: 'total' } },
    });
    expect(refused(mapping(undefined))).toMatchObject({
      error: { problem: { code: 'COLUMN_NOT_CHOSEN', column: 'side' } },
    });
  });
});

describe('fees with a minus in a file that the trader maps', () => {
  const text = file('2025-01-31 14:00:00;ADA-EUR;5;2;10;-0.5', '2025-01-31 15:00:00;ADA-EUR;-5;3;15;0.25');

  it('are asked about: brokers write what was paid with a minus, and exchanges what was paid back', () => {
    expect(readFile(text, 9, mapping('quantity')).questions).toEqual([
      { id: 'fees', about: 'fee', example: '-0.5', rows: 1 },
    ]);
    const feesOf = (fees: string) =>
      readFile(text, 9, mapping('quantity'), { fees }).fills.map(({ fee }) => fee?.toString());
    expect(feesOf('paid')).toEqual(['0.5', '-0.25']);
    expect(feesOf('received')).toEqual(['-0.5', '0.25']);
  });
});
