import { expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { readFile, told } from '#test/infrastructure/importing/csv/read-file.ts';
import { describeSamples } from './format-sample.ts';

const degiro =
  'Date,Time,Product,ISIN,Reference exchange,Venue,Quantity,Price,,Local value,,Value EUR,Exchange rate,AutoFX Fee,Transaction and/or third party fees EUR,Total EUR,Order ID,';
const dutch =
  'Datum,Tijd,Product,ISIN,Beurs,Uitvoeringsplaats,Aantal,Koers,,Lokale waarde,,Waarde,,Wisselkoers,Transactiekosten en/of,,Totaal,,Order ID';
const revolut = 'Date,Ticker,Type,Quantity,Price per share,Total Amount,Currency,FX Rate';
const coins = 'Symbol,Type,Quantity,Price,Value,Fees,Date';

describeSamples({
  // Header: the sample of the Trading 212 converter of github.com/dickwolff/Export-To-Ghostfolio, and further charges as public parsers name them.
  'Trading 212 history': {
    format: 'trading-212',
    file: [
      'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),Withholding tax,Currency (Withholding tax),Stamp duty reserve tax,Currency (Stamp duty reserve tax),Notes,ID,Currency conversion fee,Currency (Currency conversion fee)',
      'Deposit,2023-12-18 11:45:06.326,,,,,,,,,,500.00,"EUR",,,,,"Transaction ID: 1",d1,,',
      'Market buy,2023-12-18 14:30:03.613,US0000000001,ACME,"Acme, Inc.",2.0000000000,50.00,USD,1.10000000,,"EUR",91.05,"EUR",,,,,,EOF1,0.14,"EUR"',
      'Limit sell,2023-12-19 14:30:03,US0000000001,ACME,Acme,2.0000000000,55.00,USD,1.10000000,9.00,"EUR",99.85,"EUR",,,,,,EOF2,0.15,"EUR"',
      'Market buy,2023-12-20 09:00:00,GB0000000001,PENCE,Pence plc,100,69.54,GBX,85.50000000,,"EUR",81.86,"EUR",,,0.40,"EUR",,EOF3,0.12,"EUR"',
      'Market buy,2023-12-21 09:00:00,IE0000000001,FUND,Fund,0.5000000000,20.01,EUR,1.00000000,,"EUR",10.01,"EUR",,,,,,EOF4,,',
      'Dividend (Dividend),2023-12-27 12:05:25,US0000000001,ACME,Acme,0.1543340000,0.23,USD,Not available,,,0.03,"EUR",0.00,USD,,,,,,',
      'Interest on cash,2023-12-28 22:06:41.36,,,,,,,,,,0.01,"EUR",,,,,"Interest on cash",i1,,',
      'Withdrawal,2023-12-29 11:45:06,,,,,,,,,,-20.00,"EUR",,,,,,w1,,',
      'Stock split open,2023-12-30 07:24:24.104,US0000000001,ACME,Acme,7.4511950000,8.281893,USD,1.03401474,,"EUR",59.68,"EUR",,,,,,EOF5,,',
    ],
    fills: [
      '2023-12-18T14:30:03.613Z BUY 2 ACME @ 50 USD, fee 0.14 EUR, trade EOF1',
      '2023-12-18T14:30:03.613Z SELL 90.91 EUR/USD @ 1.0999890001099989, for 100, fee unknown, trade EOF1',
      '2023-12-19T14:30:03.000Z SELL 2 ACME @ 55 USD, fee 0.15 EUR, trade EOF2',
      '2023-12-19T14:30:03.000Z BUY 100 EUR/USD @ 1.1, fee unknown, trade EOF2',
      '2023-12-20T09:00:00.000Z BUY 100 PENCE @ 0.6954 GBP, fee 0.52 EUR, trade EOF3',
      '2023-12-20T09:00:00.000Z BUY 69.54 GBP/EUR @ 1.169686511360368133, for 81.34, fee unknown, trade EOF3',
      '2023-12-21T09:00:00.000Z BUY 0.5 FUND @ 20.02 EUR, fee 0 EUR, trade EOF4',
    ],
    entries: [
      '2023-12-18T11:45:06.326Z deposit 500 EUR, d1',
      '2023-12-27T12:05:25.000Z dividend 0.03 EUR',
      '2023-12-28T22:06:41.360Z interest 0.01 EUR, i1',
      '2023-12-29T11:45:06.000Z withdrawal -20 EUR, w1',
    ],
    invalid: [10],
  },
  'Trading 212 history with currencies in the names of columns': {
    format: 'trading-212',
    file: [
      'Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result (GBP),Total (GBP),Withholding tax,Currency (Withholding tax),Stamp duty (GBP),Notes,ID',
      'Market buy,2021-12-20 09:00:00,GB0000000001,PLC,Plc,10,5.00,GBP,1,,50.25,,,0.25,,EOF9',
    ],
    fills: ['2021-12-20T09:00:00.000Z BUY 10 PLC @ 5 GBP, fee 0.25 GBP, trade EOF9'],
  },
  // Header and rows: tests/freetrade of github.com/KapJI/capital-gains-calculator and samples/freetrade-export.csv of
  // github.com/dickwolff/Export-To-Ghostfolio: 2534.97 ÷ 1.2745 + 7.76 is 1996.75, and 0.46 × 0.79146484 less the tax is 0.31.
  'Freetrade activity': {
    format: 'freetrade',
    file: [
      'Title,Type,Timestamp,Account Currency,Total Amount,Buy / Sell,Ticker,ISIN,Price per Share in Account Currency,Stamp Duty,Quantity,Venue,Order ID,Order Type,Instrument Currency,Total Shares Amount,Price per Share,FX Rate,Base FX Rate,FX Fee (BPS),FX Fee Amount,Dividend Ex Date,Dividend Pay Date,Dividend Eligible Quantity,Dividend Amount Per Share,Dividend Gross Distribution Amount,Dividend Net Distribution Amount,Dividend Withheld Tax Percentage,Dividend Withheld Tax Amount',
      'Withdrawal,WITHDRAWAL,2024-04-18T18:09:12.259Z,GBP,2412.19,,,,,,,,,,,,,,,,,,,,,,,,',
      'Top up,TOP_UP,2024-04-01T00:35:22.634Z,GBP,1000.00,,,,,,,,,,,,,,,,,,,,,,,,',
      'Alliance Trust,DIVIDEND,2024-03-28T18:45:00.000Z,GBP,26.69,,ATST,GB00B11V7W98,,,421.00000000,,,,GBP,,,,,,,2024-02-29,2024-03-28,421.00000000,0.06340000,,,0,0.00',
      'Nvidia,DIVIDEND,2024-03-27T06:26:00.000Z,GBP,0.31,,NVDA,US67066G1040,,,11.53629370,,,,USD,,,,0.79146484,0,0.00,2024-03-05,2024-03-27,11.53629370,0.04000000,0.46,0.39,15,0.07',
      'Interest,INTEREST_FROM_CASH,2024-03-15T00:00:00.000Z,GBP,0.21,,,,,,,,,,,,,,,,,,,,,,,,',
      'February Statement,MONTHLY_STATEMENT,2024-03-01T00:00:00.000Z,,,,,,,,,,,,,,,,,,,,,,,,,,',
      'Alliance Trust,ORDER,2024-02-23T15:34:06.099Z,GBP,5068.25,BUY,ATST,GB00B11V7W98,11.97869359,25.22,421.00000000,London Stock Exchange,4AQXSI7ZSABW,MARKET,GBP,5043.03,11.97869359,,,0,,,,,,,,,',
      'Nvidia,ORDER,2024-01-24T15:16:15.350Z,GBP,1996.75,BUY,NVDA,US67066G1040,484.45622073,0.00,4.10561350,Multiple,4RNV24HTRXMX,MARKET,USD,2534.97,617.43931800,1.26952945,1.27450000,39,7.76,,,,,,,,',
      'ThredUp,ORDER,2021-12-14T15:18:33.892Z,GBP,10.63,SELL,TDUP,US88556E1029,10.68000000,0.00,1.00000000,"New York Stock Exchange, Inc.",4E9L0RXWBMMP,MARKET,USD,14.14,14.14000000,1.32916445,1.32321000,45,0.05,,,,,,,,',
      'ThredUp,FREESHARE_ORDER,2021-12-13T16:16:49.475Z,GBP,11.04,BUY,TDUP,US88556E1029,11.03772436,0.00,1.00000000,New York Stock Exchange,O52KRZI3BRAQ,,USD,4554.89,14.60000000,1.32265000,1.32265000,45,0.00,,,,,,,,',
    ],
    fills: [
      '2024-02-23T15:34:06.099Z BUY 421 ATST @ 11.978693586698337292 GBP, for 5043.03, fee 25.22 GBP, order 4AQXSI7ZSABW',
      '2024-01-24T15:16:15.350Z BUY 4.1056135 NVDA @ 617.440000136398616187 USD, for 2534.97, fee 7.76 GBP, order 4RNV24HTRXMX',
      '2024-01-24T15:16:15.350Z SELL 1988.99 GBP/USD @ 1.274501128713568193, for 2534.97, fee unknown',
      '2021-12-14T15:18:33.892Z SELL 1 TDUP @ 14.14 USD, fee 0.05 GBP, order 4E9L0RXWBMMP',
      '2021-12-14T15:18:33.892Z BUY 10.68 GBP/USD @ 1.323970037453183521, for 14.14, fee unknown',
    ],
    entries: [
      '2024-04-18T18:09:12.259Z withdrawal -2412.19 GBP',
      '2024-04-01T00:35:22.634Z deposit 1000 GBP',
      '2024-03-28T18:45:00.000Z dividend 26.69 GBP',
      '2024-03-27T06:26:00.000Z dividend 0.36 GBP',
      '2024-03-27T06:26:00.000Z tax -0.05 GBP',
      '2024-03-15T00:00:00.000Z interest 0.21 GBP',
    ],
    skipped: [7],
    invalid: [11],
  },
  // tests/trading212/data/2026 of github.com/KapJI/capital-gains-calculator, whose expectation is each row's total: 1600 ÷ 1.28 − 1.87 −
  // 0.05 ÷ 1.28 is 1248.09, and (1000 + 3) ÷ 1.25 + 1.20 is 803.60.
  'Trading 212 history with charges in the currency of the price': {
    format: 'trading-212',
    file: [
      'Action,Time,ISIN,Ticker,Name,Notes,ID,No. of shares,Price / share,Currency (Price / share),Exchange rate,Result,Currency (Result),Total,Currency (Total),Withholding tax,Currency (Withholding tax),Stamp duty reserve tax,Currency (Stamp duty reserve tax),French transaction tax,Currency (French transaction tax),Transaction fee,Finra fee,Currency conversion from amount,Currency (Currency conversion from amount),Currency conversion to amount,Currency (Currency conversion to amount),Currency conversion fee,Currency (Currency conversion fee),Currency (Transaction fee),Currency (Finra fee),Merchant name,Merchant category',
      'Limit sell,2024-06-27 15:45:10.456,US0000000200,ACME,Acme Corp,,x3,10.0000000000,160.00,USD,1.28,46.29,GBP,1248.09,GBP,,,,,,,,0.05,,,,,1.87,GBP,,USD,,',
      'Market buy,2024-08-01 09:05:00.789,FR0000000200,REN,Rennes SA,,x4,20.0000000000,50.00,EUR,1.25,,,803.60,GBP,,,,,3.00,EUR,,,,,,,1.20,GBP,,,,',
      'Market buy,2024-08-02 09:05:00.789,FR0000000200,REN,Rennes SA,,x5,20.0000000000,50.00,EUR,1.25,,,803.60,GBP,,,,,3.00,CHF,,,,,,,1.20,GBP,,,,',
    ],
    fills: [
      '2024-06-27T15:45:10.456Z SELL 10 ACME @ 160 USD, fee 1.91 GBP, trade x3',
      '2024-06-27T15:45:10.456Z BUY 1250 GBP/USD @ 1.28, fee unknown, trade x3',
      '2024-08-01T09:05:00.789Z BUY 20 REN @ 50 EUR, fee 3.6 GBP, trade x4',
      '2024-08-01T09:05:00.789Z SELL 800 GBP/EUR @ 1.25, fee unknown, trade x4',
    ],
    invalid: [4],
  },
  // Header: the sample of Export-To-Ghostfolio.
  'Revolut shares': {
    format: 'revolut-shares',
    file: [
      revolut,
      '2023-09-22T13:30:10.514Z,O,BUY - MARKET,1.63453043,$52.07,$85.11,USD,1.0665',
      '2023-09-23T13:30:10.514Z,O,SELL - LIMIT,1,USD 60,USD 59.99,USD,1.0665',
      '2023-09-24T13:30:10.514Z,O,BUY - MARKET,2,"$1,052.07","$2,104.14",USD,1.0665',
      '2023-09-25T07:40:54.539038Z,,CASH TOP-UP,,,$500,USD,1.18',
      '2023-09-25T07:40:54.539038Z,,CASH WITHDRAWAL,,,-$30.93,USD,1.18',
      '2023-09-26T07:40:54.539038Z,O,DIVIDEND,,,$0.08,USD,1.1179',
      '2023-09-27T07:40:54.539038Z,,CUSTODY FEE,,,-$0.01,USD,1.18',
      '2023-09-28T09:06:58.899860Z,O,TRANSFER FROM REVOLUT TRADING LTD TO REVOLUT SECURITIES EUROPE UAB,0.0004562,,$0,USD,1.1018',
      '2023-09-29T08:27:46.419568Z,O,STOCK SPLIT,0.16431924,,$0,USD,0.0947',
    ],
    fills: [
      '2023-09-22T13:30:10.514Z BUY 1.63453043 O @ 52.07000031195503653 USD, for 85.11, fee unknown',
      '2023-09-23T13:30:10.514Z SELL 1 O @ 59.99 USD, fee unknown',
      '2023-09-24T13:30:10.514Z BUY 2 O @ 1052.07 USD, fee unknown',
    ],
    entries: [
      '2023-09-25T07:40:54.539Z deposit 500 USD',
      '2023-09-25T07:40:54.539Z withdrawal -30.93 USD',
      '2023-09-26T07:40:54.539Z dividend 0.08 USD',
      '2023-09-27T07:40:54.539Z fee -0.01 USD',
    ],
    skipped: [9],
    invalid: [10],
  },
  // Header: the sample of Export-To-Ghostfolio; which rows are exchanges, and which are not: cryptocom.py of github.com/BittyTax/BittyTax.
  'Crypto.com app': {
    format: 'crypto-com',
    file: [
      'Timestamp (UTC),Transaction Description,Currency,Amount,To Currency,To Amount,Native Currency,Native Amount,Native Amount (in USD),Transaction Kind,Transaction Hash',
      '2025-01-07 11:43:48,EGLD -> USDC,EGLD,-4.00,USDC,150.5,EUR,143.33016114556153037260009689941121,169.3,crypto_exchange,',
      '2025-01-08 11:43:48,EUR -> BTC,EUR,-100.0,BTC,0.001,EUR,100.0,110.0,viban_purchase,',
      '2025-01-09 11:43:48,Buy BTC,BTC,0.002,,,EUR,200.0,220.0,crypto_purchase,',
      '2025-01-10 00:33:50,Stake Reward,CRO,9.5,,,EUR,1.0,1.2,finance.lockup.dpos_compound_interest.crypto_wallet,',
      '2025-01-11 00:33:50,Unstake,CRO,100.0,,,EUR,1.0,1.2,finance.lockup.dpos_unlock.crypto_wallet,',
      '2025-01-12 08:35:20,Transfer,CRO,-50.0,,,EUR,1.0,1.2,crypto_to_exchange_transfer,',
      '2025-01-13 08:35:20,Balance Conversion,USDT,-81.1,,,EUR,73.5,86.8,crypto_wallet_swap_debited,',
      '2025-01-14 08:35:20,Locked for an order,BTC,-0.001,,,EUR,100.0,110.0,trading.limit_order.crypto_wallet.fund_lock,',
      '2025-01-14 08:36:20,Freed of an order,BTC,0.001,,,EUR,100.0,110.0,trading.limit_order.cash_account.sell_unlock,',
      '2025-01-15 08:35:20,EUR -> CRO,EUR,-50.0,CRO,500,EUR,50.0,55.0,van_purchase,',
    ],
    fills: [
      '2025-01-07T11:43:48.000Z SELL 4 EGLD/USDC @ 37.625, fee unknown',
      '2025-01-08T11:43:48.000Z BUY 0.001 BTC/EUR @ 100000, fee unknown',
      '2025-01-09T11:43:48.000Z BUY 0.002 BTC/EUR @ 100000, fee unknown',
      '2025-01-15T08:35:20.000Z BUY 500 CRO/EUR @ 0.1, fee unknown',
    ],
    entries: [
      '2025-01-09T11:43:48.000Z deposit 200 EUR',
      '2025-01-10T00:33:50.000Z staking 9.5 CRO',
      '2025-01-12T08:35:20.000Z withdrawal -50 CRO',
    ],
    skipped: [6, 9, 10],
    invalid: [8],
  },
});

const zone = { zone: 'Europe/Amsterdam' };

// Headers in English and Dutch, decimal commas and points, and where the order id stands: rows in tests of public DEGIRO parsers (search: Datum,Tijd,Product,ISIN,Beurs).
it('reads DEGIRO’s transactions in both of its notations, once their zone is known', () => {
  const rows = [
    degiro,
    '07-08-2025,21:55,ACME,US0000000001,NDQ,XNAS,-5,"131,1700",USD,"655,85",USD,"567,20","1,1563","-1,42","-2,00","563,78",,uuid-1',
    '12-06-2025,09:04,FUND,IE0000000001,EAM,XAMS,1,"97,93",EUR,"-97,93",EUR,"-97,93",,"0,00","-2,00","-99,93",uuid-2,',
  ].join('\n');
  expect(readFile(rows).questions).toMatchObject([{ about: 'zone', rows: 2 }]);
  const read = readFile(rows, 20, undefined, zone);
  expect(read.format?.id).toBe('degiro');
  expect(read.fills.map(told)).toEqual([
    '2025-08-07T19:55:00.000Z SELL 5 US0000000001 @ 131.17 USD, fee 3.42 EUR, order uuid-1',
    '2025-08-07T19:55:00.000Z BUY 567.2 EUR/USD @ 1.156294076163610719, for 655.85, fee unknown',
    '2025-06-12T07:04:00.000Z BUY 1 IE0000000001 @ 97.93 EUR, fee 2 EUR, order uuid-2',
  ]);
  const points = [
    dutch,
    '04-06-2025,15:30,ACME,US0000000001,NDQ,NDQ,100,49.559,USD,-4955.90,USD,-4335.12,EUR,1.1429,-0.50,EUR,-4335.62,EUR,abc',
  ].join('\n');
  expect(readFile(points, 20, undefined, zone).fills.map(told)).toEqual([
    '2025-06-04T13:30:00.000Z BUY 100 US0000000001 @ 49.559 USD, fee 0.5 EUR, order abc',
    expect.stringContaining('SELL 4335.12 EUR/USD'),
  ]);
});

it('reads Revolut’s coins once it is told whose dollars they are', () => {
  const rows = [
    coins,
    'BTC,Buy,0.00056077,"89,162.28 SEK",50.00 SEK,1.50 SEK,"May 5, 2020, 10:10:57 PM"',
    'ETH,Buy,0.00431791,"€2,315.93",€10.00,€0.14,"Feb 9, 2024, 9:46:02 AM"',
    'BTC,Sell,0.0001,"$105,000.00",$10.50,$0.24,"May 9, 2025, 10:03:50 AM"',
    'BTC,Send,0.0001,"137,211.36 SEK",13.72 SEK,0.00 SEK,"Nov 9, 2020, 3:50:00 AM"',
    'ETH,Staking reward,0.00002061,,,,"Jan 15, 2025, 12:23:31 AM"',
    'ETH,Stake,0.18580349,"24,185.66 SEK","4,493.77 SEK",0.00 SEK,"Feb 2, 2024, 11:03:12 AM"',
  ].join('\n');
  expect(readFile(rows).questions.map(({ about }) => about)).toEqual(['zone', 'currency']);
  const read = readFile(rows, 20, undefined, { ...zone, currency: 'USD' });
  expect(read.questions).toEqual([]);
  expect(read.fills.map(told)).toEqual([
    expect.stringMatching(/^2020-05-05T20:10:57.000Z BUY 0.00056077 BTC\/SEK @ 89163.*for 50, fee 1.5 SEK$/u),
    expect.stringMatching(/^2024-02-09T08:46:02.000Z BUY 0.00431791 ETH\/EUR .*for 10, fee 0.14 EUR$/u),
    '2025-05-09T08:03:50.000Z SELL 0.0001 BTC/USD @ 105000, fee 0.24 USD',
  ]);
  expect(read.entries.map(({ type, amount }) => `${type} ${amount.toString()}`)).toEqual([
    'withdrawal -0.0001',
    'staking 0.00002061',
  ]);
  expect(read.skipped).toBe(1);
});

it('leaves the account with what the file says it paid, in every currency', () => {
  const rows = [
    degiro,
    '07-08-2025,21:55,ACME,US0000000001,NDQ,XNAS,-5,"131,1700",USD,"655,85",USD,"567,20","1,1563","-1,42","-2,00","563,78",,uuid-1',
  ].join('\n');
  const [share, exchange] = readFile(rows, 20, undefined, zone).fills;
  if (share === undefined || exchange === undefined) throw new Error('a sale and its exchange');
  const usd = share.price.times(share.quantity).minus(exchange.value ?? Decimal.zero);
  expect(usd.toString()).toBe('0');
  expect(exchange.quantity.minus(share.fee ?? Decimal.zero).toString()).toBe('563.78');
});

it('reads DEGIRO’s transactions of an account in another currency than euros', () => {
  const rows = [
    degiro.replaceAll('EUR', 'CHF'),
    '07-08-2025,21:55,ACME,US0000000001,NDQ,XNAS,-5,"131,1700",USD,"655,85",USD,"527,20","1,2440","-1,42","-2,00","523,78",,uuid-1',
  ].join('\n');
  expect(readFile(rows, 20, undefined, zone).fills.map(told)).toEqual([
    '2025-08-07T19:55:00.000Z SELL 5 US0000000001 @ 131.17 USD, fee 3.42 CHF, order uuid-1',
    expect.stringMatching(/ 527\.2 CHF\/USD .*for 655\.85, /u),
  ]);
});

const degiroTotal = (total: string) =>
  [
    degiro,
    `12-06-2025,09:04,FUND,IE0000000001,EAM,XAMS,1,"97,93",EUR,"-97,93",EUR,"-97,93",,"0,00","-2,00","${total}",uuid-2,`,
  ].join('\n');

it('asks about a total of DEGIRO that its value and charges do not make', () => {
  expect(readFile(degiroTotal('-99,93'), 20, undefined, zone).questions).toEqual([]);
  const asked = readFile(degiroTotal('-109,93'), 20, undefined, zone);
  expect(asked.fills).toEqual([]);
  expect(asked.questions).toEqual([
    { id: 'totals', about: 'total', line: 2, example: '-97.93 + 0 − 2 = -99.93 ≠ -109,93', rows: 1 },
  ]);
  const feeBy = (totals: string) =>
    readFile(degiroTotal('-109,93'), 20, undefined, { ...zone, totals }).fills.map(({ fee }) => String(fee));
  expect(feeBy('parts')).toEqual(['2']);
  expect(feeBy('total')).toEqual(['12']);
  expect(feeBy('leave')).toEqual([]);
});
