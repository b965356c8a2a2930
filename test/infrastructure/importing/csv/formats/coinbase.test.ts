import { describeSamples } from './format-sample.ts';

describeSamples({
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
      '2024-03-02T12:15:30.000Z SELL 0.5 ETH/BTC @ 0.05, fee 0, trade c3',
    ],
    entries: [
      '2024-03-02T13:15:30.000Z staking 0.001 ETH, c4',
      '2024-03-02T14:15:30.000Z deposit 1000 EUR, c5',
      '2024-03-02T15:15:30.000Z transfer -0.1 BTC, c6',
    ],
  },
  // Rows: github.com/BittyTax/BittyTax/pull/48, github.com/dickwolff/Export-To-Ghostfolio/issues/168 and a list of what an Italian export
  // wrote. That the spread is no amount that left the account: github.com/rotki/rotki/pull/13057, and BittyTax, which leaves it out.
  'Coinbase conversions, whose spread is no fee and whose note may tell another quantity': {
    format: 'coinbase',
    file: [
      'ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
      'c1,2019-05-23 06:26:20 UTC,Convert,BCH,0.00586463,GBP,301.81,7.71,1.77,5.94,Converted 0.00586463 BCH to 0.0002905 BTC',
      'c2,2024-12-05 06:33:40 UTC,Convert,BTC,0.00363125,EUR,€96847.405873901104437015,€338.92698,€351.66322,,Converted 0.00363125 BTC to 156.145683 XRP',
      'c3,2020-12-17 07:47:24 UTC,Convert,BTC,0.004028,USD,22343.59,89.14,90,0.86,"Converted 0,004028 BTC to 89,144745 USDC"',
      'c4,2025-12-17 07:47:24 UTC,Convert,ADA,-1.5,USD,1,1.5,1.5,0,"Converted 1,500 ADA to 2,250 XRP"',
      'c5,2025-12-18 07:47:24 UTC,Convert,ADA,-1.5,USD,1,1.5,1.5,0,Converted 1.5 ADA to 2.25 XRP',
      'c6,2025-12-18 07:47:24 UTC,Convert,XRP,2.25,USD,1,1.5,1.5,0,Converted 1.5 ADA to 2.25 XRP',
      'c7,2025-12-19 07:47:24 UTC,Reward Income,SOL,0.001,USD,$100,$0.10,$0.10,$0.00,',
      'c8,2025-12-19 07:47:25 UTC,Vault Withdrawal,BTC,0.1,USD,$100,$0.10,$0.10,$0.00,',
    ],
    fills: [
      '2019-05-23T06:26:20.000Z SELL 0.00586463 BCH/BTC @ 0.049534241716868754, for 0.0002905, fee 0, trade c1',
      '2024-12-05T06:33:40.000Z BUY 156.145683 XRP/BTC @ 0.000023255526058956, for 0.00363125, fee 0, trade c2',
      '2025-12-18T07:47:24.000Z SELL 1.5 ADA/XRP @ 1.5, fee 0, trade c5',
    ],
    entries: ['2025-12-19T07:47:24.000Z staking 0.001 SOL, c7'],
    skipped: [7, 9],
    invalid: [4, 5],
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
});
