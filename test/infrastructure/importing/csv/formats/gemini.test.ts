import { describeSamples } from './format-sample.ts';

describeSamples({
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
    entries: [
      '2024-03-01T10:00:00.000Z deposit 10000 USD, G0',
      '2024-03-04T10:15:30.250Z reward 0.001 BTC, G3',
    ],
    skipped: [6],
  },
});
