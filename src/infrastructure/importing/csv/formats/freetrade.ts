import type { Decimal } from '#src/domain/decimal.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { wholeUnit } from '#src/infrastructure/importing/csv/csv-price-currency.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import { addConversion } from './conversions.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

const movements = new Map<string, { readonly type: ImportedEntry['type']; readonly isOut: boolean }>([
  ['TOP_UP', { type: 'deposit', isOut: false }],
  ['WITHDRAWAL', { type: 'withdrawal', isOut: true }],
  ['INTEREST_FROM_CASH', { type: 'interest', isOut: false }],
  ['DIVIDEND', { type: 'dividend', isOut: false }],
]);
/** Of the currencies that accounts are in. */
const moneyPlaces = 2;

/** Freetrade's activity: prices as the market has them, totals with all charges in the currency of the account. */
export const freetrade: Format = {
  id: 'freetrade',
  name: 'Freetrade activity',
  variants: [
    'title,type,timestamp,accountcurrency,totalamount,buysell,ticker,isin,stampduty,quantity,orderid,instrumentcurrency,totalsharesamount,pricepershare,fxfeeamount'.split(
      ',',
    ),
  ],
  read: (row, rows) => {
    const name = row.text('type').toUpperCase();
    const movement = movements.get(name);
    if (name === 'ORDER') readTrade(row, rows);
    else if (movement !== undefined) readMovement(row, rows, movement);
    else if (row.text('totalamount') === '') rows.skip(row, { code: 'OTHER_TYPE', type: shown(name) });
    else if (row.text('quantity') !== '') row.refuse('type', { code: 'SHARES_MOVED', type: shown(name) });
    else row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(name) });
  },
};

function readTrade(row: CsvRow, rows: RowSink): void {
  const time = row.readTime('timestamp', utcTimes);
  const side = row.read('buysell', readSide);
  const own = row.read('accountcurrency', readCurrency);
  const { code, unit } = wholeUnit(row.text('instrumentcurrency'));
  const priceCurrency = row.read('instrumentcurrency', readCurrency, code);
  const quantity = row.readNumber('quantity', readSize);
  const price = row.readNumber('pricepershare', readSize)?.times(unit);
  const value = row.readNumber('totalsharesamount', readSize)?.times(unit);
  const fee = feesOf(row);
  const total = row.readNumber('totalamount', readSize);
  const told = { columns: ['totalsharesamount', 'pricepershare'], total: value, quantity, price } as const;
  row.addFill(rows, {
    time,
    symbol: row.read('ticker', readShare, row.text('ticker') || row.text('isin')),
    side,
    quantity,
    ...pricedByTotal(row, told, 'rounded'),
    fee,
    feeCurrency: own,
    orderId: row.read('orderid', readId),
    tradeId: undefined,
    priceCurrency,
  });
  if (!row.isClear || own === priceCurrency || own === undefined || priceCurrency === undefined) return;
  if (total === undefined || fee === undefined || value === undefined) return;
  const paid = { amount: side === 'BUY' ? total.minus(fee) : total.plus(fee), currency: own };
  const foreign = { amount: value, currency: priceCurrency };
  const [from, to] = side === 'BUY' ? [paid, foreign] : [foreign, paid];
  addConversion(row, rows, { time, paid: from, received: to, tradeId: undefined });
}

function feesOf(row: CsvRow): Decimal | undefined {
  const duty = row.readNumber('stampduty', readAmountOrNone);
  const exchange = row.readNumber('fxfeeamount', readAmountOrNone);
  return duty && exchange && duty.abs().plus(exchange.abs());
}

/** The total of a dividend is without the tax withheld; both are told in the currency of the share, at a rate. */
function readMovement(
  row: CsvRow,
  rows: RowSink,
  { type, isOut }: { readonly type: ImportedEntry['type']; readonly isOut: boolean },
): void {
  const came = row.readNumber('totalamount', readSize);
  const facts = {
    time: row.readTime('timestamp', utcTimes),
    currency: row.read('accountcurrency', readCurrency),
    reference: undefined,
    ...(type === 'dividend'
      ? { share: row.read('ticker', readShare, row.text('ticker') || row.text('isin')) }
      : {}),
  };
  const withheld = row.readNumber('dividendwithheldtaxamount', readAmountOrNone);
  if (type !== 'dividend' || withheld?.isZero() !== false) {
    row.addEntry(rows, { ...facts, type, amount: isOut ? came?.negated() : came });
    return;
  }
  const gross = row.readNumber('dividendgrossdistributionamount', readSize);
  const isOwn = row.text('instrumentcurrency') === row.text('accountcurrency');
  const rate = isOwn ? undefined : row.readNumber('basefxrate', readSize);
  const amount = isOwn ? gross : rate && gross?.times(rate).roundTo(moneyPlaces, 'half-even');
  row.addEntry(rows, { ...facts, type, amount });
  row.addEntry(rows, { ...facts, type: 'tax', amount: amount && came?.minus(amount) });
}
