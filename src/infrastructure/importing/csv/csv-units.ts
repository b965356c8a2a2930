import { currency, type Currency } from '#src/domain/ids.ts';
import { isCash } from '#src/domain/quote-currencies.ts';
import { wholeUnit } from './csv-price-currency.ts';
import { writtenAmount } from './csv-prices.ts';
import type { CsvRow } from './csv-row.ts';
import { shown } from './csv-values.ts';

/** What a cell says that its number is in, as `0.5BTC` and `€2.45` do; empty where it does not. */
export function unitIn(row: CsvRow, column: string): string {
  return writtenAmount(row.text(column)).code ?? '';
}

/** What each number of a row is in by other columns; undefined or empty where none tells. */
type Units = {
  readonly price: string;
  readonly fee: string;
  /** Of the whole currency. */
  readonly total: Currency | undefined;
  /** Of a pair. */
  readonly base: string | undefined;
  readonly share: string | undefined;
};

/** A number whose cell names another unit than its column is of is no number of that: it is refused. */
export function checkUnits(row: CsvRow, { price, fee, total, base, share }: Units): void {
  checkUnit(row, 'price', price);
  checkUnit(row, 'fee', fee);
  const ofTotal = unitIn(row, 'total');
  if (ofTotal !== '' && total !== undefined && wholeUnit(ofTotal).code !== total) refuse(row, 'total', total);
  const counted = unitIn(row, 'quantity');
  if (counted === '') return;
  if (base !== undefined && counted !== base) refuse(row, 'quantity', base);
  // Shares are counted in words too, as `10 PCS`; money is no number of them.
  if (share !== undefined && isCash(currency(counted))) refuse(row, 'quantity', share);
}

function checkUnit(row: CsvRow, column: string, unit: string): void {
  const own = unitIn(row, column);
  if (own === '' || unit === '') return;
  // A hundredth has its own letters: GBp are no GBP.
  const isHundredth = wholeUnit(unit).code !== unit;
  if (own !== (isHundredth ? unit : unit.toUpperCase())) refuse(row, column, unit);
}

function refuse(row: CsvRow, column: string, unit: string): void {
  row.refuse(column, { code: 'OTHER_UNIT', text: shown(row.text(column)), unit });
}
