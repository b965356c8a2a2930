import { describe, expect, it } from 'vitest';
import { readFile } from '#test/infrastructure/importing/csv/read-file.ts';
import { describeSamples } from './format-sample.ts';

const fidelity =
  'Run Date,Action,Symbol,Description,Type,Price ($),Quantity,Commission ($),Fees ($),Accrued Interest ($),Amount ($),Cash Balance ($),Settlement Date';

describeSamples({
  // Header and rows: tests/schwab of github.com/KapJI/capital-gains-calculator, whose expectation of a price that is rounded
  // is the amount less the fee, and samples/schwab-export.csv of github.com/dickwolff/Export-To-Ghostfolio.
  'Schwab transactions': {
    format: 'schwab',
    file: [
      '"Transactions  for account XXXX-1234 as of 01/23/2021 14:29:39 ET"',
      '"Date","Action","Symbol","Description","Quantity","Price","Fees & Comm","Amount",',
      '"10/09/2023","Buy","BAR","BAR CORP ROUNDING CASE","300","$135.0075","$1.34","-$40503.61",',
      '08/22/2023,Sell,FIHBX,FEDERATED HERMES INSTL HIGH YIELD BD IS,592.199,$8.46,$10.00,"$5,000.00"',
      '"08/11/2025 as of 08/08/2025","MoneyLink Transfer","","FUNDS RECEIVED","","","","$1000.00"',
      '"10/18/2023","Wire Sent","","WIRED FUNDS DISBURSED","","","","-$100000.00"',
      '"05/02/2025","Qualified Dividend","ZZTA","ZETA TEST CORP","","","","$20.00"',
      '"05/02/2025","NRA Tax Adj","ZZTA","ZETA TEST CORP","","","","-$3.00"',
      '11/01/2023,Reinvest Shares,SPY,SPDR S&P 500 ETF,1.6531,$420.10,,-$694.48',
      '10/31/2023,Reinvest Dividend,SPY,SPDR S&P 500 ETF,,,,$694.48',
      '10/30/2023,Credit Interest,,SCHWAB1 INT 09/28-10/29,,,,$1.63',
      '"09/06/2024","ADR Mgmt Fee","IBN","ICICI BANK LTD","","","","-$0.50"',
      '"07/15/2024 as of 07/12/2024","Stock Split","AVGO","BROADCOM INC","9","$170.067","",""',
      '"09/08/2023","Sell","SNAXX","SCHWAB VALUE ADVANTAGE MONEY ULTRA","500,135","$1.00","","$500135.00"',
      '05/22/2023,Journaled Shares,DGLRX,BNY MELLON GLOBAL STOCK - I,-877,$22.91,,',
      '"09/12/2023","Cash In Lieu","AVGO","BROADCOM INC","","","","$4.10"',
      '"09/13/2023","Cancel Buy","BAR","BAR CORP","300","$135.0075","$1.34","$40503.61"',
      '"09/14/2023","Cash Merger","FOO","FOO INC","","","","$1000.00"',
      '"06/27/2024","NRA Tax Adj","","SCHWAB1 INT 05/30-06/26","","","","$-0.88"',
      'Transactions Total,"","","","","","",',
    ],
    fills: [
      '2023-10-09T04:00:00.000Z BUY 300 BAR @ 135.007566666666666667 USD, for 40502.27, fee 1.34 USD',
      '2023-08-22T04:00:00.000Z SELL 592.199 FIHBX @ 8.45999402227967288 USD, for 5010, fee 10 USD',
      '2023-11-01T04:00:00.000Z BUY 1.6531 SPY @ 420.107676486600931583 USD, for 694.48, fee 0 USD',
      '2023-09-08T04:00:00.000Z SELL 500135 SNAXX @ 1 USD, fee 0 USD',
    ],
    entries: [
      '2025-08-08T04:00:00.000Z deposit 1000 USD',
      '2023-10-18T04:00:00.000Z withdrawal -100000 USD',
      '2025-05-02T04:00:00.000Z dividend 20 USD',
      '2025-05-02T04:00:00.000Z tax -3 USD',
      '2023-10-31T04:00:00.000Z dividend 694.48 USD',
      '2023-10-30T04:00:00.000Z interest 1.63 USD',
      '2024-09-06T04:00:00.000Z fee -0.5 USD',
      '2024-06-27T04:00:00.000Z tax -0.88 USD',
    ],
    skipped: [20],
    invalid: [13, 15, 16, 17, 18],
  },
  // Rows: tests/schwab/data/options of the same, where an assignment sells the shares in a row that says no more than Sell.
  'Schwab transactions with options, and what one traded at its strike': {
    format: 'schwab',
    file: [
      'Date,Action,Symbol,Description,Price,Quantity,Fees & Comm,Amount',
      '06/21/2024,Assigned,META 06/21/2024 450.00 C,Assignment,,1,,',
      '06/21/2024,Sell,META,META PLATFORMS INC,$450.00,100,,$45000.00',
      '06/21/2024,Buy,META,META PLATFORMS INC,$451.00,10,,-$4510.00',
      '06/03/2024,Sell to Open,META 06/21/2024 450.00 C,Open,$3.00,1,$0.65,$299.35',
      '05/17/2024,Expired,META 05/17/2024 500.00 C,Expiration,,1,,',
      '05/17/2024,Buy,META,META PLATFORMS INC,$500.00,100,,-$50000.00',
    ],
    fills: [
      '2024-06-03T04:00:00.000Z SELL 1 META 240621C00450000 @ 3 USD, fee 0.65 USD',
      '2024-06-21T04:00:00.000Z BUY 10 META @ 451 USD, fee 0 USD',
      '2024-05-17T04:00:00.000Z BUY 100 META @ 500 USD, fee 0 USD',
    ],
    invalid: [2, 3, 6],
  },
  // Rows: tests of public readers of it, among them FINporter; the words below the rows: fidelity_cma_csv_examples of github.com/redstreet/beancount_reds_importers.
  'Fidelity history': {
    format: 'fidelity',
    file: [
      '\uFEFF',
      '',
      fidelity,
      '12/04/2025,"DIVIDEND RECEIVED ISHARES ULTRA SHORT-TERM BOND ACTIVE ETF (ICSH) (Cash)",ICSH,"ISHARES",Cash,,0.000,,,,176.87,3976.60,',
      '12/04/2025,"YOU BOUGHT INVESTMENT MANAGERS SER TR II TRADR ... (MQQQ) (Cash)",MQQQ,"INVESTMENT MANAGERS SER TR II TRADR 2X ",Cash,190.06,1,,,,-190.06,3799.73,12/05/2025',
      '12/04/2025,"YOU SOLD FIDELITY CONTRAFUND (FCNTX) (Cash)",FCNTX,"FIDELITY CONTRAFUND",Cash,25,-155.6,,,,3890,3989.79,12/05/2025',
      '08-05-2025,REINVESTMENT VANGUARD (BND) (Cash),BND,VANGUARD BOND,Cash,72.39,0.01,"","","","-0.75",Processing,""',
      '08/03/2025,YOU SOLD CLOSING TRANSACTION CALL (NVDA) AUG 07 26 $200 (Cash)," -NVDA260807C200",CALL (NVDA) AUG 07 26 $200,Cash,8.93,"-1",0.65,0.03,"",892.32,,08/04/2025',
      '01/21/2025,BUY CANCEL OPENING TRANSACTION CXL DESCRIPTION CANCELLED TRADE as of 2025-01-02 CALL (ZXCO) (Cash),-ZXCO260110C300,CALL (ZXCO),Cash,2.5,-1,0.65,-0.12,,250.77,1628.21,01/05/2025',
      '01/21/2025,YOU BOUGHT OPENING TRANSACTION CORR DESCRIPTION CORRECTED CONFIRM as of 2025-01-02 CALL (ZXCO) (Cash),-ZXCO260110C300,CALL (ZXCO),Cash,2.5,1,0.65,0.03,,-250.68,1377.53,01/05/2025',
      '03/13/2025,YOU BOUGHT ASSIGNED PUTS AS OF 03-13-25 DELTA AIR LINES INC (DAL) (Cash),DAL,DELTA AIR LINES INC,Cash,65,100,0,0,,-6500,-5500,03/14/2025',
      '07/16/2025,Electronic Funds Transfer Received (Cash),,No Description,Cash,"",0,"","","",100.00,,',
      '07/21/2025,TRANSFER OF ASSETS ACAT RECEIVE (Cash),VOO,VANGUARD S&P 500,Cash,687.87,3,"","","",2063.61,,',
      '07/30/2025, REDEMPTION FROM CORE ACCOUNT FDIC INSURED DEPOSIT (QXXXX) (Cash), QXXXX, FDIC INSURED DEPOSIT,Cash,1,-1010,,,,1010,,',
      '07/30/2025,YOU BOUGHT OPENING TRANSACTION CALL (FCT),FCT250620C00050000,FICTCORP CALL,Margin,1.25,1,0.65,,,-125.65,,',
      ',,,,,,,,,,,,',
      '"Brokerage services are provided by Fidelity Brokerage Services LLC, 900 Salem Street, Smithfield, RI 02917."',
      'Date downloaded 01/24/2023 10:28 am,,,,,,,,,,,',
    ],
    fills: [
      '2025-12-04T05:00:00.000Z BUY 1 MQQQ @ 190.06 USD, fee 0 USD',
      '2025-12-04T05:00:00.000Z SELL 155.6 FCNTX @ 25 USD, fee 0 USD',
      '2025-08-05T04:00:00.000Z BUY 0.01 BND @ 75 USD, fee 0 USD',
      '2025-08-03T04:00:00.000Z SELL 1 NVDA 260807C00200000 @ 8.93 USD, fee 0.68 USD',
      '2025-01-02T05:00:00.000Z BUY 1 ZXCO 260110C00300000 @ 2.5 USD, fee 0.68 USD',
    ],
    entries: ['2025-12-04T05:00:00.000Z dividend 176.87 USD', '2025-07-16T04:00:00.000Z deposit 100 USD'],
    skipped: [14, 17, 18],
    invalid: [9, 11, 13, 15],
  },
  'Fidelity history of the years before, with the names of its columns': {
    format: 'fidelity',
    file: [
      'Run Date,Account,Action,Symbol,Security Description,Security Type,Quantity,Price ($),Commission ($),Fees ($),Accrued Interest ($),Amount ($),Settlement Date',
      '01/06/2025,Z1,YOU BOUGHT,AAPL,APPLE INC,Cash,100,182.50,0,0.06,,-18250.06,01/08/2025',
      '01/07/2025,Z1,YOU BOUGHT,BOND,BOND INC,Cash,100,98.50,0,0,12.5,-9862.50,01/08/2025',
    ],
    fills: ['2025-01-06T05:00:00.000Z BUY 100 AAPL @ 182.5 USD, fee 0.06 USD'],
    invalid: [3],
  },
});

