/** Two exchanges and a broker: what their files tell, and what their statements of the last day of the year said. */
export const kraken = [
  'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance',
  'E1,E1,2024-03-01 09:00:00,deposit,,currency,ZEUR,spot,50000,0,50000',
  'B1,T1,2024-03-02 10:00:00,trade,,currency,ZEUR,spot,-30000,78,19922',
  'B2,T1,2024-03-02 10:00:00,trade,,currency,XXBT,spot,1,0,1',
  'W1,W1,2024-03-10 10:00:00,withdrawal,,currency,XXBT,spot,-0.5,0.0005,0.4995',
  'S1,T2,2024-06-01 10:00:00,trade,,currency,XXBT,spot,-0.4,0,0.0995',
  'S2,T2,2024-06-01 10:00:00,trade,,currency,ZEUR,spot,24000,62.4,43859.6',
];
export const coinbase = [
  'ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
  'c1,2024-03-10 10:30:00 UTC,Receive,BTC,0.5,EUR,"€60,000","€30,000.00","€30,000.00",€0.00,Received',
  'c2,2024-03-20 12:00:00 UTC,Advanced Trade Sell,BTC,-0.2,EUR,"€65,000","€13,000.00","€12,974.00",€26.00,Sold',
];
export const trading212 = [
  'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,Currency (Total),Withholding tax,Currency (Withholding tax)',
  'Deposit,2024-02-01 09:00:00,,,,,,,,5000.00,EUR,,',
  'Market buy,2024-02-02 09:00:00,DE0000000001,ACME,Acme,10,100.00,EUR,1,1000.00,EUR,,',
  'Dividend (Dividend),2024-05-20 10:00:00,DE0000000001,ACME,Acme,10,1.20,EUR,Not available,10.20,EUR,1.80,EUR',
  'Market sell,2024-08-01 09:00:00,DE0000000001,ACME,Acme,15,30.00,EUR,1,450.00,EUR,,',
];

export const statements = {
  Kraken: { BTC: '0.0995', EUR: '43859.60' },
  Coinbase: { BTC: '0.3', EUR: '12974.00' },
  Broker: { ACME: '25', EUR: '4460.20' },
} as const;
