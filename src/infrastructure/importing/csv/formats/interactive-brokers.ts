import { readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { readTime } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

const columns = ['buysell', 'quantity', 'tradeprice', 'currencyprimary'];

/**
 * Trades of an Interactive Brokers flex query, whose columns the user chooses. Commissions are negative when paid;
 * a sale's quantity may be negative too.
 */
export const interactiveBrokers: Format = {
  id: 'interactive-brokers',
  name: 'Interactive Brokers flex query',
  variants: [
    [...columns, 'tradedate', 'isin'],
    [...columns, 'tradedate', 'symbol'],
    [...columns, 'datetime', 'isin'],
    [...columns, 'datetime', 'symbol'],
  ],
  account: 'clientaccountid',
  read: (row, rows) => {
    const level = levelOf(row);
    if (level === '') readTrade(row, rows);
    else if (level === 'ORDER' || level === 'EXECUTION') rows.group(row.text('iborderid'), row);
    else rows.skip(row, `${shown(level)} sums up other rows or says what they closed; it is no trade.`);
  },
  // A query may list an order beside its executions: both are the same trade.
  readGroup: (group, rows) => {
    const hasExecutions = group.some((row) => levelOf(row) === 'EXECUTION');
    for (const row of group) {
      if (hasExecutions && levelOf(row) === 'ORDER') {
        rows.skip(row, 'The sum of an order whose executions have rows of their own.');
      } else readTrade(row, rows);
    }
  },
};

function levelOf(row: CsvRow): string {
  return row.text('levelofdetail').toUpperCase();
}

function readTrade(row: CsvRow, rows: RowSink): void {
  const kind = row.text('assetclass').toUpperCase();
  if (kind !== '' && kind !== 'STK' && kind !== 'CASH') {
    rows.skip(row, `The asset class ${shown(kind)} is neither a share nor a currency.`);
    return;
  }
  const priced = row.read('currencyprimary', readCurrency);
  const symbol =
    kind === 'CASH'
      ? row.text('symbol').replace('.', '/')
      : row.read('symbol', readShare, row.either('symbol', 'isin'));
  const fee =
    row.text('ibcommission') === ''
      ? undefined
      : row.read('ibcommission', (text) => readAmount('Commission', text));
  const feeCurrency = row.read(
    'ibcommissioncurrency',
    readCurrency,
    row.either('ibcommissioncurrency', 'currencyprimary'),
  );
  row.addFill(rows, {
    time: row.read('datetime', (text) => readTime(text, row.now), row.either('datetime', 'tradedate')),
    symbol,
    side: readSide(row),
    quantity: row.read('quantity', (text) => readSize('Quantity', text)),
    price: row.read('tradeprice', (text) => readSize('Trade price', text)),
    fee: fee?.negated(),
    feeCurrency: fee === undefined ? undefined : feeCurrency,
    orderId: row.read('iborderid', (text) => readId('Order id', text)),
    tradeId: row.read('tradeid', (text) => readId('Trade id', text), row.either('tradeid', 'transactionid')),
    priceCurrency: kind === 'CASH' ? undefined : priced,
  });
}

function readSide(row: CsvRow): 'BUY' | 'SELL' | undefined {
  const text = row.text('buysell').toUpperCase();
  if (text === 'BUY' || text === 'SELL') return text;
  const message = text.includes('(CA')
    ? 'This cancels an earlier trade. Remove both rows.'
    : `Buy/Sell ${shown(text)} is neither; write BUY or SELL.`;
  row.refuse('buysell', message);
  return undefined;
}
