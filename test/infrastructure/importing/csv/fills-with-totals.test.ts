import { describe, expect, it } from 'vitest';
import { readFile, told } from './read-file.ts';
import type { FileMapping } from '#src/ports/import-files.ts';

const start = '2025-01-31T14:05:09Z';
const at = '2025-01-31T14:05:09.000Z';

function fills(header: string, ...rows: readonly string[]) {
  return readFile([header, ...rows].join('\n'));
}

describe('a total that fills are told with', () => {
  it('gives the price where none is written', () => {
    const read = fills(
      'time,symbol,side,quantity,price,currency,total,fee',
      `${start},BTC-EUR,buy,0.003,,,-100.00,1`,
      `${start},SAP,sell,4,,EUR,500,0`,
    );
    expect(read.fills.map(told)).toEqual([
      `${at} BUY 0.003 BTC-EUR @ 33333.333333333333333333, for 100, fee 1 EUR`,
      `${at} SELL 4 SAP @ 125 EUR, fee 0 EUR`,
    ]);
  });

  it('will do for a column of prices, in a file of ours and in one that is mapped', () => {
    const own = fills('time,symbol,side,quantity,total', `${start},BTC-EUR,buy,2,60000`);
    expect(own.fills.map(told)).toEqual([`${at} BUY 2 BTC-EUR @ 30000, fee unknown`]);
    const header = ['When', 'What', 'How', 'Pieces', 'Sum'];
    const mapping: FileMapping = {
      header,
      columns: { time: 0, symbol: 1, side: 2, quantity: 3, total: 4 },
      times: { zone: 'UTC', order: 'YMD' },
      decimal: ',',
    };
    const mapped = readFile(`${header.join(';')}\n${start};BTC-EUR;buy;2;60.000,50`, 10, mapping);
    expect(mapped.fills.map(told)).toEqual([`${at} BUY 2 BTC-EUR @ 30000.25, fee unknown`]);
  });

  it('is kept where it rounds, and asked about where it is another', () => {
    const header = 'time,symbol,side,quantity,price,total,fee,fee currency';
    const read = fills(
      header,
      `${start},BTC-EUR,buy,0.12345678,30000.01,3703.70,1,EUR`,
      `${start},BTC-EUR,buy,2,30000,70000,1,EUR`,
    );
    expect(read.fills.map(told)).toEqual([`${at} BUY 0.12345678 BTC-EUR @ 30000.01, for 3703.7, fee 1 EUR`]);
    expect(read.questions).toEqual([
      { id: 'totals', about: 'total', line: 3, example: '2 × 30000 = 60000 ≠ 70000', rows: 1 },
    ]);
  });

  it('may have the fee in it, to the last digit, and is then what was paid before it', () => {
    const read = fills(
      'time,symbol,side,quantity,price,total,fee,fee currency',
      `${start},BTC-EUR,buy,2,30000,60001.25,1.25,EUR`,
      `${start},BTC-EUR,sell,2,30000,59998.75,1.25,EUR`,
      `${start},BTC-EUR,sell,0.01,3.12,0.03,0.0012,EUR`,
    );
    expect(read.fills.map(told)).toEqual([
      `${at} BUY 2 BTC-EUR @ 30000, fee 1.25 EUR`,
      `${at} SELL 2 BTC-EUR @ 30000, fee 1.25 EUR`,
      `${at} SELL 0.01 BTC-EUR @ 3.12, fee 0.0012 EUR`,
    ]);
  });

  it('of prices in pence is in pence or in pounds, as they prove', () => {
    const read = fills(
      'time,symbol,side,quantity,price,currency,total',
      `${start},VOD,buy,100,70,GBX,7000`,
      `${start},VOD,buy,100,70,GBX,70`,
    );
    expect(read.fills.map(told)).toEqual([
      `${at} BUY 100 VOD @ 0.7 GBP, fee unknown`,
      `${at} BUY 100 VOD @ 0.7 GBP, fee unknown`,
    ]);
  });

  it('is refused where it is no number, and asks for a price where neither is written', () => {
    const read = fills(
      'time,symbol,side,quantity,price,total',
      `${start},BTC-EUR,buy,2,,about 3`,
      `${start},BTC-EUR,buy,2,,`,
    );
    expect(read.problems.map(({ line, column, problem }) => [line, column, problem.code])).toEqual([
      [2, 'total', 'NOT_A_NUMBER'],
      [3, 'price', 'NUMBER_EMPTY'],
    ]);
  });
});
