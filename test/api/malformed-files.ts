import * as fc from 'fast-check';
import { good, header } from './import-desk.ts';

const names = header.split(',');
const cells = ['2025-01-31T14:05:09Z', 'BTCUSDT', 'buy', '0.5', '30000', '1.5', 'USDT', '77'];
const junk = fc.string({ unit: 'binary', maxLength: 30 });

/** A row that is wrong in at least one column. */
const badRow = fc
  .constantFrom(
    ...['31.13.2025', '2025-13-01', '-1', '2999-01-01', '12', ''].map((value) => ({ at: 0, value })),
    ...['', 'a b', '\u0007', 'BTC:USDT', 'BTC-PERP', 'x'.repeat(60), '=1+1'].map((value) => ({
      at: 1,
      value,
    })),
    ...['', 'long', '1', 'BUYS'].map((value) => ({ at: 2, value })),
    ...['', '0', '-1', '1.5.5', '1e999', 'NaN', 'Infinity', '0x10', '1 000,5', '½'].map((value) => ({
      at: 3,
      value,
    })),
    ...['', '0', '--1', '1..5', '.', '9'.repeat(80), '∞'].map((value) => ({ at: 4, value })),
    ...['free', '1%', '0,1'].map((value) => ({ at: 5, value })),
    ...['', 'US$', 'x'.repeat(41)].map((value) => ({ at: 6, value })),
    ...['a b', 'x'.repeat(81)].map((value) => ({ at: 7, value })),
  )
  .map(({ at, value }) =>
    cells
      .with(at, value)
      .map((cell) => `"${cell}"`)
      .join(','),
  );

const venueHeaders = [
  'Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin',
  'Date(UTC),Pair,Side,Price,Executed,Amount,Fee',
  'Date,Pair,Type,Sell,Buy,Price,Inverse Price,Date Updated,Status',
  'User_ID,UTC_Time,Account,Operation,Coin,Change,Remark',
  'Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Fees and/or Spread,Notes',
  'portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit',
  'txid,ordertxid,pair,time,type,ordertype,price,cost,fee,vol,margin,misc,ledgers',
  'txid,refid,time,type,subtype,aclass,asset,amount,fee,balance',
  'Buy/Sell,TradeDate,ISIN,Quantity,TradePrice,TradeMoney,CurrencyPrimary,IBCommission,IBCommissionCurrency',
  'symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time',
  'Date,Time,Name,Buy/Sell,Order,Exchange,Segment,Quantity/Lot,Trade Price,Trade Value,Status',
  'Date,Time (UTC),Type,Symbol,Specification,Trade ID,Order ID,BTC Amount BTC,Fee (BTC) BTC',
];
/** What a venue's row might hold, never with a time that could be one. */
const venueCell = fc.oneof(
  junk.map((text) => text.replaceAll(/["\0]/g, '')),
  fc.constantFrom(
    'buy',
    'SELL',
    '1',
    '-0.5',
    'BTC',
    'XXBTZEUR',
    '0.5BTC',
    '1e5',
    'trade',
    'Transaction Buy',
    'EQ',
    'Traded',
  ),
);
const badVenueFile = fc
  .tuple(
    fc.constantFrom(...venueHeaders),
    fc.array(fc.array(venueCell, { maxLength: 13 }), { minLength: 1, maxLength: 4 }),
  )
  .map(([columns, drawn]) =>
    [columns, ...drawn.map((some) => ['x', ...some].map((cell) => `"${cell}"`).join(','))].join('\n'),
  );

/** Files of which no row can be imported. */
export const malformed = fc.oneof(
  badVenueFile,
  fc.array(badRow, { minLength: 1, maxLength: 5 }).map((bad) => [header, ...bad].join('\n')),
  junk,
  junk.map((text) => `${header}\n${text.replaceAll(/[,;\t]/g, '')}?`),
  fc.subarray(names, { maxLength: 4 }).map((some) => `${some.join(',')}\n${cells.join(',')}`),
  fc.nat(good.length).map((at) => `${good.slice(0, at)}\0${good.slice(at)}`),
  fc.constantFrom(...names).map((name) => `${header},${name}\n${cells.join(',')}`),
  fc.nat(3).map((at) => `${header}\n${cells.with(at, `"${cells[at]}`).join(',')}\n${cells.join(',')}`),
  junk.map((text) => `${header}\n${text}${'x'.repeat(17_000)}`),
);
