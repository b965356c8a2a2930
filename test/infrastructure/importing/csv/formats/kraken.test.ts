import { describeSamples } from './format-sample.ts';

describeSamples({
  'Kraken trades': {
    format: 'kraken-trades',
    file: [
      '"txid","ordertxid","pair","time","type","ordertype","price","cost","fee","vol","margin","misc","ledgers"',
      '"TA-1","OA-1","XXBTZEUR","2024-03-02 10:15:30.1234","buy","limit",50000.1,10000.05,16.00,0.2,0.00000,"","LA-1,LA-2"',
      '"TA-2","OA-2","ADAEUR","2024-03-02 10:15:31.5678","sell","market",0.33,3.99,0.01,12,0.00000,"","LA-3,LA-4"',
      '"TA-5","OA-5","ADAEUR","2024-03-02 10:15:33","buy","market",33.3333,100,0,3,0.00000,"",""',
      '"TA-3","OA-3","XBT/USD","2024-03-02 10:15:32","buy","market",50000,500,1,0.01,100.00000,"","LA-5"',
    ],
    fills: [
      '2024-03-02T10:15:30.123Z BUY 0.2 BTC/EUR @ 50000.25, fee 16 EUR, order OA-1, trade TA-1',
      '2024-03-02T10:15:31.567Z SELL 12 ADA/EUR @ 0.3325, fee 0.01 EUR, order OA-2, trade TA-2',
      '2024-03-02T10:15:33.000Z BUY 3 ADA/EUR @ 33.333333333333333333, for 100, fee 0 EUR, order OA-5, trade TA-5',
    ],
    skipped: [5],
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
      '2024-03-02T10:15:30.000Z staking 0.1 DOT, L-4',
      '2024-03-03T10:00:00.000Z withdrawal -0.005 BTC, L-5',
      '2024-03-03T10:00:00.000Z fee -0.0001 BTC, L-5#fee',
    ],
    skipped: [2],
    invalid: [8],
  },
  'Kraken ledgers with a trade from two wallets': {
    format: 'kraken-ledgers',
    file: [
      '"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"',
      '"L-1","T-1","2024-03-02 10:15:30","trade","tradespot","currency","ETH","spot / main",-29.86,0,10.14',
      '"L-2","T-1","2024-03-02 10:15:30","trade","tradespot","currency","ETH","earn / flexible",-0.14,0,8.59',
      '"L-3","T-1","2024-03-02 10:15:30","trade","tradespot","currency","ZEUR","spot / main",90000.00,10.00,89990.00',
      '"L-3","T-1","2024-03-02 10:15:30","trade","tradespot","currency","ZEUR","spot / main",90000.00,10.00,89990.00',
      '"L-4","T-2","2024-03-03 10:15:30","trade","tradespot","currency","ZEUR","spot / main",-100.00,0.10,0',
      '"L-5","T-2","2024-03-03 10:15:30","trade","tradespot","currency","ZEUR","earn / flexible",-200.00,0.20,0',
      '"L-6","T-2","2024-03-03 10:15:30","trade","tradespot","currency","XXBT","spot / main",0.01,0,0.01',
      '"L-7","T-3","2024-03-04 10:15:30","trade","tradespot","currency","ETH","spot / main",-1,0,0',
      '"L-8","T-3","2024-03-04 10:15:30","trade","tradespot","currency","XXBT","spot / main",0.05,0,0',
      '"L-9","T-3","2024-03-04 10:15:30","trade","tradespot","currency","ZEUR","spot / main",1,0,0',
    ],
    fills: [
      '2024-03-02T10:15:30.000Z SELL 30 ETH/EUR @ 3000, fee 10 EUR, trade T-1',
      '2024-03-03T10:15:30.000Z BUY 0.01 BTC/EUR @ 30000, fee 0.3 EUR, trade T-2',
    ],
    invalid: [9, 10, 11],
  },
  // Header: two public readers of exports of 2026; a fee that is in another currency than the asset: a test of one of them.
  'Kraken ledgers that name the currency of the fee': {
    format: 'kraken-ledgers',
    file: [
      'txid,refid,time,type,subtype,aclass,subclass,asset,wallet,amount,fee,balance,amountusd,feeusd,balanceusd,feecurrency',
      'd1,b1,2025-01-01 12:00:00,spend,,currency,fiat,USD,spot / main,-1000,5,995,-1000,5,995,USD',
      'd2,b1,2025-01-01 12:00:00,receive,,currency,crypto,BTC,spot / main,0.02,0,0.02,1000,0,1000,',
      'e1,R1,2025-03-01 12:00:00,earn,reward,currency,crypto,SOL,spot / main,0.2,0.05,10.2,30.00,0.05,1500,USD',
      'e2,R2,2025-03-02 12:00:00,earn,reward,currency,crypto,SOL,spot / main,0.1,0.02,10.28,15.00,3,1500,SOL',
      't1,T1,2025-03-03 12:00:00,trade,tradespot,currency,fiat,EURC,spot / main,-100,0.25,900,,,,EUR',
      't2,T1,2025-03-03 12:00:00,trade,tradespot,currency,crypto,XXBT,spot / main,0.002,0,0.022,,,,BTC',
    ],
    fills: [
      '2025-01-01T12:00:00.000Z BUY 0.02 BTC/USD @ 50000, fee 5 USD, trade b1',
      '2025-03-03T12:00:00.000Z BUY 0.002 BTC/EURC @ 50000, fee 0.25 EUR, trade T1',
    ],
    entries: [
      '2025-03-01T12:00:00.000Z staking 0.2 SOL, e1',
      '2025-03-01T12:00:00.000Z fee -0.05 USD, e1#fee',
      '2025-03-02T12:00:00.000Z staking 0.1 SOL, e2',
      '2025-03-02T12:00:00.000Z fee -0.02 SOL, e2#fee',
    ],
  },
});
