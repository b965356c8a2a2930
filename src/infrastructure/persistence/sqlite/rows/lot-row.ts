import {
  accountId,
  fillIdOf,
  instrumentId,
  ledgerEntryId,
  venueTradeIdOf,
  type AccountId,
  type HeldId,
} from '#src/domain/ids.ts';
import type { Lot, Origin } from '#src/domain/lots.ts';
import type { LotRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { decimalText, decimalIn, optionalDecimalIn, wholeIn } from './row-values.ts';

/** The id of its fill is made of three columns, as in a fill's own row. */
export function lotToRow(account: AccountId, held: HeldId, lot: Lot): LotRow {
  return {
    account_id: account,
    held,
    place: lot.place,
    ...legOf(account, lot.origin),
    opened_at: lot.openedAt,
    quantity: decimalText(lot.quantity),
    cost: decimalText(lot.cost),
  };
}

export function lotFromRow(row: LotRow): Lot {
  return {
    place: wholeIn('lots.place', row.place),
    origin: originFrom(row),
    openedAt: wholeIn('lots.opened_at', row.opened_at),
    quantity: decimalIn('lots.quantity', row.quantity),
    cost: optionalDecimalIn('lots.cost', row.cost),
  };
}

function legOf(account: AccountId, origin: Origin): Pick<LotRow, 'instrument_id' | 'leg'> {
  if ('entryId' in origin) return { instrument_id: null, leg: origin.entryId };
  const { instrumentId: instrument, fillId } = origin;
  return { instrument_id: instrument, leg: venueTradeIdOf(account, instrument, fillId) };
}

function originFrom({ account_id, instrument_id, leg }: LotRow): Origin {
  if (instrument_id === null) return { entryId: ledgerEntryId(leg) };
  const instrument = instrumentId(instrument_id);
  return { fillId: fillIdOf(accountId(account_id), instrument, leg), instrumentId: instrument };
}
