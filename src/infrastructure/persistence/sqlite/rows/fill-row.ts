import { fillSources, liquidities, sides, type Fill } from '#src/domain/fill.ts';
import { accountId, fillIdOf, instrumentId, orderId, type ImportId } from '#src/domain/ids.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import type { ChainedRow } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import type { FillRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import {
  decimalIn,
  decimalText,
  moneyIn,
  oneOf,
  optionalDecimalIn,
  optionalPlaceIn,
  optionalWholeIn,
  orNull,
  wholeIn,
} from './row-values.ts';

const sideIn = oneOf('fills.side', sides);
export const liquidityIn = oneOf('fills.liquidity', liquidities);
const sourceIn = oneOf('fills.source', fillSources);

/**
 * A fill's id is not stored: it is made of three columns, which are unique together. `corrects`: the row in whose place it
 * stands.
 */
export function fillToRow(
  fill: Fill,
  importId: ImportId | null = null,
  corrects: number | null = null,
): ChainedRow<'fills'> {
  if (fill.id !== fillIdOf(fill.accountId, fill.instrumentId, fill.venueTradeId)) {
    throw new IntegrityError(`fill ${fill.id} is not named after its account, instrument and venue trade id`);
  }
  return {
    account_id: fill.accountId,
    instrument_id: fill.instrumentId,
    venue_trade_id: fill.venueTradeId,
    order_id: orNull(fill.orderId),
    side: fill.side,
    quantity: decimalText(fill.quantity),
    price: decimalText(fill.price),
    fee_currency: orNull(fill.fee?.currency),
    fee_amount: decimalText(fill.fee?.amount),
    liquidity: orNull(fill.liquidity),
    source: fill.source,
    time: fill.time,
    received_at: fill.receivedAt,
    import_id: importId,
    venue_sequence: orNull(fill.venueSequence),
    place: orNull(fill.place),
    value_amount: decimalText(fill.value),
    least: decimalText(fill.least),
    corrects,
  };
}

/** What of a row makes the fill. */
/** Of a row of `fills`: it stands in the place of others, of which the first had no fee. */
export const isFeeByHand = `(fills.corrects IS NOT NULL AND EXISTS (
  WITH RECURSIVE earlier (corrects, fee) AS (
    SELECT corrects, fee_amount FROM fills AS own WHERE own.seq = fills.corrects
    UNION ALL SELECT far.corrects, far.fee_amount FROM fills AS far JOIN earlier ON far.seq = earlier.corrects)
  SELECT 1 FROM earlier WHERE corrects IS NULL AND fee IS NULL))`;

export type FillColumns = Omit<FillRow, 'seq' | 'import_id' | 'corrects' | 'voided_by' | 'hash'>;

export function fillFromRow(row: FillColumns): Fill {
  const account = accountId(row.account_id);
  const instrument = instrumentId(row.instrument_id);
  return {
    id: fillIdOf(account, instrument, row.venue_trade_id),
    accountId: account,
    instrumentId: instrument,
    orderId: row.order_id === null ? undefined : orderId(row.order_id),
    venueTradeId: row.venue_trade_id,
    side: sideIn(row.side),
    quantity: decimalIn('fills.quantity', row.quantity),
    price: decimalIn('fills.price', row.price),
    fee: moneyIn('fills.fee_amount', row.fee_currency, row.fee_amount),
    liquidity: row.liquidity === null ? undefined : liquidityIn(row.liquidity),
    source: sourceIn(row.source),
    time: wholeIn('fills.time', row.time),
    venueSequence: optionalWholeIn('fills.venue_sequence', row.venue_sequence),
    place: optionalPlaceIn('fills.place', row.place),
    receivedAt: wholeIn('fills.received_at', row.received_at),
    value: optionalDecimalIn('fills.value_amount', row.value_amount),
    least: optionalDecimalIn('fills.least', row.least),
  };
}
