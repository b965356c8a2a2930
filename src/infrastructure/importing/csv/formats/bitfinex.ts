import { err } from '#src/domain/result.ts';
import { readAmount, readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { readFeeCurrency, readId, readSymbol, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import type { Format } from './format.ts';

/** What it calls otherwise than others do. */
const renamed = new Map(
  Object.entries({
    ALG: 'ALGO',
    AMP: 'AMPL',
    ATO: 'ATOM',
    DAT: 'DATA',
    DSH: 'DASH',
    EUS: 'EURS',
    EUT: 'EURT',
    IOT: 'IOTA',
    MNA: 'MANA',
    QTM: 'QTUM',
    STJ: 'STORJ',
    TSD: 'TUSD',
    UDC: 'USDC',
    UST: 'USDT',
    YYW: 'YOYOW',
  }),
);
/** `BTCF0/USTF0` is a perpetual. */
const perpetual = /F0(?:[/:]|$)/;
const shortDate = /^\d{2}-\d{2}-\d{2}(?!\d)/;
const columns = ['#', 'pair', 'amount', 'price', 'fee', 'feecurrency', 'date', 'orderid'];

/** Bitfinex's trades, in the zone and the order of day and month of who exported them. What is sold, and what is charged, has a minus. */
export const bitfinex: Format = {
  id: 'bitfinex',
  name: 'Bitfinex trades',
  variants: [columns, [...columns, 'feeperc']],
  read: (row, rows) => {
    const amount = row.readNumber('amount', readAmount);
    const fee = row.readNumber('fee', readAmountOrNone)?.negated();
    if (amount?.isZero() === true)
      row.refuse('amount', { code: 'NO_AMOUNT', text: shown(row.text('amount')) });
    row.addFill(rows, {
      time: readWhen(row),
      symbol: row.read('pair', readPair),
      side: amount?.isNegative() === true ? 'SELL' : 'BUY',
      quantity: amount?.abs(),
      price: row.readNumber('price', readSize),
      fee,
      feeCurrency: row.read('feecurrency', (text) => readFeeCurrency(assetOf(text), fee)),
      orderId: row.read('orderid', readId),
      tradeId: row.read('#', readId),
      priceCurrency: undefined,
    });
  },
};

function readPair(text: string): Read<string> {
  const pair = text.toUpperCase();
  if (perpetual.test(pair)) return err({ code: 'SYMBOL_DERIVATIVE', text: shown(text) });
  return readSymbol(pair.split('/').map(assetOf).join('/'));
}

function assetOf(code: string): string {
  const upper = code.toUpperCase();
  return renamed.get(upper) ?? upper;
}

/** Of a year of two digits nothing tells where it stands. */
function readWhen(row: CsvRow): number | undefined {
  const text = row.text('date');
  if (shortDate.test(text) && row.file.answers['dates'] === undefined)
    return row.ask({ id: 'dates', about: 'dates', example: shown(text) });
  return row.readTime('date', { zone: undefined, order: 'DMY' });
}
