import type { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
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
  const quantity = row.readLocal('quantity', readSize);
  const total = kind === 'CASH' ? undefined : readMoney(row, 'trademoney')?.abs();
  const price = row.readLocal('tradeprice', readSize);
  row.addFill(rows, {
    time: row.readTime(row.nameOf('datetime', 'tradedate'), newYorkTimes),
    symbol,
    side: readSide(row),
    quantity,
    ...pricedByTotal(row, { columns: ['trademoney', 'tradeprice'], total, quantity, price }, 'exact'),
    ...readFees(row, priced),
    orderId: row.read('iborderid', readId),
    tradeId: row.read(row.nameOf('tradeid', 'transactionid'), readId),
    priceCurrency: kind === 'CASH' ? undefined : priced,
  });
}

/** Commissions and taxes, both written as what they did to the balance; taxes are in what the price is in. */
function readFees(row: CsvRow, priced: Currency | undefined): Pick<ImportedFill, 'fee' | 'feeCurrency'> {
  const commission = readMoney(row, 'ibcommission')?.negated();
  const taxes = readMoney(row, 'taxes')?.negated();
  const charged = row.read(row.nameOf('ibcommissioncurrency', 'currencyprimary'), readCurrency);
  if (taxes === undefined || taxes.isZero())
    return { fee: commission, feeCurrency: commission === undefined ? undefined : charged };
  if (commission === undefined || commission.isZero()) return { fee: taxes, feeCurrency: priced };
  if (charged !== priced) row.refuse('taxes', { code: 'FEES_IN_TWO_CURRENCIES' });
  return { fee: commission.plus(taxes), feeCurrency: charged };
}

function readMoney(row: CsvRow, column: string): Decimal | undefined {
  return row.text(column) === '' ? undefined : row.readLocal(column, readAmount);
}

function readSide(row: CsvRow): 'BUY' | 'SELL' | undefined {
  const text = row.text('buysell').toUpperCase();
  if (text === 'BUY' || text === 'SELL') return text;
  const cancels = text.includes('(CA');
  row.refuse('buysell', cancels ? { code: 'CANCELS_A_TRADE' } : { code: 'NOT_A_SIDE', text: shown(text) });
  return undefined;
}
