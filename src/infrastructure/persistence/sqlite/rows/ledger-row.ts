import type { MovedEntry } from '#src/domain/held.ts';
import { accountId, instrumentId, ledgerEntryId, type ImportId } from '#src/domain/ids.ts';
import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import type { CashMovement, LedgerEntry, SplitRatio } from '#src/domain/ledger.ts';
import type { RecordedMovement } from '#src/ports/ledger-repository.ts';
import type { ChainedRow } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import type { LedgerRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { isOwnTransfer } from './own-transfer.ts';
import {
  decimalText,
  moneyIn,
  oneOf,
  optionalDecimalIn,
  optionalWholeIn,
  orNull,
  orUndefined,
  wholeIn,
} from './row-values.ts';

const ledgerTypeIn = oneOf('ledger.type', ledgerEntryTypes);

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
    corrects: orNull(entry.corrects),
    link: orNull(entry.link),
    ratio_new: orNull(entry.ratio?.new),
    ratio_old: orNull(entry.ratio?.old),
    cost_currency: orNull(entry.cost?.currency),
    cost_amount: decimalText(entry.cost?.amount),
    acquired_at: orNull(entry.acquiredAt),
  };
}

export function ledgerEntryFromRow(row: LedgerRow): LedgerEntry {
  return {
    ...movedEntryFromRow(row),
    note: orUndefined(row.note),
    corrects: row.corrects === null ? undefined : ledgerEntryId(row.corrects),
  };
}

function ratioIn({
  ratio_new: given,
  ratio_old: of,
}: Pick<LedgerRow, 'ratio_new' | 'ratio_old'>): SplitRatio | undefined {
  if (given === null || of === null) return undefined;
  return { new: wholeIn('ledger.ratio_new', given), old: wholeIn('ledger.ratio_old', of) };
}

const movedColumns = [
  'id',
  'account_id',
  'type',
  'time',
  'cash_currency',
  'cash_amount',
  'instrument_id',
  'quantity',
  'ratio_new',
  'ratio_old',
  'cost_currency',
  'cost_amount',
  'acquired_at',
  'link',
] as const satisfies readonly (keyof LedgerRow)[];
export const movedEntryColumns = movedColumns.join(', ');
export type MovedEntryRow = Pick<LedgerRow, (typeof movedColumns)[number]>;

/** As what folds into round trips is read. */
export const foldedEntryColumns = `${movedEntryColumns}, ${isOwnTransfer} AS is_own`;
export type FoldedEntryRow = MovedEntryRow & { readonly is_own: number };

export function foldedEntryFromRow(row: FoldedEntryRow): MovedEntry {
  return row.is_own === 1 ? { ...movedEntryFromRow(row), isOwnTransfer: true } : movedEntryFromRow(row);
}

export function movedEntryFromRow(row: MovedEntryRow): MovedEntry {
  return {
    id: ledgerEntryId(row.id),
    accountId: accountId(row.account_id),
    type: ledgerTypeIn(row.type),
    time: wholeIn('ledger.time', row.time),
    cash: moneyIn('ledger.cash_amount', row.cash_currency, row.cash_amount),
    instrumentId: row.instrument_id === null ? undefined : instrumentId(row.instrument_id),
    quantity: optionalDecimalIn('ledger.quantity', row.quantity),
    ratio: ratioIn(row),
    cost: moneyIn('ledger.cost_amount', row.cost_currency, row.cost_amount),
    acquiredAt: optionalWholeIn('ledger.acquired_at', row.acquired_at),
    link: orUndefined(row.link),
  };
}

type RecordedRow = MovementRow &
  Pick<LedgerRow, 'id' | 'time' | 'instrument_id' | 'quantity' | 'ratio_new' | 'ratio_old'>;

export function recordedFromRow(row: RecordedRow): RecordedMovement {
  return {
    ...movementFromRow(row),
    id: ledgerEntryId(row.id),
    time: wholeIn('ledger.time', row.time),
    instrumentId: row.instrument_id === null ? undefined : instrumentId(row.instrument_id),
    quantity: optionalDecimalIn('ledger.quantity', row.quantity),
    ratio: ratioIn(row),
  };
}

type MovementRow = Pick<LedgerRow, 'account_id' | 'type' | 'cash_currency' | 'cash_amount'>;

export function movementFromRow({ account_id, type, cash_currency, cash_amount }: MovementRow): CashMovement {
  return {
    accountId: accountId(account_id),
    type: ledgerTypeIn(type),
    cash: moneyIn('ledger.cash_amount', cash_currency, cash_amount),
  };
}
