import { expect, it } from 'vitest';
import { readFile } from '#test/infrastructure/importing/csv/read-file.ts';
import { describeSamples } from './format-sample.ts';

const tradeRepublic =
  '"datetime","date","account_type","category","type","asset_class","name","symbol","shares","price","amount","fee","tax","currency","original_amount","original_currency","fx_rate","description","transaction_id","counterparty_name","counterparty_iban","payment_reference","mcc_code"';
const robinhood =
  '"Activity Date","Process Date","Settle Date","Instrument","Description","Trans Code","Quantity","Price","Amount"';
const tastytrade =
  'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency';

describeSamples({
  // Header: its transaction export of 2026, as read by the tests of several public importers (search: "datetime","date","account_type").
  'Trade Republic transactions': {
    format: 'trade-republic',
    file: [
      tradeRepublic,
      '"2025-12-05T10:00:00.000Z","2025-12-05","DEFAULT","CASH","CUSTOMER_INBOUND","","","","","","500.000000","","","EUR","","","","","m1","","","",""',
      '"2025-12-06T09:15:04Z","2025-12-06","DEFAULT","TRADING","BUY","FUND","World","IE00AAAA0001","3.0","30.10","-90.30","-1.00","","EUR","","","","Buy","b1","","","",""',
      '"2025-12-07T09:15:04Z","2025-12-07","DEFAULT","TRADING","SELL","STOCK","Acme","US0000000001","-2.0000000000","50.000000","100.00","-1.00","-3.25","EUR","","","","Sell","s1","","","",""',
      '"2025-12-08T09:15:04Z","2025-12-08","DEFAULT","TRADING","BUY","CRYPTO","Bitcoin","XF000BTC0017","0.001","80000","-80.00","-1.00","","EUR","","","","Buy","c1","","","",""',
      '"2025-12-09T08:29:55Z","2025-12-09","DEFAULT","CASH","DIVIDEND","STOCK","Acme","US0000000001","0.5000000000","","0.300000","","-0.12","EUR","0.35","USD","0.86","Dividend","d1","","","",""',
      '"2025-12-10T03:58:30Z","2025-12-10","DEFAULT","CASH","INTEREST_PAYMENT","","","","","","0.800000","","-0.24","EUR","","","","Interest","i1","","","",""',
      '"2025-12-11T03:58:30Z","2025-12-11","DEFAULT","CASH","CARD_TRANSACTION","","Shop","","","","-4.500000","","","EUR","","","","","k1","","","",""',
      '"2025-12-12T03:58:30Z","2025-12-12","DEFAULT","DELIVERY","MIGRATION","STOCK","Acme","US0000000001","-1","","","","","EUR","","","","","g1","","","",""',
    ],
    fills: [
      '2025-12-06T09:15:04.000Z BUY 3 IE00AAAA0001 @ 30.1 EUR, fee 1 EUR, trade b1',
      '2025-12-07T09:15:04.000Z SELL 2 US0000000001 @ 50 EUR, fee 1 EUR, trade s1',
      '2025-12-08T09:15:04.000Z BUY 0.001 BTC/EUR @ 80000, fee 1 EUR, trade c1',
    ],
    entries: [
      '2025-12-05T10:00:00.000Z deposit 500 EUR, m1',
      '2025-12-07T09:15:04.000Z tax -3.25 EUR, s1',
      '2025-12-09T08:29:55.000Z dividend 0.3 EUR, d1',
      '2025-12-09T08:29:55.000Z tax -0.12 EUR, d1',
      '2025-12-10T03:58:30.000Z interest 0.8 EUR, i1',
      '2025-12-10T03:58:30.000Z tax -0.24 EUR, i1',
      '2025-12-11T03:58:30.000Z withdrawal -4.5 EUR, k1',
    ],
    invalid: [9],
  },
  // Header and the writing of times and fees: sample rows of a converter's notes on exchange files, and of the tests of everytrade's BybitEuBeanV1.
  'Bybit spot trades': {
    format: 'bybit',
    file: [
      'UID: 1,Company Name: ,Country:',
      'Uid,Spot Pairs,Order Type,Direction,Filled Value,Filled Price,Filled Quantity,Fees,Transaction ID,Order No.,Timestamp (UTC+0)',
      '1,BTCUSDT,LIMIT,BUY,3000.00000000000000000000,60000.00000000000000000000,0.05000000000000000000,0.00005000000000000000,2290000000000000001,1830000000000000001,2024-12-09 19:48:23',
      '1,LTCUSDT,MARKET,SELL,200.00000000000000000000,100.00000000000000000000,2.00000000000000000000,0.20000000000000000000,2290000000000000002, 1830000000000000002,14:35 2024-12-16',
      '1,LTCUSDT,MARKET,SELL,200,100,2,5,2290000000000000003,1830000000000000003,2024-12-16 14:36:00',
    ],
    fills: [
      '2024-12-09T19:48:23.000Z BUY 0.05 BTCUSDT @ 60000, fee 0.00005 BTC, order 1830000000000000001, trade 2290000000000000001',
      '2024-12-16T14:35:00.000Z SELL 2 LTCUSDT @ 100, fee 0.2 USDT, order 1830000000000000002, trade 2290000000000000002',
    ],
    invalid: [5],
  },
  'Bybit spot trades with the coin of the fee': {
    format: 'bybit',
    file: [
      'Spot Pairs,Order Type,Direction,feeCoin,ExecFeeV2,Filled Value,Filled Price,Filled Quantity,Fees,Transaction ID,Order No.,Timestamp (UTC)',
      'BTCEUR,MARKET,SELL,EUR,0.004,1.60000000000000000000,53000.00000000000000000000,0.00003000000000000000,--,3010000000000000001, 04058112,08:22 2025-06-05',
      'BTCEUR,LIMIT,BUY,MNT,0.5,53,53000,0.001,--,3010000000000000002, 04058113,08:23 2025-06-05',
    ],
    fills: [
      '2025-06-05T08:22:00.000Z SELL 0.00003 BTCEUR @ 53000, for 1.6, fee 0.004 EUR, order 04058112, trade 3010000000000000001',
      '2025-06-05T08:23:00.000Z BUY 0.001 BTCEUR @ 53000, fee 0.5 MNT, order 04058113, trade 3010000000000000002',
    ],
  },
  // Header, codes and brackets: samples in the READMEs and tests of public Robinhood scripts (search: Activity Date,Process Date,Settle Date).
  'Robinhood activity': {
    format: 'robinhood',
    file: [
      robinhood,
      '"5/6/2025","5/6/2025","5/7/2025","ACME","Acme, Inc.\nCUSIP: 000000001","Buy","2","$100.00","($200.00)"',
      '"6/5/2025","6/5/2025","6/6/2025","ACME","Acme, Inc.","Sell","5","$1,160.00","$5,799.97"',
      '"6/6/2025","6/6/2025","6/9/2025","ACME","ACME 10/17/2025 Call $515.00","STO","2","$0.78","$155.91"',
      '"6/6/2025","6/6/2025","6/9/2025","ACME","ACME 10/17/2025 Put $97.50","BTO","1","$1.50","($150.04)"',
      '"6/9/2025","6/9/2025","6/9/2025","ACME","Cash Div","CDIV","","","$1.30"',
      '"6/9/2025","6/9/2025","6/9/2025","ACME","Foreign tax","DTAX","","","($0.20)"',
      '"6/10/2025","6/10/2025","6/10/2025","","ACH Deposit","ACH","","","$500.00"',
      '"6/11/2025","6/11/2025","6/11/2025","","ACH Withdrawal","ACH","","","($50.00)"',
      '"6/12/2025","6/12/2025","6/12/2025","","Interest Payment","INT","","","$0.01"',
      '"6/12/2025","6/12/2025","6/12/2025","","Gold Fee","GOLD","","","($5.00)"',
      '"6/13/2025","6/13/2025","6/13/2025","ACME","Stock split","SPL","10","",""',
      '"6/13/2025","6/13/2025","6/13/2025","","Unheard of","XYZ","","","$3.00"',
      '"6/13/2025","6/13/2025","6/13/2025","ACME","ACME 6/13/2025 Put $440.00","OASGN","1","",""',
      '"6/13/2025","6/13/2025","6/16/2025","ACME","Acme, Inc.\nCUSIP: 000000001\n1 ACME Option Assigned","Buy","100","$440.00","($44,000.00)"',
      '"6/13/2025","6/13/2025","6/13/2025","ACME","Option Expiration for ACME 6/13/2025 Call $480.00","OEXP","1","",""',
      '"","","","","","","","","The data provided is for informational purposes only."',
    ],
    fills: [
      '2025-05-06T04:00:00.000Z BUY 2 ACME @ 100 USD, fee unknown',
      '2025-06-05T04:00:00.000Z SELL 5 ACME @ 1159.994 USD, fee unknown',
      '2025-06-06T04:00:00.000Z SELL 2 ACME 251017C00515000 @ 0.78 USD, for 155.91, fee unknown',
      '2025-06-06T04:00:00.000Z BUY 1 ACME 251017P00097500 @ 1.5 USD, for 150.04, fee unknown',
    ],
    entries: [
      '2025-06-09T04:00:00.000Z dividend 1.3 USD',
      '2025-06-09T04:00:00.000Z tax -0.2 USD',
      '2025-06-10T04:00:00.000Z deposit 500 USD',
      '2025-06-11T04:00:00.000Z withdrawal -50 USD',
      '2025-06-12T04:00:00.000Z interest 0.01 USD',
      '2025-06-12T04:00:00.000Z fee -5 USD',
    ],
    skipped: [20],
    invalid: [13, 14, 15, 16, 19],
  },
  // Header and rows: the tests of public tastytrade readers, the helper of a German tax script among them (search: Date,Type,Sub Type,Action,Symbol).
  'tastytrade transactions': {
    format: 'tastytrade',
    file: [
      tastytrade,
      '2025-04-02T06:46:35-0700,Trade,Buy to Close,BUY_TO_CLOSE,UAL   260417C00110000,Equity Option,Bought 2 UAL,-124.00,2,-62.00,0.00,-0.25,100,UAL,UAL,4/17/26,110,CALL,451000001,-124.25,USD',
      '2025-06-23T19:46:02+0200,Trade,Sell to Open,SELL_TO_OPEN,IWM,Equity,Sold 3 IWM,624.97,3,208.33,-1.00,-0.02,,,,,,,391000001,623.95,USD',
      '2025-06-24T16:30:00+0200,Trade,Buy to Close,BUY_TO_CLOSE,IWM,Equity,Bought 30 IWM,"-6,000.00",30,-200.00,--,0.00,,,,,,,391000002,"-6,000.00",USD',
      '2025-06-24T14:42:13+0100,Money Movement,Deposit,,,,Wire,"1,000.00",0,,0.00,0.00,,,,,,,,"1,000.00",USD',
      '2025-06-25T14:42:13+0100,Money Movement,Dividend,,SCHG,Equity,SCHG,12.30,0,,--,0.00,,,,,,,,12.30,USD',
      '2025-06-26T14:42:13+0100,Money Movement,Debit Interest,,,,Interest,-0.75,0,,--,0.00,,,,,,,,-0.75,USD',
      '2025-06-27T14:42:13+0100,Receive Deliver,Expiration,,UAL   260417C00110000,Equity Option,Removal,0.00,2,0.00,--,0.00,100,UAL,UAL,4/17/26,110,CALL,,0.00,USD',
      '2025-06-27T14:42:13+0100,Trade,Buy to Open,BUY_TO_OPEN,/MESU5,Future,Bought 1,0.00,1,0,-1.00,-0.30,5,/MES,/MES,,,,391000003,-1.30,USD',
    ],
    fills: [
      '2025-04-02T13:46:35.000Z BUY 2 UAL 260417C00110000 @ 0.62 USD, fee 0.25 USD, order 451000001',
      '2025-06-23T17:46:02.000Z SELL 3 IWM @ 208.323333333333333333 USD, for 624.97, fee 1.02 USD, order 391000001',
      '2025-06-24T14:30:00.000Z BUY 30 IWM @ 200 USD, fee 0 USD, order 391000002',
    ],
    entries: [
      '2025-06-24T13:42:13.000Z deposit 1000 USD',
      '2025-06-26T13:42:13.000Z margin-interest -0.75 USD',
      '2025-06-25T13:42:13.000Z dividend 12.3 USD',
    ],
    invalid: [8, 9],
  },
});

