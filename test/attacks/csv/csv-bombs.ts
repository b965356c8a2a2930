/** Files of trades that are made to take memory or time, or to be taken for what they are not. */
import { gzipSync } from 'node:zlib';

export type CsvBomb = {
  readonly name: string;
  bytes(): Iterable<Buffer>;
  /** The code by which the whole file is refused, or how many of its rows are trades. */
  readonly comesTo: string | number;
};

const header = 'time,symbol,side,quantity,price,fee,fee currency,order id';
const mebibyte = 1024 * 1024;
const manyRows = 100_000;

function row(
  number: number,
  cells: Partial<Record<'time' | 'symbol' | 'quantity' | 'price' | 'id', string>> = {},
): string {
  const {
    time = new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString(),
    symbol = 'BTC-USDT',
    quantity = '1',
    price = '100',
    id = '',
  } = cells;
  return `${time},${symbol},buy,${quantity},${price},,,${id}`;
}

function bomb(name: string, comesTo: string | number, text: () => string | Buffer): CsvBomb {
  return { name, comesTo, bytes: () => [Buffer.from(text())] };
}

/** The same again and again, without ever standing in memory as a whole. */
function swelling(
  name: string,
  comesTo: string | number,
  first: string,
  piece: string,
  mebibytes: number,
): CsvBomb {
  const times = Math.ceil((mebibytes * mebibyte) / Buffer.byteLength(piece));
  return {
    name,
    comesTo,
    *bytes() {
      yield Buffer.from(first);
      const more = Buffer.from(piece);
      for (let time = 0; time < times; time += 1) yield more;
    },
  };
}

function withRows(rows: readonly string[]): string {
  return [header, ...rows].join('\n');
}

function rowsOf(count: number, make: (number: number) => string): string {
  return withRows(Array.from({ length: count }, (_, number) => make(number)));
}

const block = 'x'.repeat(mebibyte);
const formulas = [
  '=1+1',
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  `=cmd|' /C calc'!A0`,
  '=HYPERLINK("http://evil.example")',
  '\t=1',
  '=1\r',
];
const oddNumbers = [
  '1e308',
  '1e999999999',
  '1e-999999999',
  'NaN',
  'Infinity',
  '-0',
  '0x7f',
  '1_000',
  '٣',
  '9'.repeat(15_000),
  '0.'.padEnd(15_000, '1'),
];
const oddTimes = [
  '275761-01-01',
  '-000001-01-01T00:00:00Z',
  '99999999999999999999',
  '1e20',
  '0000-00-00',
  '2024-02-30',
  'now()',
];
/** Three of them make a line that is nearly as long as one may be. */
const longCells = [
  'T'.repeat(5_000),
  `(${'1'.repeat(5_000)}`,
  `USD${' '.repeat(5_000)}x`,
  `${'1 '.repeat(2_500)}x`,
];
const okxFunding =
  'UID:1,Account Type:Funding,Time Zone:UTC+0\nid,Time,Type,Amount,Before Balance,After Balance,Symbol';
