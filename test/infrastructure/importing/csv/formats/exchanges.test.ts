import { describe, expect, it } from 'vitest';
import { readFile } from '#test/infrastructure/importing/csv/read-file.ts';
import { describeSamples } from './format-sample.ts';

const bitvavoHeader =
  'Timezone,Date,Time,Type,Currency,Amount,Quote Currency,Quote Price,Received / Paid Currency,Received / Paid Amount,Fee currency,Fee amount,Status,Transaction ID,Address';

describeSamples({
  // Header: samples/bitvavo-export.csv of github.com/dickwolff/Export-To-Ghostfolio.
  Bitvavo: {
    format: 'bitvavo',
    file: [
      bitvavoHeader,
      'Europe/Amsterdam,2024-01-12,11:37:41,withdrawal,ETH,-0.01,,,,,ETH,0.001,Completed,w1,0xabc',
      'Europe/Amsterdam,2024-01-11,11:36:46.620,buy,ETH,0.02,EUR,2000,EUR,-40.10,EUR,0.1,Completed,t1,',
      'Europe/Amsterdam,2024-07-11,11:36:46.620,sell,ETH,-0.01,EUR,2500,EUR,24.95,EUR,0.05,Completed,t2,',
      'Europe/Amsterdam,2024-01-10,09:00:00,buy,ETH,0.02,EUR,2000,EUR,-40.10,EUR,0.1,Canceled,t0,',
      'Europe/Amsterdam,2024-01-09,09:00:00,staking,ADA,0.12,,,,,ADA,,Distributed,s1,',
      'Europe/Amsterdam,2024-01-08,09:00:00,deposit,EUR,100,,,,,EUR,0,Completed,d1,NL1',
      'Europe/Amsterdam,2024-01-07,09:00:00,margin_loan,EUR,100,,,,,EUR,0,Completed,m1,',
    ],
    fills: [
      '2024-01-11T10:36:46.620Z BUY 0.02 ETH/EUR @ 2000, fee 0.1 EUR, trade t1',
      '2024-07-11T09:36:46.620Z SELL 0.01 ETH/EUR @ 2500, fee 0.05 EUR, trade t2',
    ],
    entries: [
      '2024-01-12T10:37:41.000Z withdrawal -0.01 ETH, w1',
      '2024-01-09T08:00:00.000Z staking 0.12 ADA, s1',
      '2024-01-08T08:00:00.000Z deposit 100 EUR, d1',
    ],
    skipped: [5],
    invalid: [8],
  },
  // Headers, and fees on top of what is paid out: BitstampBeanV1 and V2 of the everytrade plugins; src/bittytax/conv/parsers/bitstamp.py of github.com/BittyTax/BittyTax.
  'Bitstamp with currencies in its amounts': {
    format: 'bitstamp',
    file: [
      'Type,Datetime,Account,Amount,Value,Rate,Fee,Sub Type',
      'Deposit,"Jan. 14, 2024, 09:00 AM",Main Account,1000.00 EUR,,,,',
      'Market,"Jan. 15, 2024, 10:30 PM",Main Account,0.1 BTC,4000.00 EUR,40000.00 EUR,10.00 EUR,Buy',
      'Sub Account Transfer,"Jan. 15, 2024, 11:30 PM",Main Account,0.1 BTC,,,,',
      'Market,"Jan. 16, 2024, 10:30 AM",Main Account,0.1 BTC,4000.00 EUR,40000.00 USD,10.00 EUR,Buy',
    ],
    fills: ['2024-01-15T22:30:00.000Z BUY 0.1 BTC/EUR @ 40000, fee 10 EUR'],
    entries: ['2024-01-14T09:00:00.000Z deposit 1000 EUR'],
    skipped: [4],
    invalid: [5],
  },
  'Bitstamp with currencies beside its amounts': {
    format: 'bitstamp',
    file: [
      'ID,Account,Type,Subtype,Datetime,Amount,Amount currency,Value,Value currency,Rate,Rate currency,Fee,Fee currency,Order ID',
      '1,Main Account,Market,Buy,2024-04-19T08:14:00Z,0.19307520,BTC,25.93,USD,134.3,USD,0.13,USD,77',
      '2,Main Account,Withdrawal,,2024-04-20T08:14:00Z,0.1,BTC,,,,,0.0005,BTC,',
      '3,Main Account,Deposit,,2024-04-21T08:14:00Z,0.1,BTC,,,,,0.00,,',
    ],
    fills: [
      '2024-04-19T08:14:00.000Z BUY 0.1930752 BTC/USD @ 134.3, for 25.93, fee 0.13 USD, order 77, trade 1',
    ],
    entries: [
      '2024-04-20T08:14:00.000Z withdrawal -0.1 BTC, 2',
      '2024-04-20T08:14:00.000Z fee -0.0005 BTC, 2',
      '2024-04-21T08:14:00.000Z deposit 0.1 BTC, 3',
    ],
  },
  // Header: TRADING_CSV and ORDER_SPLITTING_CSV of the KuCoin importer of github.com/jbelanger/exitbook.
  'KuCoin filled orders': {
    format: 'kucoin',
    file: [
      'UID,Account Type,Order ID,Order Time(UTC),Symbol,Side,Order Type,Order Price,Order Amount,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time(UTC),Fee,Fee Currency,Tax,Status',
      'u1,mainAccount,O1,2024-01-01 10:00:00,BTC-USDT,buy,limit,42000,0.1,42000,0.1,4200,4200,2024-01-01 10:01:00,4.2,USDT,,deal',
      'u1,mainAccount,O2,2024-01-01 10:00:00,BTC-USDT,buy,limit,41000,0.1,0,0,0,0,2024-01-01 10:01:00,0,USDT,,cancelled',
      'u1,mainAccount,O3,2024-01-01 10:00:00,BTC-USDT,buy,limit,41000,0.1,41000,0.05,2050,2050,2024-01-01 10:02:00,2.05,USDT,,part_cancelled',
    ],
    fills: [
      '2024-01-01T10:01:00.000Z BUY 0.1 BTC-USDT @ 42000, fee 4.2 USDT, order O1',
      '2024-01-01T10:02:00.000Z BUY 0.05 BTC-USDT @ 41000, fee 2.05 USDT, order O3',
    ],
    skipped: [3],
  },
  'KuCoin executions of orders, in the zone that its column names': {
    format: 'kucoin',
    file: [
      'UID,Account Type,Order ID,Symbol,Side,Order Type,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time(UTC+08:00),Fee,Maker/Taker,Fee Currency',
      'u1,mainAccount,O1,ETH-USDT,SELL,MARKET,2000.33,3,6001,6001,2024-01-01 18:01:00,6.001,TAKER,USDT',
    ],
    fills: [
      '2024-01-01T10:01:00.000Z SELL 3 ETH-USDT @ 2000.333333333333333333, for 6001, fee 6.001 USDT, order O1',
    ],
  },
  // Rows: OkxBeanV2Test and OkxBeanV2_2Test of the parser plugin of github.com/everytrade-io; the first line, and the
  // amounts of the purchase: a test of an importer that reads real exports, with ids made up.
  'OKX trading history: a trade is a row of what came and one of what went, in the zone that the file names':
    {
      format: 'okx-trading',
      file: [
        'UID:1,Account Type:Main,Time Zone:UTC+8',
        'id,Order id,Time,Trade Type,Symbol,Action,Amount,Trading Unit,Filled Price,PnL,Fee,Fee Unit,Position Change,Position Balance,Balance Change,Balance,Balance Unit',
        '647848550172581894,647848550151081984,2023-11-23 10:18:50,Transfer,,Transfer out,0,cont,0E-8,0E-8,0E-8,USDT,0E-8,0E-8,-1851.73462424,0E-8,USDT',
        '647669143671791638,646124859063660559,2023-11-22 22:25:56,Spot,BTC-USDT,Sell,0.04902691,BTC,37800.00000000,0E-8,0E-8,BTC,0E-8,0E-8,-0.04902691,0E-8,BTC',
        '647669143671791639,646124859063660559,2023-11-22 22:25:56,Spot,BTC-USDT,Buy,1853.21719800,BTC,37800.00000000,0E-8,-1.48257376,USDT,0E-8,0E-8,1851.73462424,1851.73462424,USDT',
        '647669143671791600,646124859063660000,2023-11-22 20:00:00,Futures,BTC-USD-231229,Buy,1,cont,37800,0,-0.01,USDT,1,1,-0.01,0,USDT',
      ],
      fills: [
        '2023-11-22T14:25:56.000Z SELL 0.04902691 BTC/USDT @ 37800, fee 1.48257376 USDT, order 646124859063660559, trade 647669143671791638',
      ],
      entries: ['2023-11-23T02:18:50.000Z transfer -1851.73462424 USDT, 647848550172581894'],
      invalid: [6],
    },
  'OKX trading history: several executions of one order, a rebate, and a column for the unit of the price': {
    format: 'okx-trading',
    file: [
      'UID:1,Account Type:Main,Time Zone:UTC+2',
      'id,Order id,Time,Trade Type,Symbol,Action,Amount,Trading Unit,Filled Price,Filled Price Unit,PnL,Fee,Fee Unit,Position Change,Position Balance,Position Unit,Balance Change,Balance,Balance Unit',
      '102,9,2025-07-20 00:12:37,Spot,BTC-USDC,Buy,0.002,BTC,64000,USDC,0,0.00000002,BTC,0,0,BTC,0.00200002,0.00300003,BTC',
      '502,9,2025-07-20 00:12:37,Spot,BTC-USDC,Sell,128,BTC,64000,USDC,0,0,USDC,0,0,USDC,-128,808,USDC',
      '101,9,2025-07-20 00:12:37,Spot,BTC-USDC,Buy,0.001,BTC,64000,USDC,0,0.00000001,BTC,0,0,BTC,0.00100001,0.00100001,BTC',
      '501,9,2025-07-20 00:12:37,Spot,BTC-USDC,Sell,64,BTC,64000,USDC,0,0,USDC,0,0,USDC,-64,936,USDC',
    ],
    fills: ['2025-07-19T22:12:37.000Z BUY 0.003 BTC/USDC @ 64000, fee -0.00000003 BTC, order 9, trade 101'],
  },
  // Two public importers found the mark in every cell of real exports.
  'OKX trading history: a byte-order mark before every cell': {
    format: 'okx-trading',
    file: [
      'UID:1,Account Type:Main,Time Zone:UTC-3:30',
      'id,Order id,Time,Trade Type,Symbol,Action,Amount,Trading Unit,Filled Price,PnL,Fee,Fee Unit,Position Change,Position Balance,Balance Change,Balance,Balance Unit',
      '1,100,2025-11-29 08:25:29,Spot,BTC-USDT,Buy,0.01,BTC,90000,0,-0.00001,BTC,0,0,0.00999,0.00999,BTC',
      '2,100,2025-11-29 08:25:29,Spot,BTC-USDT,Sell,900,BTC,90000,0,0,USDT,0,0,-900,100,USDT',
      '4,201,2025-11-29 08:25:30,Transfer,,Transfer in,0,cont,0,0,0,USDT,0,0,1000,1100,USDT',
      '5,202,2025-11-29 08:25:31,Swap,BTC-USDT-SWAP,Open long,1,cont,90000,0,-0.05,USDT,0,0,-0.05,1099.95,USDT',
    ].map((line) => line.replaceAll(/^|,/g, '$&\uFEFF')),
    fills: ['2025-11-29T11:55:29.000Z BUY 0.01 BTC/USDT @ 90000, fee 0.00001 BTC, order 100, trade 1'],
    entries: ['2025-11-29T11:55:30.000Z transfer 1000 USDT, 4'],
    invalid: [6],
  },
  // Columns and words: OkxBeanV2_2Test as above, and the importers of the same exports by two other projects.
  'OKX funding history': {
    format: 'okx-funding',
    file: [
      'UID:1,Account Type:Funding,Time Zone:UTC+0',
      'id,Time,Type,Amount,Before Balance,After Balance,Symbol',
      '10021312703,2025-10-31 11:55:15,Withdrawal,-0.011478630000000000,0.011478630000000000,0E-18,BTC',
      '10021312702,2025-10-31 11:50:15,From unified trading account,0.01147863,0,0.01147863,BTC',
      '10021312701,2025-10-31 10:00:00,Locked,-5,5,0,BTC',
    ],
    fills: [],
    entries: [
      '2025-10-31T11:55:15.000Z withdrawal -0.01147863 BTC, 10021312703',
      '2025-10-31T11:50:15.000Z transfer 0.01147863 BTC, 10021312702',
    ],
    invalid: [5],
  },
  // Header and rows: the importers' notes of a ledger of seventeen exchanges, with order ids made up; both headers stand
  // in the Bitfinex parser of github.com/BittyTax/BittyTax, too.
  'Bitfinex trades': {
    format: 'bitfinex',
    file: [
      '#,PAIR,AMOUNT,PRICE,FEE,FEE PERC,FEE CURRENCY,DATE,ORDER ID',
      '183031541,BTC/EUR,1.3,7500,-0.001105,0.09%,BTC,2018-02-01T13:20:43Z,55',
      '27988722,BTC/USD,-0.028,974.39,-0.0272,0.10%,USD,2017-03-26T17:35:52Z,21',
      '27988723,BTC/USD,0,974.39,0,0.10%,USD,2017-03-26T17:35:52Z,21',
    ],
    fills: [
      '2018-02-01T13:20:43.000Z BUY 1.3 BTC/EUR @ 7500, fee 0.001105 BTC, order 55, trade 183031541',
      '2017-03-26T17:35:52.000Z SELL 0.028 BTC/USD @ 974.39, fee 0.0272 USD, order 21, trade 27988722',
    ],
    invalid: [4],
  },
  // UST is Tether there, as in gocryptotrader's and ccxt's adapters of the venue.
  'Bitfinex trades in what it calls otherwise, and its perpetuals': {
    format: 'bitfinex',
    file: [
      '#,PAIR,AMOUNT,PRICE,FEE,FEE PERC,FEE CURRENCY,DATE,ORDER ID',
      '1,BTC/UST,0.5,20000,-20,0.20%,UST,2023-03-26T17:35:52Z,21',
      '2,BTCF0/USTF0,0.5,20000,-6.5,0.065%,USTF0,2023-03-26T17:36:52Z,22',
    ],
    fills: ['2023-03-26T17:35:52.000Z BUY 0.5 BTC/USDT @ 20000, fee 20 USDT, order 21, trade 1'],
    invalid: [3],
  },
  // Header: the detector of exports of a tax calculator, and the MEXC parsers of two other projects.
  'MEXC spot trades, with a unit behind the fee or behind every number': {
    format: 'mexc',
    file: [
      'UID,Pairs,Time,Side,Filled Price,Executed Amount,Total,Fee,Role',
      '123,BTC_USDT,2024-01-15T12:00:00Z,Buy,30000,0.05,1500,1.5USDT,Taker',
      '123,ETH_USDT,2024-02-10T09:00:00Z,Sell,2000USDT,0.5ETH,1000USDT,1USDT,Maker',
      '123,ETH_USDT,2024-02-10T09:00:00Z,Sell,2000USDT,0.5ETH,1000USDT,1,Maker',
    ],
    fills: [
      '2024-01-15T12:00:00.000Z BUY 0.05 BTC_USDT @ 30000, fee 1.5 USDT',
      '2024-02-10T09:00:00.000Z SELL 0.5 ETH_USDT @ 2000, fee 1 USDT',
    ],
    invalid: [4],
  },
});

describe('times of an export that names no zone', () => {
  it.each([
    [
      '#,PAIR,AMOUNT,PRICE,FEE,FEE CURRENCY,DATE,ORDER ID',
      '1,BTC/EUR,1.3,7500,-0.001105,BTC,01-02-18 13:20:43,55',
      ['dates'],
    ],
    [
      'Pairs,Time,Side,Filled Price,Executed Amount,Total,Fee,Role',
      'BTC_USDT,2024-01-15 12:00:00,Buy,30000,0.05,1500,1.5USDT,Taker',
      ['zone'],
    ],
    [
      'Time,Pair,Side,Price,Executed,Amount,Fee',
      '23-09-20 18:20:55,ALGOUSDT,SELL,0.0997,103ALGO,10.2691USDT,0.00003593BNB,,,',
      ['zone'],
    ],
  ])('are asked about: %s', (header, row, asked) => {
    const read = readFile([header, row].join('\n'));
    expect(read.fills).toEqual([]);
    expect(read.questions.map(({ id }) => id)).toEqual(asked);
  });
});
