import type { ImportId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { ChainedRow } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { decimalText, orNull } from './row-values.ts';

export function ledgerEntryToRow(entry: LedgerEntry, importId: ImportId | undefined): ChainedRow<'ledger'> {
  return {
    id: entry.id,
    account_id: entry.accountId,
    type: entry.type,
    time: entry.time,
    cash_currency: orNull(entry.cash?.currency),
    cash_amount: decimalText(entry.cash?.amount),
    instrument_id: orNull(entry.instrumentId),
    quantity: decimalText(entry.quantity),
    note: orNull(entry.note),
    import_id: orNull(importId),
  };
}
