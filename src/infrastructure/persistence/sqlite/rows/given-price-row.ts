import { currency, instrumentId } from '#src/domain/ids.ts';
import { givenSources, type GivenFrom, type GivenPrice, type Unpriced } from '#src/domain/given-price.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { GivenPriceRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import { decimalIn, decimalText, oneOf, wholeIn } from './row-values.ts';

const sourceIn = oneOf('given_prices.source', givenSources);

/** An instrument's price is in the currency in which it is quoted, and names none: `in_currency` is empty then. */
export function unpricedToRow(of: Unpriced): Pick<GivenPriceRow, 'of' | 'in_currency'> {
  return of.kind === 'instrument'
    ? { of: of.instrumentId, in_currency: '' }
    : { of: of.currency, in_currency: of.into };
}

export function givenPriceToRow(given: GivenPrice): GivenPriceRow {
  return {
    ...unpricedToRow(given.of),
    source: given.source,
    instrument_id: given.source === 'hand' ? null : given.instrumentId,
    price: given.source === 'market' ? null : decimalText(given.price),
    time: given.source === 'market' ? null : given.time,
    given_at: given.givenAt,
  };
}

export function givenPriceFromRow(row: GivenPriceRow): GivenPrice {
  const of: Unpriced =
    row.in_currency === ''
      ? { kind: 'instrument', instrumentId: instrumentId(row.of) }
      : { kind: 'currency', currency: currency(row.of), into: currency(row.in_currency) };
  return { of, givenAt: wholeIn('given_prices.given_at', row.given_at), ...givenFromRow(row) };
}

function givenFromRow(row: GivenPriceRow): GivenFrom {
  const source = sourceIn(row.source);
  if (source === 'market') return { source, instrumentId: instrumentId(there(row, 'instrument_id')) };
  const price = decimalIn('given_prices.price', there(row, 'price'));
  const time = wholeIn('given_prices.time', there(row, 'time'));
  if (source === 'hand') return { source, price, time };
  return { source, price, time, instrumentId: instrumentId(there(row, 'instrument_id')) };
}

function there<Name extends 'instrument_id' | 'price' | 'time'>(
  row: GivenPriceRow,
  column: Name,
): NonNullable<GivenPriceRow[Name]> {
  const value = row[column];
  if (value === null) throw new RepositoryError(`given_prices.${column} is missing for ${row.of}`);
  return value;
}
