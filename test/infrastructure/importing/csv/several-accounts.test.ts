import { describe, expect, it } from 'vitest';
import { readFile, told } from './read-file.ts';

describe('a file that holds the trades of two accounts is refused, since their positions would cancel', () => {
  it.each([
    [
      'an Interactive Brokers flex query',
      [
        'ClientAccountID,Symbol,TradeDate,Buy/Sell,Quantity,TradePrice,CurrencyPrimary,IBCommission,IBCommissionCurrency',
        'U111,AAPL,20240302,BUY,10,180.5,USD,-1,USD',
        'U222,AAPL,20240304,SELL,-10,182,USD,-1,USD',
      ],
      { line: 3, account: 'U222', before: 'U111' },
    ],
    [
      'a CSV of fills',
      [
        'Time,Symbol,Side,Quantity,Price,Account',
        '2025-01-31T14:05:09Z,BTC-USDT,buy,0.5,30000,',
        '2025-01-31T14:05:10Z,BTC-USDT,buy,0.5,30000,Main',
        '2025-01-31T14:05:11Z,BTC-USDT,sell,0.5,30000,日本',
      ],
      { line: 4, account: '日本', before: 'Main' },
    ],
    [
      'a Binance account statement',
      [
        'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark',
        '11,2024-03-02 10:00:00,Spot,Deposit,USDT,1000,',
        '12,2024-03-02 10:00:01,Spot,Deposit,USDT,1000,',
      ],
      { line: 3, account: '12', before: '11' },
    ],
    [
      'transactions of Trade Republic with those of a French savings plan',
      [
        'datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,currency,transaction_id',
        '2025-12-06T09:15:04Z,2025-12-06,DEFAULT,TRADING,BUY,FUND,World,IE00AAAA0001,3.0,30.10,-90.30,-1.00,,EUR,b1',
        '2025-12-07T09:15:04Z,2025-12-07,PEA,TRADING,SELL,FUND,World,IE00AAAA0001,-3.0,30.10,90.30,-1.00,,EUR,s1',
      ],
      { line: 3, account: 'PEA', before: 'DEFAULT' },
    ],
  ])('%s', (_source, lines, of) => {
    const problem = JSON.stringify({ code: 'TWO_ACCOUNTS', ...of });
    expect(() => readFile(lines.join('\n'))).toThrow(problem);
  });
});

it('a file of one account is read, and so is one whose rows are of the wallets of one user', () => {
  const { fills } = readFile(
    [
      'ClientAccountID,Symbol,TradeDate,Buy/Sell,Quantity,TradePrice,CurrencyPrimary,IBCommission,IBCommissionCurrency',
      'U111,AAPL,20240302,BUY,10,180.5,USD,-1,USD',
      'U111,AAPL,20240304,SELL,-10,182,USD,-1,USD',
    ].join('\n'),
  );
  expect(fills.map(told)).toEqual([
    '2024-03-02T05:00:00.000Z BUY 10 AAPL @ 180.5 USD, fee 1 USD',
    '2024-03-04T05:00:00.000Z SELL 10 AAPL @ 182 USD, fee 1 USD',
  ]);
  const { entries } = readFile(
    [
      'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark',
      '11,2024-03-02 10:00:00,Spot,Deposit,USDT,1000,',
      '11,2024-03-02 10:00:01,Funding,Deposit,USDT,500,',
    ].join('\n'),
  );
  expect(entries.map(({ amount }) => amount.toString())).toEqual(['1000', '500']);
});
