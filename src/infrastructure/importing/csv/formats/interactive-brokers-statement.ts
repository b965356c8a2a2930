import { currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { readAmount, readAmountOrNone } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { newYorkTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

type Payment = ImportedEntry['type'] | 'payment';

/** Sections of money, and in which column of a line each begins to say what moved: currency, date, description, amount. */
const sections = new Map<string, { readonly type: Payment; readonly from: number }>([
  ['Dividends', { type: 'dividend', from: 2 }],
  ['Withholding Tax', { type: 'tax', from: 2 }],
  ['Interest', { type: 'interest', from: 2 }],
  ['Deposits & Withdrawals', { type: 'payment', from: 2 }],
  ['Fees', { type: 'fee', from: 3 }],
]);

/** Those that say again, or in sum, what others tell. */
const summaries = new Set([
  'Statement',
  'Account Information',
  'Net Asset Value',
  'Change in NAV',
  'Mark-to-Market Performance Summary',
  'Realized & Unrealized Performance Summary',
  'Month & Year to Date Performance Summary',
  'Cash Report',
  'Open Positions',
  'Forex Balances',
  'Net Stock Position Summary',
  'Interest Accruals',
  'Change in Dividend Accruals',
  'Open Dividend Accruals',
  'Financial Instrument Information',
  'Base Currency Exchange Rate',
  'Codes',
  'Notes/Legal Notes',
]);

/**
 * The activity statement of Interactive Brokers: one section behind the other, each with columns of its own. The header
 * that it is known by is that of the trades; the lines of the other sections are read by their places.
 */
export const interactiveBrokersStatement: Format = {
  id: 'interactive-brokers-statement',
  name: 'Interactive Brokers activity statement',
  variants: [
    [
      'trades',
      'header',
      'datadiscriminator',
      'assetcategory',
      'currency',
      'symbol',
      'datetime',
      'quantity',
      'tprice',
      'proceeds',
      'commfee',
    ],
  ],
  read: (row, rows) => {
    const [section = '', kind = ''] = row.cells;
    if (kind === 'Header') rows.skip(row, { code: 'SUMS_ROWS', level: shown(section) });
    else if (section === 'Trades') readTrade(row, rows, kind);
    else readPayment(row, rows, section);
  },
};

function readTrade(row: CsvRow, rows: RowSink, kind: string): void {
  const level = kind === 'Data' ? row.text('datadiscriminator') : kind;
  if (level !== 'Order') {
    rows.skip(row, { code: 'SUMS_ROWS', level: shown(level) });
    return;
  }
  const category = row.text('assetcategory');
  if (category !== 'Stocks') {
    row.refuse('assetcategory', { code: 'UNKNOWN_MOVEMENT', type: shown(category) });
    return;
  }
  if (/(?:^|;)Ca(?:;|$)/.test(row.text('code'))) row.refuse('code', { code: 'CANCELS_A_TRADE' });
  const signed = row.readLocal('quantity', readAmount);
  const price = row.readLocal('tprice', readAmount);
  const proceeds = row.readLocal('proceeds', readAmount);
  const fee = row.readLocal('commfee', readAmountOrNone);
  const priceCurrency = row.read('currency', readCurrency);
  const quantity = signed?.abs();
  row.addFill(rows, {
    time: row.readTime('datetime', newYorkTimes),
    symbol: row.read('symbol', readShare),
    side: signed?.isNegative() === true ? 'SELL' : 'BUY',
    quantity,
    ...pricedByTotal(
      row,
      { columns: ['proceeds', 'tprice'], total: proceeds?.abs(), quantity, price: price?.abs() },
      'rounded',
    ),
    // Written as what it did to the balance.
    fee: fee?.negated(),
    feeCurrency: priceCurrency,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency,
  });
}

/** It begins with the share's symbol and its ISIN or another number of it: `ACME(US0000000000) Cash Dividend USD 0.25 per Share`. */
function shareIn(description: string): string | undefined {
  const [, symbol] = /^([^()]{1,40}?)\s*\([A-Z0-9]{6,20}\)/.exec(description) ?? [];
  const read = symbol === undefined ? undefined : readShare(symbol);
  return read?.ok === true ? read.value : undefined;
}

function readPayment(row: CsvRow, rows: RowSink, section: string): void {
  const known = sections.get(section);
  if (known === undefined) {
    if (summaries.has(section)) rows.skip(row, { code: 'SUMS_ROWS', level: shown(section) });
    else row.refuse(section, { code: 'UNKNOWN_MOVEMENT', type: shown(section) });
    return;
  }
  const [code = '', date = '', description = '', amountText = ''] = row.cells
    .slice(known.from)
    .map((cell) => cell.trim());
  if (/^total/i.test(code) || date === '') {
    rows.skip(row, { code: 'SUMS_ROWS', level: shown(code) });
    return;
  }
  const amount = row.readLocal(section, readAmount, amountText);
  const isIn = amount?.isNegative() === false;
  row.addEntry(rows, {
    time: row.readTime(section, newYorkTimes, date),
    type: known.type === 'payment' ? (isIn ? 'deposit' : 'withdrawal') : known.type,
    currency: /^[A-Z]{3}$/.test(code) ? currency(code) : row.take(section, readCurrency(code)),
    amount,
    reference: undefined,
    share: shareIn(description),
  });
}
