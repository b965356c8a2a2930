import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { Money } from '#src/domain/money.ts';
import {
  exchangeOf,
  readAmount,
  readAmountOrNone,
  readMoney,
  readSize,
} from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readFeeCurrency, readId, readSymbol, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';
import type { RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

/** `Date(UTC)`, `Date(UTC+1)`. */
const dates = ['dateutc', ...Array.from({ length: 15 }, (_, hours) => `dateutc${hours}`)];
const zoneIn = /utc([+-])(\d{1,2})/i;

/** Binance's spot trade history. It has no trade ids: the fills are named by their content. */
export const binanceTrades: Format = {
  id: 'binance-trades',
  name: 'Binance trade history',
  variants: [
    ...dates.map((date) => [date, 'market', 'type', 'price', 'amount', 'total', 'fee', 'feecoin']),
    // Since 2025 `Time`, in the zone that was chosen for the export, which only the file's name tells.
    ...[...dates, 'time'].map((when) => [when, 'pair', 'side', 'price', 'executed', 'amount', 'fee']),
  ],
  read: (row, rows) => (row.has('executed') ? readSuffixed(row, rows) : readMarket(row, rows)),
};

function readMarket(row: CsvRow, rows: RowSink): void {
  const fee = row.readNumber('fee', readAmount);
  const quantity = row.readNumber('amount', readSize);
  row.addFill(rows, {
    time: readWhen(row),
    symbol: row.read('market', readSymbol),
    side: row.read('type', readSide),
    quantity,
    ...pricedByTotal(
      row,
      {
        columns: ['total', 'price'],
        total: readTotal(row, 'total'),
        quantity,
        price: row.readNumber('price', readSize),
      },
      'exact',
    ),
    fee,
    feeCurrency: row.read('feecoin', (text) => readFeeCurrency(text, fee)),
    ...withoutIds,
  });
}

/** Amounts carry their asset as a suffix, and an asset may begin with a digit: the pair says where it does. */
function readSuffixed(row: CsvRow, rows: RowSink): void {
  const pair = row.text('pair').toUpperCase();
  const assets = assetsOf(pair, row.text('executed'), row.text('amount'));
  if (assets === undefined) {
    row.refuse('executed', {
      code: 'AMOUNTS_OF_OTHER_ASSETS',
      executed: shown(row.text('executed')),
      amount: shown(row.text('amount')),
      pair: shown(pair),
    });
    return;
  }
  const fee = row.text('fee') === '' ? undefined : row.readNumber('fee', (text) => readFeeIn(text, assets));
  const quantity = row.readNumber('executed', readSize, row.text('executed').slice(0, -assets.base.length));
  const total = readTotal(row, 'amount', row.text('amount').slice(0, -assets.quote.length));
  row.addFill(rows, {
    time: readWhen(row),
    symbol: `${assets.base}/${assets.quote}`,
    side: row.read('side', readSide),
    quantity,
    ...pricedByTotal(
      row,
      { columns: ['amount', 'price'], total, quantity, price: row.readNumber('price', readSize) },
      'exact',
    ),
    fee: fee?.amount,
    feeCurrency: fee?.currency,
    ...withoutIds,
    orderId: row.read('orderno', readId),
  });
}

function readTotal(row: CsvRow, column: string, text = row.text(column)): Decimal | undefined {
  return row.readNumber(column, readAmountOrNone, text.trim())?.abs();
}

function readWhen(row: CsvRow): number | undefined {
  const column = dates.find((name) => row.has(name)) ?? 'time';
  if (column === 'time') return row.readTime(column, { order: 'YMD', zone: undefined });
  const [, sign, hours] = zoneIn.exec(row.header.names[row.header.places.get(column) ?? 0] ?? '') ?? [];
  const zone = hours === undefined ? '' : ` ${sign}${hours.padStart(2, '0')}:00`;
  return row.readTime(column, utcTimes, `${row.text(column)}${zone}`);
}

const withoutIds = { orderId: undefined, tradeId: undefined, priceCurrency: undefined };

/** Two codes of 40, and what stands between them. */
const longestPair = 81;

type Assets = { readonly base: string; readonly quote: string };

function assetsOf(pair: string, executed: string, amount: string): Assets | undefined {
  if (pair.length > longestPair) return undefined;
  for (let length = 1; length < pair.length; length += 1) {
    const base = pair.slice(0, length).replace(/[/_-]$/, '');
    const quote = pair.slice(length);
    if (base !== '' && isAmountOf(base, executed) && isAmountOf(quote, amount)) return { base, quote };
  }
  return undefined;
}

function isAmountOf(asset: string, text: string): boolean {
  return text.toUpperCase().endsWith(asset) && readAmount(text.slice(0, -asset.length).trim()).ok;
}

function readFeeIn(text: string, { base, quote }: Assets) {
  const asset = [base, quote].find((own) => isAmountOf(own, text));
  if (asset === undefined) return readMoney(text);
  const amount = readAmount(text.slice(0, -asset.length).trim());
  return amount.ok
    ? ({ ok: true, value: { amount: amount.value, currency: currency(asset) } } as const)
    : amount;
}

/** Binance's orders of its converter: what was sold and what came for it, each with its asset. */
export const binanceConvert: Format = {
  id: 'binance-convert',
  name: 'Binance convert history',
  variants: [['date', 'pair', 'type', 'sell', 'buy', 'price', 'inverseprice', 'dateupdated', 'status']],
  read: (row, rows) => {
    const status = row.text('status');
    if (!/^success/i.test(status)) {
      rows.skip(row, { code: 'NOT_TRADED', status: shown(status) });
      return;
    }
    const paid = row.readNumber('sell', readMoney);
    const received = row.readNumber('buy', readMoney);
    const time = row.readTime('date', utcTimes);
    if (paid === undefined || received === undefined) return;
    if (!checkPositive(row, 'sell', paid) || !checkPositive(row, 'buy', received)) return;
    const fee = { fee: Decimal.zero, feeCurrency: undefined };
    row.addFill(rows, { ...exchangeOf(paid, received), time, ...fee, ...withoutIds });
  },
};

function checkPositive(row: CsvRow, column: string, { amount }: Money): boolean {
  if (amount.isPositive()) return true;
  row.refuse(column, { code: 'NO_AMOUNT', text: shown(row.text(column)) });
  return false;
}