/** As SQL, as a path, and as what a terminal or a browser acts on. */
const oddSymbols = [
  `'; DROP TABLE fills; --`,
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\u001b[2J',
  '\u202eTDSU-CTB',
  'a\u200bb',
  '\ud800',
];

export const csvBombs: readonly CsvBomb[] = [
  swelling('a line of 128 MiB that has no end', 'LINE_TOO_LONG', '', block, 128),
  swelling('a line of 128 MiB below a header', 'LINE_TOO_LONG', `${header}\n`, block, 128),
  swelling('a cell of 64 MiB in quotation marks', 'LINE_TOO_LONG', `${header}\n"`, block, 64),
  swelling(
    'a quotation mark that is never closed, over 64 MiB of lines',
    'QUOTE_LEFT_OPEN',
    `${header}\n"`,
    `${row(1)}\n`.repeat(1_000),
    64,
  ),
  swelling(
    'a quotation mark that is never closed, over 16 MiB of empty lines',
    'LINE_TOO_LONG',
    `${header}\n"`,
    '\n'.repeat(mebibyte),
    16,
  ),
  bomb(
    'a quotation mark that is open at its end',
    'QUOTE_LEFT_OPEN',
    () => `${withRows([row(1)])}\n"${row(2)}`,
  ),
  bomb(
    'a header of a million columns',
    'LINE_TOO_LONG',
    () => `${header}${',x'.repeat(1_000_000)}\n${row(1)}`,
  ),
  bomb('a row of a million columns', 'LINE_TOO_LONG', () =>
    withRows([row(1), `${row(2)}${','.repeat(1_000_000)}`]),
  ),
  bomb('sixteen thousand columns, in each of 1,000 rows', 1_000, () =>
    rowsOf(1_000, (at) => row(at) + ','.repeat(16_000)).replace(header, header + ','.repeat(16_000)),
  ),
  bomb('eight thousand quotation marks in a cell', 0, () =>
    withRows([row(1, { id: `"${'""'.repeat(8_000)}"` })]),
  ),
  bomb('quotation marks in quotation marks in quotation marks', 0, () =>
    rowsOf(1_000, (at) => row(at, { id: `"a ""b """"c${'"'.repeat(40)} d"` })),
  ),
  bomb('NUL in its first line', 'NOT_TEXT', () => `${header}\0\n${row(1)}`),
  bomb('nothing but NULs', 'NOT_TEXT', () => Buffer.alloc(8 * mebibyte)),
  bomb('NUL at its end, after 100,000 rows', 'NOT_TEXT', () => `${rowsOf(manyRows, row)}\0`),
  bomb('UTF-16, with an odd byte at its end', 'NOT_TEXT', () =>
    Buffer.concat([Buffer.from(`\ufeff${withRows([row(1)])}`, 'utf16le'), Buffer.from('x')]),
  ),
  bomb('UTF-16 of the other byte order', 'NOT_TEXT', () =>
    Buffer.from(`\ufeff${withRows([row(1)])}`, 'utf16le').swap16(),
  ),
  bomb('bytes that are no UTF-8 in its symbols', 0, () =>
    Buffer.concat([
      Buffer.from(`${header}\n2024-01-01,`),
      Buffer.from([0xc0, 0xae, 0xff, 0xfe, 0xed, 0xa0, 0x80]),
      Buffer.from(',buy,1,100,,,'),
    ]),
  ),
  bomb('a workbook, which is a zip', 'NOT_TEXT', () =>
    Buffer.concat([Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0', 'latin1'), Buffer.alloc(4_096, 7)]),
  ),
  bomb('a gzip that swells to 64 MiB', 'NOT_TEXT', () => gzipSync(Buffer.alloc(64 * mebibyte, row(1)))),
  bomb('formulas of a spreadsheet for its symbols', 0, () =>
    withRows(formulas.map((symbol, at) => row(at, { symbol: `"${symbol.replaceAll('"', '""')}"` }))),
  ),
  bomb('commands and pages for its symbols', 0, () =>
    withRows(oddSymbols.map((symbol, at) => row(at, { symbol }))),
  ),
  bomb('numbers that are none, or have no end', 0, () =>
    withRows(oddNumbers.flatMap((odd, at) => [row(at, { quantity: odd }), row(at, { price: odd })])),
  ),
  bomb('times that are none', 0, () => withRows(oddTimes.map((time, at) => row(at, { time })))),
  bomb(
    'names of the prototype for columns',
    'UNKNOWN_FORMAT',
    () => `__proto__,constructor,toString,hasOwnProperty\n1,2,3,4`,
  ),
  swelling('16 MiB of line breaks', 'NO_HEADER', '', '\r\n'.repeat(mebibyte), 16),
  swelling('16 MiB of commas, in lines', 'NO_HEADER', '', `${','.repeat(1_000)}\n`.repeat(100), 16),
  bomb('a header 100,000 times', 0, () => `${header}\n`.repeat(manyRows)),
  bomb('100,000 rows of which each is wrong', 0, () =>
    rowsOf(manyRows, (at) => row(at, { quantity: 'none' })),
  ),
  bomb('100,000 rows that belong together', 'TOO_MANY_TOGETHER', () =>
    [
      'txid,refid,time,type,subtype,aclass,asset,amount,fee,balance',
      ...Array.from(
        { length: manyRows },
        (_, at) => `T${at},R1,2024-01-01 00:00:00,trade,,currency,A${at},${at % 2 === 0 ? '' : '-'}1,0,1`,
      ),
    ].join('\n'),
  ),
  // As moment's (CVE-2022-31129): what a pattern tries grows with the square of a cell.
  bomb('times and numbers of 5,000 letters that are none, in 1,000 rows of each kind', 0, () =>
    withRows(
      longCells.flatMap((cell) =>
        Array.from({ length: 1_000 }, (_, at) => row(at, { time: cell, quantity: cell, price: cell })),
      ),
    ),
  ),
  bomb('amounts of MEXC of 16,000 letters', 0, () =>
    [
      'Pairs,Time,Side,Filled Price,Executed Amount,Total,Fee,Role',
      ...Array.from(
        { length: 200 },
        () => `BTC_USDT,2024-01-01 00:00:00,Buy,1,1,1,${'1a'.repeat(8_000)}!,Taker`,
      ),
    ].join('\n'),
  ),
  bomb('a balance in what no code is as long as', 0, () =>
    [okxFunding, `1,2024-01-01 00:00:00,Deposit,1,0,1,${'X'.repeat(200)}`].join('\n'),
  ),
  bomb('a market in what no code is as long as', 0, () =>
    [
      'txid,ordertxid,pair,time,type,ordertype,price,cost,fee,vol,margin,misc,ledgers',
      `T,O,${'X'.repeat(200)}/${'Y'.repeat(200)},2024-01-01 00:00:00,buy,limit,1,1,0,1,0,,`,
    ].join('\n'),
  ),
  bomb('30,000 currencies that came', 'TOO_MANY_SYMBOLS', () =>
    [
      okxFunding,
      ...Array.from({ length: 30_000 }, (_, at) => `${at},2024-01-01 00:00:00,Deposit,1,0,1,C${at}`),
    ].join('\n'),
  ),
  bomb('2,000 symbols', 2_000, () => rowsOf(2_000, (at) => row(at, { symbol: `S${at}-USDT` }))),
];
