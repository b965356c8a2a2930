import { describe, expect, it } from 'vitest';
import type { FileMapping } from '#src/ports/import-files.ts';
import { readFile, told } from './read-file.ts';

const header = ['When', 'Pair', 'Way', 'Price', 'Filled', 'Worth', 'Fee'];
const mapping: FileMapping = {
  header,
  columns: { time: 0, symbol: 1, side: 2, price: 3, quantity: 4, total: 5, fee: 6 },
  times: { zone: 'UTC', order: 'YMD' },
  decimal: '.',
};

function read(row: string, columns: FileMapping['columns'] = {}) {
  const file = [[...header, 'Fee in', 'Price in'].join(','), `2025-01-31 14:05:09,${row}`].join('\n');
  const chosen = { ...mapping, header: [...header, 'Fee in', 'Price in'] };
  return readFile(file, 50, { ...chosen, columns: { ...mapping.columns, ...columns } });
}

/** Binance's files since 2025 end every number with its asset, and many pages show signs of currencies. */
describe('a number whose cell says what it is in', () => {
  it.each([
    ['BTCUSDT,BUY,60000,0.01BTC,600USDT,0.00001BTC', 'fee 0.00001 BTC'],
    ['BTCUSDT,SELL,60000,0.01BTC,600USDT,0.3USDT', 'fee 0.3 USDT'],
    ['BTCUSDT,SELL,60000,0.01,600,0.0003BNB', 'fee 0.0003 BNB'],
    ['BTC-EUR,SELL,€60000,0.01,€600,€0.30', 'fee 0.3 EUR'],
  ])('is charged in that: %s', (row, fee) => {
    const { fills, problems } = read(row);
    expect(problems).toEqual([]);
    expect(fills.map(told)).toEqual([expect.stringMatching(new RegExp(`${fee}$`, 'u'))]);
  });

  it.each([
    ['BTCUSDT,BUY,60000,600USDT,600,0', 'Filled', '600USDT', 'BTC'],
    ['1INCHUSDT,BUY,0.5,20.51INCH,,0', 'Filled', '20.51INCH', '1INCH'],
    ['BTCUSDT,BUY,60000,0.01,0.01BTC,0', 'Worth', '0.01BTC', 'USDT'],
    ['AAPL,BUY,170 USD,500 USD,,0', 'Filled', '500 USD', 'AAPL'],
  ])('is not taken for another: %s', (row, column, text, unit) => {
    const { fills, problems } = read(row, { currency: 8 });
    expect(fills).toEqual([]);
    expect(problems).toEqual([{ line: 2, column, problem: { code: 'OTHER_UNIT', text, unit } }]);
  });

  it('is not taken for what another column says that it is in', () => {
    const inColumns = { feecurrency: 7, currency: 8 };
    expect(read('AAPL,BUY,170 USD,1,,1 USD,EUR,USD', inColumns).problems).toEqual([
      { line: 2, column: 'Fee', problem: { code: 'OTHER_UNIT', text: '1 USD', unit: 'EUR' } },
    ]);
    expect(read('AAPL,BUY,170 USD,1,,1 EUR,EUR,EUR', inColumns).problems).toEqual([
      { line: 2, column: 'Price', problem: { code: 'OTHER_UNIT', text: '170 USD', unit: 'EUR' } },
    ]);
    expect(
      read('AAPL,BUY,170 USD,1,,1 EUR,eur,usd', inColumns).fills.map((fill) => fill.feeCurrency),
    ).toEqual(['EUR']);
  });

  it.each(['TSLA261016C00430000', '-PLTR260220C150', 'SPXW 260327P06540.5'])(
    'and an option, of which one is on a hundred shares, is not taken for a share: %s',
    (symbol) => {
      const { fills, problems } = read(`${symbol},BUY,4.20,1,,0`, { currency: 8 });
      expect(fills).toEqual([]);
      expect(problems.map(({ problem }) => problem.code)).toEqual(['SYMBOL_DERIVATIVE']);
    },
  );

  it('is so in our own columns too', () => {
    const text = 'time,symbol,side,quantity,price,fee\n2025-01-31T14:05:09Z,BTC-USDT,buy,0.5,30000,0.0005BTC';
    expect(readFile(text).fills.map(told)).toEqual([
      '2025-01-31T14:05:09.000Z BUY 0.5 BTC-USDT @ 30000, fee 0.0005 BTC',
    ]);
  });
});
