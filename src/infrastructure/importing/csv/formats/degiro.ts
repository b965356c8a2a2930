import { Decimal } from '#src/domain/decimal.ts';
import { readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { wholeUnit } from '#src/infrastructure/importing/csv/csv-price-currency.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { checkSum, pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
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
  order: ['orderid', 'idorden'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;
/** Newer files name the currency of the account in the column, older ones beside it. */
const values = /^(?:value|waarde|wert|valor)([a-z]{3})?$/;
const totals = /^(?:total|totaal|gesamt|gesamtbetrag)(?:[a-z]{3})?$/;
/** Of amounts in the currency of the account. */
const totalPlaces = 2;
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
    const valued = columnLike(row, values) ?? 'value';
    const account = values.exec(valued)?.[1]?.toUpperCase() ?? behind(row, valued);
    const accountCurrency = row.read(valued, readCurrency, account);
    const time = row.readTime(
      nameOf(row, 'date'),
      { zone: undefined, order: 'DMY' },
      `${row.text(nameOf(row, 'date'))} ${row.text(nameOf(row, 'time'))}`,
    );
    const isBuy = signed?.isNegative() === false;
    const local = amountIn(row, 'local')?.abs().times(unit);
    const quantity = signed?.abs();
    const price = row.readLocal(nameOf(row, 'price'), readSize)?.times(unit);
    const value = row.readLocal(valued, readAmount);
    const fees = feesOf(row, value);
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
    if (priceCurrency === accountCurrency || !row.isClear || value === undefined || local === undefined)
      return;
    if (priceCurrency === undefined || accountCurrency === undefined) return;
    if (value.isZero()) {
      row.refuse(valued, { code: 'NO_AMOUNT', text: shown(row.text(valued)) });
      return;
    }
    const own = { amount: value.abs(), currency: accountCurrency };
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

function columnLike(row: CsvRow, name: RegExp): string | undefined {
  const columns = [...row.header.places.keys()].filter((column) => name.test(column));
  return columns.find((column) => row.text(column) !== '') ?? columns[0];
}

/** What was charged; the total is the value and all charges, each of them signed. */
function feesOf(row: CsvRow, value: Decimal | undefined): Decimal | undefined {
  const told = [...row.header.places.keys()].filter(
    (column) => charges.test(column) && row.text(column) !== '',
  );
  const paid = told
    .map((column) => row.readLocal(column, readAmount))
    .filter((charge) => charge !== undefined);
  const column = columnLike(row, totals);
  const total =
    column === undefined || row.text(column) === '' ? undefined : row.readLocal(column, readAmount);
  if (!row.isClear) return undefined;
  const fees = Decimal.sum(paid).negated();
  if (column === undefined || total === undefined || value === undefined) return fees;
  const holds = checkSum(row, column, { total, parts: [value, ...paid], places: totalPlaces });
  return holds === 'total' ? value.minus(total) : fees;
}
