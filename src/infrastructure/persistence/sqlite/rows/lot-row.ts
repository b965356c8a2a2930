import {
  accountId,
  fillIdOf,
  instrumentId,
  venueTradeIdOf,
  type AccountId,
  type InstrumentId,
} from '#src/domain/ids.ts';
import type { Lot } from '#src/domain/lots.ts';
import type { LotRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { decimalIn, wholeIn } from './row-values.ts';

/** The id of its fill is made of three columns, as in a fill's own row. */
export function lotToRow(account: AccountId, instrument: InstrumentId, lot: Lot): LotRow {
  return {
    account_id: account,
    instrument_id: instrument,
    place: lot.place,
    venue_trade_id: venueTradeIdOf(account, instrument, lot.fillId),
    opened_at: lot.openedAt,
    quantity: lot.quantity.toString(),
    cost: lot.cost.toString(),
  };
}

export function lotFromRow(row: LotRow): Lot {
  return {
    place: wholeIn('lots.place', row.place),
    fillId: fillIdOf(accountId(row.account_id), instrumentId(row.instrument_id), row.venue_trade_id),
    openedAt: wholeIn('lots.opened_at', row.opened_at),
    quantity: decimalIn('lots.quantity', row.quantity),
    cost: decimalIn('lots.cost', row.cost),
  };
}
