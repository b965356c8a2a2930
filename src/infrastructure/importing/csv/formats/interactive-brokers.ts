import { readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { newYorkTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
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
    else if (level === 'ORDER' || level === 'EXECUTION') rows.group(orderOf(row), row);
    else rows.skip(row, { code: 'SUMS_ROWS', level: shown(level) });
  },
  // A query may list an order beside its executions: both are the same trade.
  readGroup: (group, rows) => {
    const hasExecutions = group.some((row) => levelOf(row) === 'EXECUTION');
    for (const row of group) {
      if (hasExecutions && levelOf(row) === 'ORDER') {
        rows.skip(row, { code: 'SUM_OF_EXECUTIONS' });
      } else readTrade(row, rows);
    }
  },
};

/** An order and its executions; an execution without an order stands for itself. */
function orderOf(row: CsvRow): string {
  return row.text('iborderid') || `line ${row.line}`;
}

function levelOf(row: CsvRow): string {
  return row.text('levelofdetail').toUpperCase();
}

function readTrade(row: CsvRow, rows: RowSink): void {
  const kind = row.text('assetclass').toUpperCase();
  if (kind !== '' && kind !== 'STK' && kind !== 'CASH') {
    rows.skip(row, { code: 'OTHER_ASSET_CLASS', type: shown(kind) });
    return;
  }
  const priced = row.read('currencyprimary', readCurrency);
  const symbol =
    kind === 'CASH'
      ? row.text('symbol').replace('.', '/')
      : row.read(row.nameOf('symbol', 'isin'), readShare);
  const fee = row.text('ibcommission') === '' ? undefined : row.readLocal('ibcommission', readAmount);
  const feeCurrency = row.read(row.nameOf('ibcommissioncurrency', 'currencyprimary'), readCurrency);
  row.addFill(rows, {
    time: row.readTime(row.nameOf('datetime', 'tradedate'), newYorkTimes),
    symbol,
    side: readSide(row),
    quantity: row.readLocal('quantity', readSize),
    price: row.readLocal('tradeprice', readSize),
    fee: fee?.negated(),
    feeCurrency: fee === undefined ? undefined : feeCurrency,
    orderId: row.read('iborderid', readId),
    tradeId: row.read(row.nameOf('tradeid', 'transactionid'), readId),
    priceCurrency: kind === 'CASH' ? undefined : priced,
  });
}

function readSide(row: CsvRow): 'BUY' | 'SELL' | undefined {
  const text = row.text('buysell').toUpperCase();
  if (text === 'BUY' || text === 'SELL') return text;
  const cancels = text.includes('(CA');
  row.refuse('buysell', cancels ? { code: 'CANCELS_A_TRADE' } : { code: 'NOT_A_SIDE', text: shown(text) });
  return undefined;
}
