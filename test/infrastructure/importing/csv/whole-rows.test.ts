import { expect, it } from 'vitest';
import { readFile, told, toldEntry } from './read-file.ts';

const cryptoCom =
  'Timestamp (UTC),Transaction Description,Currency,Amount,To Currency,To Amount,Native Currency,Native Amount,Native Amount (in USD),Transaction Kind,Transaction Hash';
const degiro =
  'Date,Time,Product,ISIN,Reference exchange,Venue,Quantity,Price,,Local value,,Value EUR,Exchange rate,AutoFX Fee,Transaction and/or third party fees EUR,Total EUR,Order ID,';
const tradeRepublic =
  'datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,currency,transaction_id';

/** Each with a good row before it, which stays. */
it.each([
  [
    'a purchase whose coin is none keeps no deposit of what was paid',
    [
      cryptoCom,
      '2025-01-09 11:43:48,Buy BTC,BTC,0.002,,,EUR,200.0,220.0,crypto_purchase,',
      '2025-01-10 11:43:48,Buy BTC,BTC,0,,,EUR,200.0,220.0,crypto_purchase,',
    ],
    { fills: 1, entries: 1 },
  ],
  [
    'a share whose exchange cannot be told is not bought',
    [
      degiro,
      '07-08-2025,21:55,ACME,US0000000001,NDQ,XNAS,-5,"131,17",USD,"655,85",USD,"567,20","1,1563",,,"567,20",u1,',
      '08-08-2025,21:55,ACME,US0000000001,NDQ,XNAS,-5,"131,17",USD,"655,85",USD,"0,00","1,1563",,,"0,00",u2,',
    ],
    { fills: 2, entries: 0 },
  ],
  [
    'a trade whose tax is no number is not made',
    [
      tradeRepublic,
      '2025-12-07T09:15:04Z,2025-12-07,DEFAULT,TRADING,SELL,STOCK,Acme,US0000000001,-2,50.00,100.00,-1.00,-3.25,EUR,s1',
      '2025-12-08T09:15:04Z,2025-12-08,DEFAULT,TRADING,SELL,STOCK,Acme,US0000000001,-2,50.00,100.00,-1.00,n/a,EUR,s2',
    ],
    { fills: 1, entries: 1 },
  ],
  [
    'a movement whose fee is no number is none',
    [
      tradeRepublic,
      '2025-12-07T09:15:04Z,2025-12-07,DEFAULT,CASH,INTEREST_PAYMENT,,,,,,0.80,,,EUR,i1',
      '2025-12-08T09:15:04Z,2025-12-08,DEFAULT,CASH,INTEREST_PAYMENT,,,,,,0.80,n/a,,EUR,i2',
    ],
    { fills: 0, entries: 1 },
  ],
])('a row is imported whole or not at all: %s', (_what, lines, { fills, entries }) => {
  const read = readFile(lines.join('\n'), 20, undefined, { zone: 'UTC' });
  expect(read.questions).toEqual([]);
  expect(read.problems.map(({ line }) => line)).toEqual([3]);
  expect(read.fills.map(({ line }) => line)).toEqual(Array.from({ length: fills }, () => 2));
  expect(read.entries.map(({ line }) => line)).toEqual(Array.from({ length: entries }, () => 2));
});

it('a row that waits for an answer about its last cell has made nothing yet', () => {
  const lines = [
    tradeRepublic,
    '2025-12-07T09:15:04Z,2025-12-07,DEFAULT,TRADING,SELL,STOCK,Acme,US0000000001,-2,50.00,100.00,-1.00,"-1,125",EUR,s1',
    '2025-12-08T09:15:04Z,2025-12-08,DEFAULT,TRADING,SELL,STOCK,Acme,US0000000001,-2,50.00,100.00,-1.00,"-0,5",EUR,s2',
  ];
  const open = readFile(lines.join('\n'));
  expect(open.questions).toEqual([{ id: 'decimal', about: 'decimal', example: '-1,125', rows: 2 }]);
  expect([...open.fills.map(told), ...open.entries.map(toldEntry)]).toEqual([]);
});
