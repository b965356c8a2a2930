import { describe, expect, it } from 'vitest';
import type { FileAnswers } from '#src/ports/import-files.ts';
import { readFile, told, toldEntry } from './read-file.ts';

function read(lines: readonly string[], answers: FileAnswers = {}) {
  const { fills, entries, questions, problems } = readFile(lines.join('\n'), undefined, undefined, answers);
  return { fills: fills.map(told), entries: entries.map(toldEntry), questions, problems };
}

const binance = (total: string, price = '60000', amount = '0.5') => [
  'Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin',
  '2024-03-01 10:00:00,BTCUSDT,BUY,100,2,200,0.1,USDT',
  `2024-03-02 10:00:00,BTCUSDT,BUY,${price},${amount},${total},0.1,USDT`,
];

const coinbaseFills = (total: string) => [
  'portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit',
  `default,1,BTC-EUR,BUY,2024-03-02T10:15:30Z,0.5,BTC,60000,100,${total},EUR`,
];

const coinbaseTransactions = (total: string) => [
  'Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes',
  `2024-03-02 10:15:30 UTC,Sell,BTC,0.5,EUR,60000,30000.00,${total},100.00,`,
];

const flexQuery = (commission: string, taxes: string, currency = 'GBP') => [
  'CurrencyPrimary,AssetClass,Symbol,TradeID,DateTime,Buy/Sell,Quantity,TradePrice,TradeMoney,Taxes,IBCommission,IBCommissionCurrency',
  `GBP,STK,VOD,1,20240305;160000,BUY,100,70,7000,${taxes},${commission},${currency}`,
];

const geminiFile = (balance: string) => [
  'Date,Time (UTC),Type,Symbol,Specification,Trade ID,Order ID,USD Amount USD,Fee (USD) USD,USD Balance USD,BTC Amount BTC,Fee (BTC) BTC,BTC Balance BTC',
  '2024-01-02,10:00:00.123,Credit,USD,Deposit (ACH),,,"$1,000.00",,"$1,000.00",,,',
  '2024-01-03,11:00:00.123,Buy,BTCUSD,Limit,7001,8001,($420.00),($0.84),$579.16,0.01 BTC,,0.01 BTC',
  `2024-01-04,11:00:00.123,Debit,USD,Withdrawal,,,($79.16),,${balance},,,`,
];

describe('a total', () => {
  it('is kept where the venue rounds it, beside the price that was traded at', () => {
    expect(read(binance('0.00000012', '0.000000123', '1')).fills[1]).toContain(
      '@ 0.000000123, for 0.00000012, fee 0.1 USDT',
    );
  });

  it('that price and quantity do not make is asked about, with the first such row', () => {
    const { fills, questions } = read([...binance('3000'), ...binance('4000').slice(2)]);
    expect(fills).toHaveLength(1);
    expect(questions).toEqual([
      { id: 'totals', about: 'total', line: 3, example: '0.5 × 60000 = 30000 ≠ 3000', rows: 2 },
    ]);
  });

  it('holds, or what it is made of, or the row is left out: as the trader answers', () => {
    const [, byTotal] = read(binance('3000'), { totals: 'total' }).fills;
    expect(byTotal).toContain('BUY 0.5 BTCUSDT @ 6000, fee');
    const [, byParts] = read(binance('3000'), { totals: 'parts' }).fills;
    expect(byParts).toContain('BUY 0.5 BTCUSDT @ 60000, fee');
    const left = read(binance('3000'), { totals: 'leave' });
    expect(left.fills).toHaveLength(1);
    expect(left.problems).toEqual([
      {
        line: 3,
        column: 'Total',
        problem: { code: 'TOTAL_DIFFERS', text: '3000', parts: '0.5 × 60000 = 30000' },
      },
    ]);
  });

  it.each([
    ['exact', '1', '33.3333', '33.3333'],
    ['of a rounded price', '3', '33.3333', '100'],
    ['of a rounded quantity', '0.33333333', '300', '100'],
  ])('follows from its parts as far as they are written: %s', (_name, volume, price, cost) => {
    const file = [
      'txid,ordertxid,pair,time,type,ordertype,price,cost,fee,vol,margin,misc,ledgers',
      `T,O,ADAEUR,2024-03-02 10:15:33,buy,market,${price},${cost},0,${volume},0.00000,"",""`,
    ];
    expect(read(file)).toMatchObject({ questions: [], fills: [expect.stringContaining('ADA/EUR')] });
  });

  it('has the fee in it in fills of Coinbase, and in its transactions beside the subtotal', () => {
    expect(read(coinbaseFills('-30100')).questions).toEqual([]);
    expect(read(coinbaseFills('-30000')).questions).toMatchObject([{ about: 'total', line: 2 }]);
    expect(read(coinbaseTransactions('29900.00')).questions).toEqual([]);
    expect(read(coinbaseTransactions('30100.00')).questions).toEqual([
      { id: 'totals', about: 'total', line: 2, example: '30000 − 100 = 29900 ≠ 30100.00', rows: 1 },
    ]);
    expect(read(coinbaseTransactions('29950'), { totals: 'total' }).fills[0]).toContain('fee 50 EUR');
  });
});

