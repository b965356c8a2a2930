import { expect, test } from 'vitest';
import { readFile, told } from '#test/infrastructure/importing/csv/read-file.ts';
import { describeSamples } from './format-sample.ts';

describeSamples({
  'Binance trades by market': {
    format: 'binance-trades',
    file: [
      '\uFEFF"Date(UTC)","Market","Type","Price","Amount","Total","Fee","Fee Coin"',
      '"2024-03-02 10:15:30","ETHUSDT","BUY","3400.5","0.2","680.1","0.0002","ETH"',
      '"24-03-02 11:00:00","1INCHUSDT","SELL","0.61","1,200.5","732.305","0.0011","BNB"',
      '"2024-03-02 12:00:00","ETHUSDT","HOLD","1","1","1","0","BNB"',
    ],
    fills: [
      '2024-03-02T10:15:30.000Z BUY 0.2 ETHUSDT @ 3400.5, fee 0.0002 ETH',
      '2024-03-02T11:00:00.000Z SELL 1200.5 1INCHUSDT @ 0.61, fee 0.0011 BNB',
    ],
    invalid: [4],
  },
  'Binance trades with suffixes': {
    format: 'binance-trades',
    file: [
      'Date(UTC),Pair,Side,Price,Executed,Amount,Fee',
      '2024-03-02 10:15:30,BTCUSDT,BUY,61000.5,0.5BTC,30500.25USDT,0.0005BTC',
      '2024-03-02 10:15:31,1INCHBTC,SELL,0.0000081,20.51INCH,0.00016605BTC,0.00001BNB',
      '2024-03-02 10:15:32,BTCUSDT,BUY,61000.5,"1,000.5BTC","61,031,000.25USDT",5E-7BTC',
      '2024-03-02 10:15:33,BTCUSDT,BUY,61000.5,0.5ETH,30500.25USDT,0.0005BTC',
    ],
    fills: [
      '2024-03-02T10:15:30.000Z BUY 0.5 BTC/USDT @ 61000.5, fee 0.0005 BTC',
      '2024-03-02T10:15:31.000Z SELL 20.5 1INCH/BTC @ 0.0000081, fee 0.00001 BNB',
      '2024-03-02T10:15:32.000Z BUY 1000.5 BTC/USDT @ 61000.5, fee 0.0000005 BTC',
    ],
    invalid: [5],
  },
  'Binance trades in the zone that their column names': {
    format: 'binance-trades',
    file: [
      'Date(UTC+1),Pair,Side,Price,Executed,Amount,Fee',
      '2024-03-02 00:15:30,BTCUSDT,BUY,61000.5,0.5BTC,30500.25USDT,0.0005BTC',
    ],
    fills: ['2024-03-01T23:15:30.000Z BUY 0.5 BTC/USDT @ 61000.5, fee 0.0005 BTC'],
  },
  'Binance conversions': {
    format: 'binance-convert',
    file: [
      'Date,Wallet,Pair,Type,Sell,Buy,Price,Inverse Price,Date Updated,Status',
      '2024-03-02 10:15:30,Spot,BTCUSDT,Market,100 USDT,0.002 BTC,1 BTC = 50000 USDT,1 USDT = 0.00002 BTC,2024-03-02 10:15:31,Successful',
      '2024-03-02 10:16:30,Spot,ETHUSDT,Market,0.5 ETH,1700 USDT,1,1,2024-03-02 10:16:31,Successful',
      '2024-03-02 10:17:30,Spot,ETHUSDT,Limit,0.5 ETH,1700 USDT,1,1,2024-03-02 10:17:31,Expired',
    ],
    fills: [
      '2024-03-02T10:15:30.000Z BUY 0.002 BTC/USDT @ 50000, fee 0',
      '2024-03-02T10:16:30.000Z SELL 0.5 ETH/USDT @ 3400, fee 0',
    ],
    skipped: [4],
  },
  'Binance conversions without the wallet': {
    format: 'binance-convert',
    file: [
      'Date,Pair,Type,Sell,Buy,Price,Inverse Price,Date Updated,Status',
      '2024-03-02 10:15:30,BTCUSDT,Market,100 USDT,0.002 BTC,50000,0.00002,2024-03-02 10:15:31,Successful',
    ],
    fills: ['2024-03-02T10:15:30.000Z BUY 0.002 BTC/USDT @ 50000, fee 0'],
  },
  'Binance statement': {
    format: 'binance-statement',
    file: [
      '"User_ID","UTC_Time","Account","Operation","Coin","Change","Remark"',
      '7,2024-03-01 09:00:00,Spot,Deposit,USDT,5000,""',
      '7,2024-03-02 10:15:30,Spot,Transaction Buy,BTC,0.03,',
      '7,2024-03-02 10:15:30,Spot,Transaction Spend,USDT,-1800,',
      '7,2024-03-02 10:15:30,Spot,Transaction Fee,BNB,-2.5E-4,',
      '7,2024-03-02 10:15:30,Spot,Transaction Buy,BTC,0.01,',
      '7,2024-03-02 10:15:30,Spot,Transaction Spend,USDT,-601,',
      '7,2024-03-02 10:15:30,Spot,Transaction Fee,BNB,-7.5E-5,',
      '7,2024-03-03 10:00:00,Spot,Simple Earn Flexible Interest,USDT,0.01,',
      '7,2024-03-04 10:00:00,Spot,Sell,ETH,-0.5,',
      '7,2024-03-04 10:00:00,Spot,Transaction Related,USDT,1700,',
      '7,2024-03-04 10:00:00,Spot,Fee,USDT,-1.7,',
      '7,2024-03-05 10:00:00,Spot,Buy,BTC,0.1,',
      '7,2024-03-05 10:00:00,Spot,Buy,ETH,0.1,',
      '7,2024-03-05 10:00:00,Spot,Transaction Related,USDT,-7000,',
      '7,2024-03-06 10:00:00,Spot,Withdraw,USDT,-10,fee of 1 included',
    ],
    fills: [
      '2024-03-02T10:15:30.000Z BUY 0.04 BTC/USDT @ 60025, fee 0.000325 BNB',
      '2024-03-04T10:00:00.000Z SELL 0.5 ETH/USDT @ 3400, fee 1.7 USDT',
    ],
    entries: [
      '2024-03-01T09:00:00.000Z deposit 5000 USDT',
      '2024-03-03T10:00:00.000Z interest 0.01 USDT',
      '2024-03-06T10:00:00.000Z withdrawal -10 USDT',
    ],
    invalid: [13, 14, 15],
  },
  'Binance statement without user and remark, rows apart': {
    format: 'binance-statement',
    file: [
      'UTC_Time,Account,Operation,Coin,Change,Remark',
      '2024-03-02 10:15:30,Spot,Transaction Sold,BTC,-1E-3',
      '2024-03-02 10:15:31,Spot,Transaction Buy,ETH,1',
      '2024-03-02 10:15:30,Spot,Transaction Revenue,USDT,60',
      '2024-03-02 10:15:31,Spot,Transaction Spend,BTC,-0.05',
    ],
    fills: [
      '2024-03-02T10:15:30.000Z SELL 0.001 BTC/USDT @ 60000, fee 0',
      '2024-03-02T10:15:31.000Z BUY 1 ETH/BTC @ 0.05, fee 0',
    ],
  },
});

