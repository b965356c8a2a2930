import { describe, expect, it } from 'vitest';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';
import { now, readFile, told } from './read-file.ts';
import type { FileMapping } from '#src/ports/import-files.ts';

function read(text: string) {
  const file = new ImportFile(now, undefined);
  const written = file.write(text);
  return written.ok ? file.end() : written;
}

describe('a file that no format knows', () => {
  const text = [
    'Report of an account',
    'When;Ticker;Direction;Amount;Rate;Commission;Commission Currency;Deal',
    '31.01.2025 15:05:09;BTC-EUR;Buy;0,5;30.000,10;1,5;EUR;7',
    '01.07.2025 15:05:09;BTC-EUR;Sell;0,5;1.5;1,5;EUR;8',
  ].join('\n');

  const names = [
    'When',
    'Ticker',
    'Direction',
    'Amount',
    'Rate',
    'Commission',
    'Commission Currency',
    'Deal',
  ];

  it('is answered with its columns, samples and a guess of what they are', () => {
    expect(read(text)).toMatchObject({
      error: {
        code: 'UNKNOWN_FORMAT',
        header: names,
        samples: [expect.arrayContaining(['BTC-EUR', '30.000,10']), expect.arrayContaining(['1.5'])],
        guess: { time: 0, symbol: 1, side: 2, quantity: 3, price: 4, fee: 5, feecurrency: 6 },
      },
    });
  });

  it('is read as the trader maps it, in the zone and with the decimal separator that were chosen', () => {
    const mapping: FileMapping = {
      header: names,
      columns: { time: 0, symbol: 1, side: 2, quantity: 3, price: 4, fee: 5, feecurrency: 6, tradeid: 7 },
      times: { zone: 'Europe/Berlin', order: 'DMY' },
      decimal: ',',
    };
    const mapped = readFile(text, 10, mapping);
    expect(mapped.fills.map(told)).toEqual([
      '2025-01-31T14:05:09.000Z BUY 0.5 BTC-EUR @ 30000.1, fee 1.5 EUR, trade 7',
    ]);
    expect(mapped.problems).toEqual([
      {
        line: 4,
        column: 'Rate',
        problem: { code: 'NOT_DECIMAL_COMMA', text: '1.5' },
      },
    ]);
    const points = readFile(text.replace('0,5;1.5;1,5', '0.5;1.5;'), 10, { ...mapping, decimal: '.' });
    expect(points.fills.map(told)).toEqual([
      '2025-07-01T13:05:09.000Z SELL 0.5 BTC-EUR @ 1.5, fee unknown, trade 8',
    ]);
  });

  it('has the price in the currency of its row, where a column says it', () => {
    const titles = ['date', 'symbol', 'quantity', 'activityType', 'unitPrice', 'currency', 'fee'];
    const rows = [
      titles.join(','),
      '2025-01-02,VOD,1000,BUY,72.05,GBP,0',
      '2025-01-03,AAPL,10,BUY,240,USD,1',
      '2025-01-04,BTC-USD,1,BUY,96000,USD,',
    ];
    const columns = { time: 0, symbol: 1, quantity: 2, price: 4, currency: 5 };
    expect(read(rows.join('\n'))).toMatchObject({ error: { guess: { ...columns, fee: 6 } } });
    const times = { zone: 'UTC', order: 'YMD' } as const;
    const mapping: FileMapping = { header: titles, columns: { ...columns, side: 3 }, times, decimal: '.' };
    expect(readFile(rows.join('\n'), 10, mapping).fills.map(told)).toEqual([
      '2025-01-02T00:00:00.000Z BUY 1000 VOD @ 72.05 GBP, fee unknown',
      '2025-01-03T00:00:00.000Z BUY 10 AAPL @ 240 USD, fee unknown',
      '2025-01-04T00:00:00.000Z BUY 1 BTC-USD @ 96000, fee unknown',
    ]);
  });

  it('has small numbers as spreadsheets write them, with either decimal separator', () => {
    const columns = { time: 0, symbol: 1, side: 2, quantity: 3, price: 4 };
    const small = (decimal: FileMapping['decimal'], quantity: string) => {
      const titles = ['When', 'Pair', 'Way', 'Qty', 'Rate'];
      const rows = `${titles.join(';')}\n2025-01-31 14:05:09;BTC-EUR;BUY;${quantity};30000\n`;
      const times = { zone: 'UTC', order: 'YMD' } as const;
      const mapping: FileMapping = { header: titles, columns, times, decimal };
      return readFile(rows, 10, mapping).fills.map((fill) => fill.quantity.toString());
    };
    expect(small(',', '1,247E-06')).toEqual(['0.000001247']);
    expect(small('.', '1.247e-06')).toEqual(['0.000001247']);
  });

  it('is not read while a column that must be there is not chosen', () => {
    const mapping: FileMapping = {
      header: names,
      columns: { time: 0 },
      times: { zone: 'UTC', order: 'DMY' },
      decimal: ',',
    };
    expect(new ImportFile(now, mapping).write(text)).toMatchObject({
      error: { problem: { code: 'COLUMN_NOT_CHOSEN', column: 'symbol' } },
    });
  });
});
