import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { RowEnd } from '#src/domain/row-end.ts';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';
import { now, readFile, told } from './read-file.ts';

const header = 'time,symbol,side,quantity,price,fee,fee currency,order id';
const row = '2025-01-31T14:05:09Z,BTC-USDT,buy,0.50,30000.10,1.5,USDT,77';

/** As `readFile`, without what a plain file never has. */
async function contents(text: string, pieceSize?: number) {
  const { fills, problems, invalid } = readFile(text, pieceSize);
  return { fills, problems, invalid };
}

function read(text: string) {
  const file = new ImportFile(now, undefined);
  const written = file.write(text);
  return written.ok ? file.end() : written;
}

/** A file of one row, that has `value` in one column. */
async function problemWith(column: string, value: string): Promise<RowEnd | undefined> {
  const cells = row.split(',');
  cells[header.split(',').indexOf(column)] = value;
  const { problems } = await contents(`${header}\n${cells.map((cell) => `"${cell}"`).join(',')}`);
  return problems.find((problem) => problem.column === column)?.problem;
}

describe('a CSV of fills', () => {
  const expected = {
    line: 2,
    time: Date.UTC(2025, 0, 31, 14, 5, 9),
    symbol: 'BTC-USDT',
    side: 'BUY',
    quantity: Decimal.from('0.5'),
    price: Decimal.from('30000.1'),
    fee: Decimal.from('1.5'),
    feeCurrency: 'USDT',
    orderId: '77',
    tradeId: undefined,
    priceCurrency: undefined,
  };

  it.each([
    ['as documented', `${header}\n${row}\n`],
    ['without a last line break', `${header}\n${row}`],
    ['from Windows, with a byte order mark', `\uFEFF${header}\r\n${row}\r\n`],
    ['from an old Mac', `${header}\r${row}\r`],
    ['with semicolons', `${header}\n${row}\n`.replaceAll(',', ';')],
    ['with tabs', `${header}\n${row}\n`.replaceAll(',', '\t')],
    [
      'with quoted names and values',
      `"Time","SYMBOL"," Side ","Quantity","Price","Fee","Fee_Currency","orderID"\n"${row.replaceAll(',', '","')}"`,
    ],
    ['with surplus columns', `${header},note,\n${row},"a, b",\n`],
  ])('is read %s', async (_how, text) => {
    expect(await contents(text)).toEqual({ fills: [expected], problems: [], invalid: 0 });
  });

  it('is read as the table of fills is exported', async () => {
    const names = 'Time,Symbol,Side,Quantity,Price,Notional,Currency,Fee,Fee in,Liquidity,Order,Account';
    const values = [
      '2025-01-31T14:05:09.000Z,BTC-USDT,BUY,0.5,30000.1,15000.05,USDT,-1.5,BNB,TAKER,77,Paper',
      '2025-01-31T14:05:09.000Z,BTC-USDT,BUY,0.5,30000.1,15000.05,USDT,,,MAKER,77,Paper',
    ];
    const { fills, problems } = await contents(`${[names, ...values].join('\r\n')}\r\n`);
    expect(problems).toEqual([]);
    expect(fills).toMatchObject([
      { ...expected, fee: Decimal.from('-1.5'), feeCurrency: 'BNB', orderId: undefined },
      { ...expected, line: 3, fee: undefined, feeCurrency: undefined, orderId: undefined },
    ]);
  });

  it.each([
    // London's prices, as brokers write them: Vodafone at 72.05 pence is 0.7205 pounds.
    ['VOD', '72.05', 'GBX', 'VOD @ 0.7205 GBP'],
    ['VOD', '72.05', 'GBp', 'VOD @ 0.7205 GBP'],
    ['VOD', '0.7205', 'GBP', 'VOD @ 0.7205 GBP'],
    ['NPN', '350000', 'ZAc', 'NPN @ 3500 ZAR'],
    ['TEVA', '5432', 'ILA', 'TEVA @ 54.32 ILS'],
    ['AAPL', '240', 'usd', 'AAPL @ 240 USD'],
    // As a cell of the price writes it.
    ['AAPL', '240 USD', '', 'AAPL @ 240 USD'],
    ['VOD', '72.05 GBX', '', 'VOD @ 0.7205 GBP'],
    ['SAP', '€170.20', '', 'SAP @ 170.2 EUR'],
    ['BTC-USDT', '$1,234,567.5', '', 'BTC-USDT @ 1234567.5'],
    // The name of a pair says what its price is in.
    ['BTC-USDT', '30000', 'USDT', 'BTC-USDT @ 30000'],
  ])('has the price of %s, %s in the currency %s', async (symbol, price, code, expectedFill) => {
    for (const name of ['currency', 'Price currency']) {
      const { fills, problems } = await contents(
        `time,symbol,side,quantity,price,${name}\n2025-01-31,${symbol},buy,1,"${price}",${code}`,
      );
      expect(problems).toEqual([]);
      expect(fills.map(told)).toEqual([`2025-01-31T00:00:00.000Z BUY 1 ${expectedFill}, fee unknown`]);
    }
  });

  it.each([
    [
      'English',
      'Time [time],Symbol [symbol],Side [side],Quantity [quantity],Price [price],Fee [fee],Fee in [feeCurrency]',
    ],
    [
      'German',
      'Zeit [time],Symbol [symbol],Seite [side],Menge [quantity],Preis [price],Gebühr [fee],Gebühr in [feeCurrency]',
    ],
  ])('reads its own export in %s', async (_language, names) => {
    const { fills } = await contents(`${names}\n2025-01-31T14:05:09.000Z,BTC-USDT,BUY,0.5,30000.1,1.5,USDT`);
    expect(fills.map(told)).toEqual(['2025-01-31T14:05:09.000Z BUY 0.5 BTC-USDT @ 30000.1, fee 1.5 USDT']);
  });

  it('has a fee in pence too', async () => {
    const { fills } = await contents(
      'time,symbol,side,quantity,price,currency,fee,fee currency\n2025-01-31,VOD,buy,1,72.05,GBX,595,GBX',
    );
    expect(fills.map(told)).toEqual(['2025-01-31T00:00:00.000Z BUY 1 VOD @ 0.7205 GBP, fee 5.95 GBP']);
  });

  it.each([
    ['BTC-USDT', 'EUR', { code: 'OTHER_PRICE_CURRENCY', text: 'EUR', symbol: 'BTC-USDT', currency: 'USDT' }],
    ['AAPL', 'U.S.', { code: 'NOT_A_CURRENCY', text: 'U.S.' }],
  ])('is refused where the price of %s is in %s', async (symbol, code, problem) => {
    const { fills, problems } = await contents(
      `time,symbol,side,quantity,price,Price currency\n2025-01-31,${symbol},buy,1,2,${code}`,
    );
    expect(fills).toEqual([]);
    expect(problems).toEqual([{ line: 2, column: 'Price currency', problem }]);
  });

  it('is the same in pieces of any size', async () => {
    const text = `\uFEFF${header}\r\n\r\n${row}\r\n"2025-01-31","é,x",hold\r\n${row}`;
    const whole = await contents(text);
    expect(whole.fills.map(({ line }) => line)).toEqual([3, 5]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 50 }), async (size) => {
        expect(await contents(text, size)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('may leave fee, fee currency and order id out', async () => {
    const { fills } = await contents('price,quantity,side,symbol,time\n2,1,S,btc-usdt,1700000000');
    expect(fills).toEqual([
      {
        line: 2,
        time: 1_700_000_000_000,
        symbol: 'BTC-USDT',
        side: 'SELL',
        quantity: Decimal.one,
        price: Decimal.from('2'),
        fee: undefined,
        feeCurrency: undefined,
        orderId: undefined,
        tradeId: undefined,
        priceCurrency: undefined,
      },
    ]);
  });

  it('asks what the price of a share is in that no column tells, and which of day and month comes first', async () => {
    const text = 'time,symbol,side,quantity,price\n03/04/2025,AAPL,buy,1,240\n2025-04-04,AAPL,sell,1,241';
    const asked = readFile(text);
    expect(asked.fills).toEqual([]);
    expect(asked.questions).toEqual([
      { id: 'dates', about: 'dates', example: '03/04/2025', rows: 1 },
      { id: 'currency', about: 'currency', example: 'AAPL', rows: 2 },
    ]);
    const { fills, questions } = readFile(text, 64_000, undefined, { currency: 'USD', dates: 'DMY' });
    expect(questions).toEqual([]);
    expect(fills.map(told)).toEqual([
      '2025-04-03T00:00:00.000Z BUY 1 AAPL @ 240 USD, fee unknown',
      '2025-04-04T00:00:00.000Z SELL 1 AAPL @ 241 USD, fee unknown',
    ]);
  });

  it('takes a fee in a coin whose code has 21 letters, as its symbol may', async () => {
    const { fills } = await contents(
      `${header}\n2025-01-31,ABCDEFGHIJKLMNOPQRSTU-USDT,buy,5,0.25,0.005,ABCDEFGHIJKLMNOPQRSTU,o-1`,
    );
    expect(fills.map(({ symbol, feeCurrency }) => [symbol, feeCurrency])).toEqual([
      ['ABCDEFGHIJKLMNOPQRSTU-USDT', 'ABCDEFGHIJKLMNOPQRSTU'],
    ]);
  });

  it.each([
    ['2025-01-31', Date.UTC(2025, 0, 31)],
    ['20250131;140509', Date.UTC(2025, 0, 31, 14, 5, 9)],
    ['2025-01-31 14:05', Date.UTC(2025, 0, 31, 14, 5)],
    ['2025-01-31T14:05:09.123456', Date.UTC(2025, 0, 31, 14, 5, 9, 123)],
    ['2025-01-31 14:05:09 UTC', Date.UTC(2025, 0, 31, 14, 5, 9)],
    ['2025-01-31T14:05:09+05:30', Date.UTC(2025, 0, 31, 8, 35, 9)],
    ['2025-01-31T14:05:09-0500', Date.UTC(2025, 0, 31, 19, 5, 9)],
    ['1738332309123', 1_738_332_309_123],
    ['1738332309', 1_738_332_309_000],
  ])('takes the time %s', async (text, time) => {
    const { fills } = await contents(`${header}\n${row.replace(/^[^,]+/, text)}`);
    expect(fills.map((fill) => fill.time)).toEqual([time]);
  });

  it.each<[string, string, RowEnd]>([
    ['quantity', '1,5', { code: 'NOT_PLAIN_NUMBER', text: '1,5', plain: '1.5' }],
    ['quantity', '1,500', { code: 'TWO_NUMBERS', text: '1,500', whole: '1500', fraction: '1.500' }],
    ['price', '1.234,50', { code: 'NOT_PLAIN_NUMBER', text: '1.234,50', plain: '1234.5' }],
    ['price', '12 345', { code: 'NOT_PLAIN_NUMBER', text: '12 345', plain: '12345' }],
    ['price', 'x5', { code: 'NOT_A_NUMBER', text: 'x5' }],
    ['price', '', { code: 'NUMBER_EMPTY' }],
    ['quantity', '-1', { code: 'SIDE_AND_SIGN_DIFFER', text: '-1' }],
    ['quantity', '0', { code: 'NOT_ABOVE_ZERO', text: '0' }],
    ['quantity', '1e-60', { code: 'NUMBER_TOO_LONG', text: '1e-60', longest: 40 }],
    ['side', 'long', { code: 'NOT_A_SIDE', text: 'long' }],
    ['symbol', 'BTC USDT', { code: 'NOT_A_SYMBOL', text: 'BTC USDT' }],
    // Letters to Unicode, and nothing to the eye: it would pass for another symbol.
    ['symbol', 'BTC\u3164', { code: 'NOT_A_SYMBOL', text: 'BTC' }],
    ['symbol', 'BTC\u115FX', { code: 'NOT_A_SYMBOL', text: 'BTC X' }],
    ['fee currency', 'US\u1160D', { code: 'NOT_A_CURRENCY', text: 'US D' }],
    ['order id', '1\uFFA02', { code: 'NOT_AN_ID', text: '1 2', longest: 80 }],
    ['symbol', 'BTC/USDT:USDT', { code: 'SYMBOL_DERIVATIVE', text: 'BTC/USDT:USDT' }],
    ['symbol', '', { code: 'SYMBOL_EMPTY' }],
    ['time', '2027-01-01', { code: 'TIME_IN_FUTURE', text: '2027-01-01' }],
    ['time', '1969-12-31', { code: 'TIME_BEFORE_1970', text: '1969-12-31' }],
    ['time', '', { code: 'TIME_EMPTY', zone: 'UTC' }],
    ['fee currency', '', { code: 'FEE_CURRENCY_EMPTY' }],
    ['fee currency', 'US$', { code: 'NOT_A_CURRENCY', text: 'US$' }],
    ['order id', 'a b', { code: 'NOT_AN_ID', text: 'a b', longest: 80 }],
    ['side', 'x'.repeat(50), { code: 'NOT_A_SIDE', text: `${'x'.repeat(40)}…` }],
  ])('says what is wrong with the %s "%s"', async (column, value, problem) => {
    expect(await problemWith(column, value)).toEqual(problem);
  });

  it.each(['32/01/2025', '2025-02-30', '2025-01-31T25:00', '12:00'])(
    'refuses the time "%s"',
    async (text) => {
      expect(await problemWith('time', text)).toEqual({ code: 'NOT_A_TIME', text, zone: 'UTC' });
    },
  );

  it('names every line and column that is wrong, and counts the rows', async () => {
    const text = `${header}\n${row}\n\n2025-01-31,AAPL,hold,x,1\n"2025-01-31","A\nB",buy,1,1\n2025-01-31,AAPL,buy,1,2,3,USD,4,5`;
    const { fills, problems, invalid } = await contents(text);
    expect(fills).toHaveLength(1);
    expect(invalid).toBe(3);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [4, 'side'],
      [4, 'quantity'],
      [5, 'symbol'],
      [7, '9'],
    ]);
  });

  it('keeps the first hundred problems of more', async () => {
    const { problems, invalid } = await contents(`${header}\n${'x\n'.repeat(1000)}`);
    expect(problems).toHaveLength(100);
    expect(invalid).toBe(1000);
  });

  it.each([
    ['an empty file', '', { code: 'FILE_EMPTY' }],
    ['blank lines', '\n \n\n', { code: 'FILE_EMPTY' }],
    ['a file without columns', '1;2\n3;4', { code: 'NO_HEADER' }],
    ['a column twice', `${header},Price\n`, { code: 'COLUMN_TWICE', column: 'Price' }],
    ['a binary file', 'PK\u0003\u0004\0\0', { code: 'NOT_TEXT' }],
    ['an endless first line', 'x'.repeat(200_000), { code: 'LINE_TOO_LONG', line: 1, longest: 16_384 }],
    ['100,000 blank lines', '\n'.repeat(100_000), { code: 'NO_HEADER' }],
    [
      'an endless line below blank ones',
      `\n\n${' '.repeat(200_000)}`,
      { code: 'LINE_TOO_LONG', line: 3, longest: 16_384 },
    ],
    [
      'an endless line',
      `${header}\n${row}${'x'.repeat(200_000)}`,
      { code: 'LINE_TOO_LONG', line: 2, longest: 16_384 },
    ],
    [
      'an open quotation mark',
      `${header}\n${row}\n2025-01-31,"AAPL,buy\n${row}\n`,
      { code: 'QUOTE_LEFT_OPEN', line: 3 },
    ],
    [
      'an open quotation mark that another row closes',
      `${header},note\n${row}\n${row},"first buy\n${row}\n${row},"last buy"\n${row}`,
      { code: 'QUOTE_LEFT_OPEN', line: 3 },
    ],
    [
      'an open quotation mark in a value of two lines that another row closes',
      `${header},note,more,tag\n${row}\n${row},"first\nbuy","and more\n${row}\n${row},"last buy",x\n`,
      { code: 'QUOTE_LEFT_OPEN', line: 3 },
    ],
    [
      'an open quotation mark that ends where a value of another row does',
      `${header},note\n${row},"5 inch\n${row}\n${row},a 19"\n${row}`,
      { code: 'QUOTE_LEFT_OPEN', line: 2 },
    ],
    [
      'an open quotation mark in a long file',
      `${header}\n${row}\n2025-01-31,"AAPL,buy\n${'and so on\n'.repeat(5000)}`,
      { code: 'LINE_TOO_LONG', line: 3, longest: 16_384 },
    ],
    [
      'a column of names that is no column of symbols',
      [header, ...Array.from({ length: 20_001 }, (_, at) => row.replace('BTC-', `N${at}-`))].join('\n'),
      { code: 'TOO_MANY_SYMBOLS', line: 20_002, most: 20_000 },
    ],
  ])('refuses %s', (_what, text, problem) => {
    expect(read(text)).toEqual({ ok: false, error: { code: 'UNREADABLE_FILE', problem } });
  });

  it('takes nothing after its end', () => {
    const file = new ImportFile(now, undefined);
    file.write(`${header}\n`);
    file.end();
    expect(file.write(row)).toMatchObject({
      error: { problem: { code: 'READ_TO_END' } },
    });
  });
});