it('reads options with what one contract is of', () => {
  const rows = [
    robinhood,
    '"6/6/2025","6/6/2025","6/9/2025","ACME","ACME 10/17/2025 Call $515.00","STO","2","$0.78","$155.91"',
  ];
  const [sold] = readFile(rows.join('\n')).fills;
  expect(sold?.contract).toMatchObject({ kind: 'option', base: 'ACME', quote: 'USD', settle: 'USD' });
  expect(sold?.contract?.multiplier.toString()).toBe('100');
  // What was traded is not what an option of a hundred shares makes: it was adjusted.
  const adjusted = readFile(rows.join('\n').replace('$155.91', '$15.59'));
  expect(adjusted.fills).toEqual([]);
  expect(adjusted.questions.map(({ about }) => about)).toEqual(['total']);
});

const codesIn = (lines: readonly string[]) =>
  readFile(lines.join('\n')).problems.map(({ line, problem }) => [line, problem.code]);

it('leaves an option’s exercise, and the shares traded at its strike, to be entered as one', () => {
  const robinhoodCodes = codesIn([
    robinhood,
    '"6/13/2025","6/13/2025","6/13/2025","ACME","ACME 6/13/2025 Put $440.00","OASGN","1","",""',
    '"6/13/2025","6/13/2025","6/16/2025","ACME","Acme, Inc. 1 ACME Option Assigned","Buy","100","$440.00","($44,000.00)"',
    '"6/13/2025","6/13/2025","6/13/2025","ACME","ACME 6/13/2025 Call $400.00","OEXCS","1","",""',
    '"6/13/2025","6/13/2025","6/13/2025","ACME","Stock split","SPL","10","",""',
  ]);
  expect(robinhoodCodes).toEqual([
    [2, 'OPTION_ENDED'],
    [3, 'OPTION_ENDED'],
    [4, 'OPTION_ENDED'],
    [5, 'SHARES_MOVED'],
  ]);
  const tastytradeCodes = codesIn([
    tastytrade,
    '2024-08-05T23:00:00+0200,Receive Deliver,Assignment,,SCHG  240816P00103000,Equity Option,Removal,0.00,1,0.00,--,0.00,100,SCHG,SCHG,8/16/24,103,PUT,,0.00,USD',
    '2024-08-05T23:00:00+0200,Receive Deliver,Buy to Open,BUY_TO_OPEN,SCHG,Equity,Buy 100 SCHG @ 103.00,"-10,300.00",100,-103.00,--,-5.00,,,,,,,,"-10,305.00",USD',
    '2024-08-06T23:00:00+0200,Receive Deliver,Forward Split,,SCHG,Equity,Forward split,0.00,300,0.00,--,0.00,,,,,,,,0.00,USD',
  ]);
  expect(tastytradeCodes).toEqual([
    [2, 'OPTION_ENDED'],
    [3, 'OPTION_ENDED'],
    [4, 'SHARES_MOVED'],
  ]);
});
