import { Decimal } from '#src/domain/decimal.ts';
import { readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { wholeUnit } from '#src/infrastructure/importing/csv/csv-price-currency.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { readCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { addConversion } from './conversions.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

/** In English, Dutch, German and Spanish: the columns of currencies behind amounts have no names. */
const names = {
  date: ['date', 'datum', 'fecha'],
  time: ['time', 'tijd', 'uhrzeit', 'hora'],
  quantity: ['quantity', 'aantal', 'anzahl', 'número'],
  price: ['price', 'koers', 'kurs', 'precio'],
  local: ['localvalue', 'lokalewaarde', 'wertinlokalwährung', 'valorlocal'],
  value: ['value', 'valueeur', 'waarde', 'waardeeur', 'wert', 'werteur', 'valor', 'valoreur'],
  order: ['orderid', 'idorden'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;
const charges =
  /^(?:autofx.*|comisiónautofx|transactionandorthird.*|transactiekosten.*|transaktionsgebühren.*|costesdetransacción.*)$/;

/** DEGIRO's transactions. Quantities are signed, charges are negative, and totals are in the currency of the account. */
export const degiro: Format = {
  id: 'degiro',
  name: 'DEGIRO transactions',
  variants: [
    'date,time,product,isin,venue,quantity,price,localvalue,exchangerate,orderid',
    'datum,tijd,product,isin,uitvoeringsplaats,aantal,koers,lokalewaarde,wisselkoers,orderid',
    'datum,uhrzeit,produkt,isin,ausführungsort,anzahl,kurs,wertinlokalwährung,wechselkurs,orderid',
    'fecha,hora,producto,isin,centrodeejecución,número,precio,valorlocal,tipodecambio,idorden',
  ].map((columns) => columns.split(',')),
  read: (row, rows) => {
    const order = orderIdOf(row);
    // What splits, renames or ends a share has the columns of a trade, and no order.
    if (order === '') {
      row.refuse(nameOf(row, 'order'), { code: 'SHARES_MOVED', type: shown(productOf(row)) });
      return;
    }
    const signed = amountIn(row, 'quantity');
    const { code, unit } = wholeUnit(besideOf(row, 'price'));
    const priceCurrency = row.read(nameOf(row, 'price'), readCurrency, code);
    const account = nameOf(row, 'value').endsWith('eur') ? 'EUR' : besideOf(row, 'value');
    const accountCurrency = row.read(nameOf(row, 'value'), readCurrency, account);
    const time = row.readTime(
      nameOf(row, 'date'),
      { zone: undefined, order: 'DMY' },
      `${row.text(nameOf(row, 'date'))} ${row.text(nameOf(row, 'time'))}`,
    );
    const isBuy = signed?.isNegative() === false;
    const local = amountIn(row, 'local')?.abs().times(unit);
    const quantity = signed?.abs();
    const price = row.readLocal(nameOf(row, 'price'), readSize)?.times(unit);
    const fees = feesOf(row);
    row.addFill(rows, {
      time,
      symbol: row.read('isin', readShare),
      side: isBuy ? 'BUY' : 'SELL',
      quantity,
      ...pricedByTotal(
        row,
        { columns: [nameOf(row, 'local'), nameOf(row, 'price')], total: local, quantity, price },
        'rounded',
      ),
      fee: fees,
      feeCurrency: accountCurrency,
      orderId: row.read(nameOf(row, 'order'), readId, order),
      tradeId: undefined,
      priceCurrency,
    });
    const value = amountIn(row, 'value')?.abs();
    if (priceCurrency === accountCurrency || !row.isClear || value === undefined || local === undefined)
      return;
    if (priceCurrency === undefined || accountCurrency === undefined) return;
    const own = { amount: value, currency: accountCurrency };
    const foreign = { amount: local, currency: priceCurrency };
    addConversion(row, rows, {
      time,
      paid: isBuy ? own : foreign,
      received: isBuy ? foreign : own,
      tradeId: undefined,
    });
  },
};

type Name = keyof typeof names;

function nameOf(row: CsvRow, name: Name): string {
  const known: readonly [string, ...string[]] = names[name];
  return row.nameOf(...known);
}

function amountIn(row: CsvRow, name: Name): Decimal | undefined {
  return row.readLocal(nameOf(row, name), readAmount);
}

/** What stands in the column behind it, which has no name. */
function besideOf(row: CsvRow, name: Name): string {
  return behind(row, nameOf(row, name));
}

function behind(row: CsvRow, column: string): string {
  const place = row.header.places.get(column);
  return place === undefined ? '' : (row.cells[place + 1] ?? '').trim();
}

/** Newer files have it behind its column. */
function orderIdOf(row: CsvRow): string {
  const column = nameOf(row, 'order');
  return row.text(column) || behind(row, column);
}

function productOf(row: CsvRow): string {
  return row.text(row.nameOf('product', 'produkt', 'producto'));
}

function feesOf(row: CsvRow): Decimal | undefined {
  const told = [...row.header.places.keys()].filter(
    (column) => charges.test(column) && row.text(column) !== '',
  );
  const paid = told.map((column) => row.readLocal(column, readAmount));
  return paid.includes(undefined)
    ? undefined
    : Decimal.sum(paid.filter((charge) => charge !== undefined)).negated();
}