describe('taxes of a flex query', () => {
  it('are fees beside the commission', () => {
    expect(read(flexQuery('-3', '-35')).fills[0]).toContain('fee 38 GBP');
    expect(read(flexQuery('', '-35')).fills[0]).toContain('fee 35 GBP');
    expect(read(flexQuery('-3', '0')).fills[0]).toContain('fee 3 GBP');
  });

  it('in another currency than the commission are refused', () => {
    expect(read(flexQuery('-3', '-35', 'EUR')).problems).toMatchObject([
      { column: 'Taxes', problem: { code: 'FEES_IN_TWO_CURRENCIES' } },
    ]);
  });
});

describe('balances', () => {
  const header = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';
  const rows = [
    'L1,D1,2024-03-01 10:00:00,deposit,,currency,ZEUR,spot / main,1000.0000,0.0000,1500.0000',
    'L2,T1,2024-03-02 10:15:30,trade,,currency,ZEUR,spot / main,-500.0000,0.8000,999.2000',
    'L3,T1,2024-03-02 10:15:30,trade,,currency,XXBT,spot / main,0.01,0.0000,0.01',
    'L4,D2,2024-03-03 10:00:00,deposit,,currency,ZEUR,spot / main,200.0000,0.0000,1199.2000',
    'L5,D3,2024-03-03 10:00:00,deposit,,currency,ZEUR,spot / main,1.0000,0.0000,1200.2000',
  ];

  it('that follow from each other are sound, in whatever order, from wherever the file begins', () => {
    const [one = '', trade = '', coin = '', four = '', five = ''] = rows;
    for (const order of [rows, rows.toReversed(), [one, trade, coin, five, four], [four, five]])
      expect(read([header, ...order]).questions).toEqual([]);
  });

  it('with a gap are asked about, with the row behind it; the answer imports the file as it is', () => {
    const [deposit = '', , , ...later] = rows;
    const file = [header, deposit, ...later];
    const question = { id: 'balances', about: 'balance', line: 3, example: 'EUR 1500 ≠ 999.2', rows: 1 };
    expect(read(file).questions).toEqual([question]);
    expect(read([header, ...later.toReversed(), deposit]).questions).toEqual([{ ...question, line: 3 }]);
    expect(read(file, { balances: 'accept' })).toMatchObject({ questions: [], entries: { length: 3 } });
  });

  it('may be rounded in their last place', () => {
    const rounded = (rows[3] ?? '').replace('1199.2000', '1199.2001');
    const file = [header, ...rows.slice(0, 3), rounded, (rows[4] ?? '').replace('1200.2000', '1200.2001')];
    expect(read(file).questions).toEqual([]);
  });

  it('that are none are told of, and no longer followed than a thousand loose ends', () => {
    const unrelated = Array.from(
      { length: 60_000 },
      (_, at) => `L${at},D${at},2024-03-01 10:00:00,deposit,,currency,ZEUR,spot / main,1,0,${at * 7 + 1}`,
    );
    expect(read([header, ...unrelated]).questions).toMatchObject([{ about: 'balance', line: 3 }]);
  });

  it('that moved by more than was made of the rows are asked about', () => {
    // Both legs have to be in the file; one wallet's alone is a movement that is passed over.
    const moved = 'L6,S1,2024-03-04 10:00:00,transfer,spottostaking,currency,XXBT,spot / main,-0.004,0,0.006';
    expect(read([header, ...rows, moved]).questions).toEqual([
      { id: 'balances', about: 'balance', example: 'BTC 0.01 ≠ 0.006', rows: 1 },
    ]);
    const arrived = 'L7,S1,2024-03-04 10:00:01,transfer,stakingfromspot,currency,XBT.M,earn,0.004,0,0.004';
    expect(read([header, ...rows, moved, arrived]).questions).toEqual([]);
  });

  it('of Gemini stand in columns of their own', () => {
    expect(read(geminiFile('$500.00')).questions).toEqual([]);
    expect(read(geminiFile('$480.00')).questions).toMatchObject([
      { about: 'balance', line: 4, example: 'USD 579.16 ≠ 559.16' },
    ]);
  });
});
