import { expect, test } from 'vitest';
import { readFile, told, toldEntry } from '#test/infrastructure/importing/csv/read-file.ts';
import { describeSamples } from './format-sample.ts';

describeSamples({
  'Interactive Brokers flex query': {
    format: 'interactive-brokers',
    file: [
      '"Buy/Sell","TradeDate","ISIN","Quantity","TradePrice","TradeMoney","CurrencyPrimary","IBCommission","IBCommissionCurrency"',
      '"BUY","20240302","US0378331005","10","180.5","1805","USD","-1.05","USD"',
      '"SELL","20240304","US0378331005","-4","182","-728","USD","-1","EUR"',
      '"SELL (Ca.)","20240304","US0378331005","4","182","728","USD","1","EUR"',
    ],
    fills: [
      '2024-03-02T05:00:00.000Z BUY 10 US0378331005 @ 180.5 USD, fee 1.05 USD',
      '2024-03-04T05:00:00.000Z SELL 4 US0378331005 @ 182 USD, fee 1 EUR',
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
      '2024-03-02T19:30:05.000Z BUY 2 BRK B @ 400 USD, fee 1 USD, order 771, trade 551',
      '2024-03-02T19:30:06.000Z SELL 1000 EUR/USD @ 1.08, fee 2 USD, order 772, trade 552',
    ],
    skipped: [5],
  },
  'Interactive Brokers flex query with orders, their executions, and what they closed': {
    format: 'interactive-brokers',
    file: [
      'CurrencyPrimary,AssetClass,Symbol,TradeID,DateTime,Buy/Sell,Quantity,TradePrice,IBCommission,IBOrderID,LevelOfDetail',
      'USD,STK,AAPL,,20250110;100000,BUY,100,240.5,-1,77,ORDER',
      'USD,STK,AAPL,501,20250110;100000,BUY,60,240.5,-0.6,77,EXECUTION',
      'USD,STK,AAPL,502,20250110;100001,BUY,40,240.5,-0.4,77,EXECUTION',
      'USD,STK,AAPL,,20250110;150000,SELL,60,240.5,,,CLOSED_LOT',
      'USD,STK,AAPL,,,,0,,-2,,SYMBOL_SUMMARY',
      // One whose executions were not asked for.
      'USD,STK,MSFT,,20250110;150001,SELL,-5,420,-1,78,ORDER',
    ],
    fills: [
      '2025-01-10T15:00:00.000Z BUY 60 AAPL @ 240.5 USD, fee 0.6 USD, order 77, trade 501',
      '2025-01-10T15:00:01.000Z BUY 40 AAPL @ 240.5 USD, fee 0.4 USD, order 77, trade 502',
      '2025-01-10T20:00:01.000Z SELL 5 MSFT @ 420 USD, fee 1 USD, order 78',
    ],
    skipped: [5, 6, 2],
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
});

// Header and rows: samples/swissquote-export.csv of github.com/dickwolff/Export-To-Ghostfolio, with balances that follow.
test('Swissquote transactions are read in the zone that is answered, exchanges as the two rows of one order', () => {
  const file = [
    'Date;Order #;Transaction;Symbol;Name;ISIN;Quantity;Unit price;Costs;Accrued Interest;Net Amount;Balance;Currency',
    '24-08-2022 07:00:15;00000000;Debit;;;;1.0;2000.00;2.00;0.00;-2002.00;6612.40;CHF',
    '23-08-2022 12:00:25;114723639;Forex credit;;;;1.0;1995.39;0.00;0.00;1995.39;2937.32;EUR',
    '23-08-2022 12:00:25;114723639;Forex debit;;;;1.0;2000.00;0.00;0.00;-2000.00;166660.08;USD',
    '10-08-2022 15:30:02;113947121;Buy;ORFN;CONSTRAINED CAPITAL ESG ORPHAN;US8863645383;200.0;19.85;5.96;0.00;-3975.96;168660.08;USD',
    '09-08-2022 10:36:57;113881187;Sell;VWRD;VANGUARD FTSE ALL-WORLD UCITS;IE00B3RBWM25;808.0;105.28;318.45;0.00;84747.79;172636.04;USD',
    '30-06-2022 18:01:13;00000000;Custody Fees;;;;1.0;50.00;3.85;0.00;-53.85;8614.40;CHF',
    '29-06-2022 11:17:26;00000000;Dividend;VWRD;VANGUARD FTSE ALL-WORLD UCITS;IE00B3RBWM25;1.0;1348.24;0.00;0.00;1348.24;87888.25;USD',
    '29-06-2022 11:17:26;00000000;Dividend;VEUD;VANGUARD FTSE EUROPE;IE00B945VV12;1.0;10.00;3.50;0.00;6.50;941.93;EUR',
    '01-01-2022 11:37:15;00000000;Interests;;;;1.0;0.01;0.00;0.00;-0.01;8668.25;CHF',
    '31-12-2021 11:40:56;00000000;Depotgebühren;;;;1.0;37.50;3.04;0.00;-40.54;CHF;',
    '30-12-2021 00:35:49;00000000;Capital Gain;XX;X;IE00B945VV12;1.0;1.00;0.00;0.00;1.00;CHF;',
  ].join('\n');
  expect(readFile(file).questions.map(({ id }) => id)).toEqual(['zone']);
  const read = readFile(file, 50, undefined, { zone: 'Europe/Zurich' });
  expect(read.questions).toEqual([]);
  expect(read.fills.map(told)).toEqual([
    '2022-08-10T13:30:02.000Z BUY 200 ORFN @ 19.85 USD, fee 5.96 USD, order 113947121',
    '2022-08-09T08:36:57.000Z SELL 808 VWRD @ 105.28 USD, fee 318.45 USD, order 113881187',
    '2022-08-23T10:00:25.000Z BUY 1995.39 EUR/USD @ 1.002310325299816076, for 2000, fee unknown, order 114723639',
  ]);
  expect(read.entries.map(toldEntry)).toEqual([
    '2022-08-24T05:00:15.000Z withdrawal -2000 CHF',
    '2022-08-24T05:00:15.000Z fee -2 CHF',
    '2022-06-30T16:01:13.000Z fee -53.85 CHF',
    '2022-06-29T09:17:26.000Z dividend 1348.24 USD',
    '2022-01-01T10:37:15.000Z interest -0.01 CHF',
    '2021-12-31T10:40:56.000Z fee -40.54 CHF',
  ]);
  expect(read.problems.map(({ line, problem }) => [line, problem.code])).toEqual([
    [9, 'UNKNOWN_MOVEMENT'],
    [12, 'UNKNOWN_MOVEMENT'],
  ]);
});