describeSamples({
  // Header and rows: tests of three public readers, one of them of a real file: a spread is a row of its own over those of its
  // legs, and a cancelled order may have been filled in part.
  'Webull orders': {
    format: 'webull',
    file: [
      'Name,Symbol,Side,Status,Filled,Total Qty,Price,Avg Price,Time-in-Force,Placed Time,Filled Time',
      'SPXW Vertical,,Sell,Filled,10,10,@1.2500000000,1.2500000000,DAY,03/26/2025 16:01:46 EDT,03/26/2025 16:01:46 EDT',
      ',SPXW250327C06540000,Sell,Filled,10,10,@12.97,12.97,DAY,03/26/2025 16:01:46 EDT,03/26/2025 16:01:46 EDT',
      ',SPXW250327C06545000,Buy,Filled,10,10,@11.72,11.72,DAY,03/26/2025 16:01:46 EDT,03/26/2025 16:01:46 EDT',
      'Apple Inc,AAPL,Buy,Filled,10,10,@150.00,@150.50,Day,12/04/2025 10:00:00 EST,12/04/2025 10:00:15 EST',
      'Example Corp,XYZ,Sell,Cancelled,0.25,1,Market,11.10,DAY,07/31/2025 10:00:00 EDT,07/31/2025 10:01:00 EDT',
      'Example Corp,XYZ,Sell,Cancelled,0,1,Market,0,DAY,07/31/2025 10:00:00 EDT,',
      'Example Corp,XYZ,Short,Filled,1,1,Market,11,DAY,07/31/2025 10:00:00 EDT,07/31/2025 10:01:00 EDT',
    ],
    fills: [
      '2025-03-26T20:01:46.000Z SELL 10 SPXW 250327C06540000 @ 12.97 USD, fee unknown',
      '2025-03-26T20:01:46.000Z BUY 10 SPXW 250327C06545000 @ 11.72 USD, fee unknown',
      '2025-12-04T15:00:15.000Z BUY 10 AAPL @ 150.5 USD, fee unknown',
      '2025-07-31T14:01:00.000Z SELL 0.25 XYZ @ 11.1 USD, fee unknown',
    ],
    skipped: [2, 7],
    invalid: [8],
  },
});

function bought(account: string): string {
  return `12/04/2025,Individual,${account},YOU BOUGHT (MQQQ),MQQQ,TRADR,Cash,190.06,1,,,,-190.06,,`;
}

describe('Fidelity history of several accounts', () => {
  it('is refused where two have one name, too', () => {
    const header = fidelity.replace('Run Date,', 'Run Date,Account,Account Number,');
    expect(readFile([header, bought('X1'), bought('X1')].join('\n')).fills).toHaveLength(2);
    expect(() => readFile([header, bought('X1'), bought('X2')].join('\n'))).toThrow('TWO_ACCOUNTS');
  });
});
