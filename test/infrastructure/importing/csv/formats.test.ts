import { describe, expect, it } from 'vitest';
import { readFile, told, toldEntry } from './read-file.ts';

type Sample = {
  readonly file: readonly string[];
  readonly format: string;
  readonly fills: readonly string[];
  readonly entries?: readonly string[];
  /** Lines that are passed over. */
  readonly skipped?: readonly number[];
  /** Lines with errors. */
  readonly invalid?: readonly number[];
};

/** One file a variant, written for the test. */
const samples: Readonly<Record<string, Sample>> = {
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
      '2024-03-02 10:15:31,1INCHBTC,SELL,0.0000081,20.51INCH,0.000166131BTC,0.00001BNB',
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
    entries: ['2024-03-01T09:00:00.000Z deposit 5000 USDT', '2024-03-06T10:00:00.000Z withdrawal -10 USDT'],
    skipped: [9],
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
  'Coinbase transactions': {
    format: 'coinbase',
    file: [
      '',
      'Transactions',
      'User,A Trader,0000-1111',
      'ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
      'c1,2024-03-02 10:15:30 UTC,Buy,BTC,0.5,EUR,"€60,000.12","€30,000.00","€30,100.00",€100.00,Bought 0.5 BTC',
      'c2,2024-03-02 11:15:30 UTC,Advanced Trade Sell,ETH,-2,USD,$3400,"$6,800.00","$6,795.00",$5.00,Sold 2 ETH',
      'c3,2024-03-02 12:15:30 UTC,Convert,ETH,-0.5,USD,$3400,"$1,700","$1,710.00",$10.00,Converted 0.5 ETH to 0.025 BTC',
      'c4,2024-03-02 13:15:30 UTC,Staking Income,ETH,0.001,USD,$3400,$3.40,$3.40,$0.00,',
      'c5,2024-03-02 14:15:30 UTC,Deposit,EUR,1000,EUR,€1.00,"€1,000.00","€1,000.00",€0.00,',
      'c6,2024-03-02 15:15:30 UTC,Send,BTC,-0.1,EUR,"€60,000","€6,000.00","€6,000.00",€0.00,Sent',
    ],
    fills: [
      '2024-03-02T10:15:30.000Z BUY 0.5 BTC/EUR @ 60000, fee 100 EUR, trade c1',
      '2024-03-02T11:15:30.000Z SELL 2 ETH/USD @ 3400, fee 5 USD, trade c2',
      '2024-03-02T12:15:30.000Z SELL 0.5 ETH/BTC @ 0.05, fee 10 USD, trade c3',
    ],
    entries: [
      '2024-03-02T14:15:30.000Z deposit 1000 EUR, c5',
      '2024-03-02T15:15:30.000Z transfer -0.1 BTC, c6',
    ],
    skipped: [8],
  },
  'Coinbase transactions without ids': {
    format: 'coinbase',
    file: [
      'Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
      '2024-03-02T10:15:30Z,Sell,BTC,0.25,USD,60000.00,15000,14990,10,',
    ],
    fills: ['2024-03-02T10:15:30.000Z SELL 0.25 BTC/USD @ 60000, fee 10 USD'],
  },
  'Coinbase transactions at spot prices': {
    format: 'coinbase',
    file: [
      'You can use this report for your taxes.',
      '',
      'Timestamp,Transaction Type,Asset,Quantity Transacted,Spot Price Currency,Spot Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
      '2022-03-02T10:15:30Z,Buy,BTC,0.3,GBP,30000.00,9000,9010,10,',
    ],
    fills: ['2022-03-02T10:15:30.000Z BUY 0.3 BTC/GBP @ 30000, fee 10 GBP'],
  },
  'Coinbase transactions with the currency in the columns': {
    format: 'coinbase',
    file: [
      'Timestamp,Transaction Type,Asset,Quantity Transacted,EUR Spot Price at Transaction,EUR Subtotal,EUR Total (inclusive of fees),EUR Fees,Notes',
      '2020-03-02T10:15:30Z,Buy,BTC,0.3,8000.00,2400,2410,10,',
    ],
    fills: ['2020-03-02T10:15:30.000Z BUY 0.3 BTC/EUR @ 8000, fee 10 EUR'],
  },
  'Coinbase Pro fills': {
    format: 'coinbase-fills',
    file: [
      'portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit',
      'default,9001,BTC-EUR,BUY,2021-03-02T10:15:30.123Z,0.01000000,BTC,40000.00,2.0000000000,-402.0000000000,EUR',
    ],
    fills: ['2021-03-02T10:15:30.123Z BUY 0.01 BTC/EUR @ 40000, fee 2 EUR, trade 9001'],
  },
  'Coinbase Advanced fills without the portfolio': {
    format: 'coinbase-fills',
    file: [
      'trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit',
      '9002,ETH-USD,SELL,2024-03-02T10:15:30.123Z,2,ETH,3000,1.5,5998.5,USD',
    ],
    fills: ['2024-03-02T10:15:30.123Z SELL 2 ETH/USD @ 3000, fee 1.5 USD, trade 9002'],
  },
  'Kraken trades': {
    format: 'kraken-trades',
    file: [
      '"txid","ordertxid","pair","time","type","ordertype","price","cost","fee","vol","margin","misc","ledgers"',
      '"TA-1","OA-1","XXBTZEUR","2024-03-02 10:15:30.1234","buy","limit",50000.1,10000.05,16.00,0.2,0.00000,"","LA-1,LA-2"',
      '"TA-2","OA-2","ADAEUR","2024-03-02 10:15:31.5678","sell","market",0.33,3.99,0.01,12,0.00000,"","LA-3,LA-4"',
      '"TA-3","OA-3","XBT/USD","2024-03-02 10:15:32","buy","market",50000,500,1,0.01,100.00000,"","LA-5"',
    ],
    fills: [
      '2024-03-02T10:15:30.123Z BUY 0.2 BTC/EUR @ 50000.25, fee 16 EUR, order OA-1, trade TA-1',
      '2024-03-02T10:15:31.567Z SELL 12 ADA/EUR @ 0.3325, fee 0.01 EUR, order OA-2, trade TA-2',
    ],
    skipped: [4],
  },
  'Kraken trades with more columns': {
    format: 'kraken-trades',
    file: [
      'txid,ordertxid,pair,aclass,time,type,ordertype,price,cost,fee,vol,margin,misc,ledgers,posttxid,posstatuscode',
      'TA-4,OA-4,XDGUSD,forex,2024-03-02 10:15:30,buy,limit,0.1,10,0.02,100,0,,"L1,L2",,',
    ],
    fills: ['2024-03-02T10:15:30.000Z BUY 100 DOGE/USD @ 0.1, fee 0.02 USD, order OA-4, trade TA-4'],
  },
  'Kraken ledgers': {
    format: 'kraken-ledgers',
    file: [
      '"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"',
      '"","D-1","2024-03-01 10:00:00","deposit","","currency","ZEUR","spot",1000.0000,0.0000,""',
      '"L-1","D-1","2024-03-01 10:00:05","deposit","","currency","ZEUR","spot",1000.0000,0.0000,1000.0000',
      '"L-2","T-1","2024-03-02 10:15:30","trade","","currency","ZEUR","spot",-500.0000,0.8000,499.2000',
      '"L-4","S-1","2024-03-02 10:15:30","staking","","currency","DOT.S","spot",0.1,0,0.1',
      '"L-3","T-1","2024-03-02 10:15:30","trade","","currency","XXBT","spot",0.01,0.0000,0.01',
      '"L-5","W-1","2024-03-03 10:00:00","withdrawal","","currency","XXBT","spot",-0.005,0.0001,0.0049',
      '"L-6","T-2","2024-03-04 10:00:00","trade","","currency","XXBT","spot",-0.001,0,0.0039',
    ],
    fills: ['2024-03-02T10:15:30.000Z BUY 0.01 BTC/EUR @ 50000, fee 0.8 EUR, trade T-1'],
    entries: [
      '2024-03-01T10:00:05.000Z deposit 1000 EUR, L-1',
      '2024-03-03T10:00:00.000Z withdrawal -0.005 BTC, L-5',
      '2024-03-03T10:00:00.000Z fee -0.0001 BTC, L-5#fee',
    ],
    skipped: [2, 5],
    invalid: [8],
  },
  'Interactive Brokers flex query': {
    format: 'interactive-brokers',
    file: [
      '"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","TradeMoney","CurrencyPrimary","IBCommission","IBCommissionCurrency"',
      '"BUY","20240302","US0378331005","10","180.5","1805","USD","-1.05","USD"',
      '"SELL","20240304","US0378331005","-4","182","-728","USD","-1","EUR"',
      '"SELL (Ca.)","20240304","US0378331005","4","182","728","USD","1","EUR"',
    ],
    fills: [
      '2024-03-02T00:00:00.000Z BUY 10 US0378331005 @ 180.5 USD, fee 1.05 USD',
      '2024-03-04T00:00:00.000Z SELL 4 US0378331005 @ 182 USD, fee 1 EUR',
    ],
    invalid: [4],
  },
  'Interactive Brokers flex query with more columns': {
    format: 'interactive-brokers',
    file: [
      'Symbol,DateTime,TradeDate,AssetClass,Buy/Sell,Quantity,TradePrice,CurrencyPrimary,IBCommission,IBCommissionCurrency,TradeID,IBOrderID',
      'BRK B,20240302;143005,20240302,STK,BUY,2,400,USD,-1,USD,551,771',
      'Symbol,DateTime,TradeDate,AssetClass,Buy/Sell,Quantity,TradePrice,CurrencyPrimary,IBCommission,IBCommissionCurrency,TradeID,IBOrderID',
      'EUR.USD,20240302;143006,20240302,CASH,SELL,-1000,1.08,USD,-2,USD,552,772',
      'ESM4,20240302;143007,20240302,FUT,BUY,1,5100,USD,-2,USD,553,773',
    ],
    fills: [
      '2024-03-02T14:30:05.000Z BUY 2 BRK B @ 400 USD, fee 1 USD, order 771, trade 551',
      '2024-03-02T14:30:06.000Z SELL 1000 EUR/USD @ 1.08, fee 2 USD, order 772, trade 552',
    ],
    skipped: [5],
  },
  'Zerodha tradebook': {
    format: 'zerodha',
    file: [
      'symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time',
      'BAJAJ-AUTO,INE917I01010,2024-03-04,NSE,EQ,EQ,buy,false,5.000000,8300.450000,1001,22001,2024-03-04T09:15:07',
    ],
    fills: [
      '2024-03-04T03:45:07.000Z BUY 5 BAJAJ-AUTO @ 8300.45 INR, fee unknown, order 22001, trade NSE-2024-03-04-1001',
    ],
  },
  'Zerodha tradebook of derivatives': {
    format: 'zerodha',
    file: [
      'symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time,expiry_date',
      'NIFTY24MARFUT,,2024-03-04,NSE,FO,,buy,false,50,22400,1002,22002,2024-03-04T09:15:08,2024-03-28',
    ],
    fills: [],
    skipped: [2],
  },
  'Dhan tradebook': {
    format: 'dhan',
    file: [
      'Date,Time,Name,Buy/Sell,Order,Exchange,Segment,Quantity/Lot,Trade Price,Trade Value,Status',
      '04/03/2024,02:30:05 PM,Some Motors,SELL,CNC,NSE,Equity,8,100.06,800.5,Traded',
      '2024-03-04,09:15:07,Some  Motors,Buy,INTRADAY,NSE,Equity,3,100.25,300.75,Traded',
      '04/03/2024,09:15:06,Some Motors,BUY,CNC,NSE,Equity,3,100.25,300.75,Rejected',
      '04/03/2024,09:15:05,NIFTY 28 MAR 22500 CALL,BUY,MARGIN,NSE,Derivative,50,100,5000,Traded',
    ],
    fills: [
      '2024-03-04T09:00:05.000Z SELL 8 SOME MOTORS @ 100.0625 INR, fee unknown',
      '2024-03-04T03:45:07.000Z BUY 3 SOME MOTORS @ 100.25 INR, fee unknown',
    ],
    skipped: [4, 5],
  },
  Gemini: {
    format: 'gemini',
    file: [
      'Date,Time (UTC),Type,Symbol,Specification,Liquidity Indicator,Trading Fee Rate (bps),Trade ID,Order ID,USD Amount USD,Fee (USD) USD,USD Balance USD,BTC Amount BTC,Fee (BTC) BTC,BTC Balance BTC',
      '2024-03-01,10:00:00.000,Credit,USD,Deposit (USD),,,G0,,"$10,000.00",,"$10,000.00",,,0.0 BTC',
      '2024-03-02,10:15:30.250,Buy,BTCUSD,Limit,Maker,20,G1,GO1,"($6,000.00)",($12.00),"$3,988.00",0.1 BTC,,0.1 BTC',
      '2024-03-03,10:15:30.250,Sell,BTCUSD,Market,Taker,35,G2,GO2,"$3,100.00",($10.85),"$7,077.15",(0.05 BTC),,0.05 BTC',
      '2024-03-04,10:15:30.250,Credit,BTC,Administrative Credit,,,G3,,,,,0.001 BTC,,0.051 BTC',
      ',,,,,,,,,"$7,100.00",,,0.051 BTC,,',
    ],
    fills: [
      '2024-03-02T10:15:30.250Z BUY 0.1 BTC/USD @ 60000, fee 12 USD, order GO1, trade G1',
      '2024-03-03T10:15:30.250Z SELL 0.05 BTC/USD @ 62000, fee 10.85 USD, order GO2, trade G2',
    ],
    entries: ['2024-03-01T10:00:00.000Z deposit 10000 USD, G0'],
    skipped: [5, 6],
  },
};

describe.each(Object.entries(samples))('%s', (_name, sample) => {
  const text = sample.file.join('\n');

  it('is recognised, and every row is a fill, an entry, skipped or an error', () => {
    const read = readFile(text);
    expect(read.format?.id).toBe(sample.format);
    expect(read.fills.map(told)).toEqual(sample.fills);
    expect(read.entries.map(toldEntry)).toEqual(sample.entries ?? []);
    expect(read.skippedRows.map(({ line }) => line)).toEqual(sample.skipped ?? []);
    expect([...new Set(read.problems.map(({ line }) => line))]).toEqual(sample.invalid ?? []);
  });

  it('is the same with Windows line breaks and in pieces of any size', () => {
    const read = readFile(text);
    for (const size of [1, 7, 64]) expect(readFile(text.replaceAll('\n', '\r\n'), size)).toEqual(read);
  });
});
