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
      '2024-03-02T12:15:30.000Z SELL 0.5 ETH/BTC @ 0.05, fee 10 USD, trade c3',
    ],
    entries: [
      '2024-03-02T13:15:30.000Z staking 0.001 ETH, c4',
      '2024-03-02T14:15:30.000Z deposit 1000 EUR, c5',
      '2024-03-02T15:15:30.000Z transfer -0.1 BTC, c6',
    ],
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