function readInTokyo(header: string, row: string): readonly string[] {
  const { fills, format, questions } = readFile(`${header}\n${row}`, 50, undefined, { zone: 'Asia/Tokyo' });
  expect(format?.id).toBe('binance-trades');
  expect(questions).toEqual([]);
  return fills.map(told);
}

// Headers and rows: a Korean and a Turkish importer that were written to files of 2026, and tests of three others. The zone
// stands in the file's name alone.
test('Binance trades since 2025 are read in the zone that is answered, with the ids of orders where they have them', () => {
  expect(
    readInTokyo(
      'Time,Pair,Side,Price,Executed,Amount,Fee',
      '23-09-20 18:20:55,ALGOUSDT,SELL,0.0997,103ALGO,10.2691USDT,0.00003593BNB,,,',
    ),
  ).toEqual(['2023-09-20T09:20:55.000Z SELL 103 ALGO/USDT @ 0.0997, fee 0.00003593 BNB']);
  expect(
    readInTokyo(
      'Order No,Time,Pair,Side,Price,Executed,Amount,Fee,AOR Conversion Pair,AOR Conversion Rate',
      '650006707,2025-03-23 11:49:10,PAXGUSDT,BUY,4271.1,0.075PAXG,320.3325USDT,0.000075PAXG,,',
    ),
  ).toEqual(['2025-03-23T02:49:10.000Z BUY 0.075 PAXG/USDT @ 4271.1, fee 0.000075 PAXG, order 650006707']);
});
