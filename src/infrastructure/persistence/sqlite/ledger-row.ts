import { accountId, currency, fillId, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import { ledgerEntryTypes, type LedgerEntry } from '#src/domain/ledger.ts';
import type { ChainedRow } from './chain.ts';
import type { LedgerRow } from './schema/record/fills.ts';
import { decimalIn, decimalText, oneOf, optionalDecimalIn, orNull, orUndefined } from './row-values.ts';

const typeIn = oneOf('ledger.type', ledgerEntryTypes);

export function ledgerEntryToRow(entry: LedgerEntry): ChainedRow<'ledger'> {
  return {
    id: entry.id,
    account_id: entry.accountId,
    type: entry.type,
    time: entry.time,
    cash_currency: orNull(entry.cash?.currency),
    cash_amount: decimalText(entry.cash?.amount),
    instrument_id: orNull(entry.instrumentId),
    quantity: decimalText(entry.quantity),
    fill_id: orNull(entry.fillId),
    note: orNull(entry.note),
  };
}

export function ledgerEntryFromRow(row: LedgerRow): LedgerEntry {
  return {
    id: ledgerEntryId(row.id),
    accountId: accountId(row.account_id),
    type: typeIn(row.type),
    time: row.time,
    cash:
      row.cash_currency === null || row.cash_amount === null
        ? undefined
        : { currency: currency(row.cash_currency), amount: decimalIn('ledger.cash_amount', row.cash_amount) },
    instrumentId: row.instrument_id === null ? undefined : instrumentId(row.instrument_id),
    quantity: optionalDecimalIn('ledger.quantity', row.quantity),
    fillId: row.fill_id === null ? undefined : fillId(row.fill_id),
    note: orUndefined(row.note),
  };
}
