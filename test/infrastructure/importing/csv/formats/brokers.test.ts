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
