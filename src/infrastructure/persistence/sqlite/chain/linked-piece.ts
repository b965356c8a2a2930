/** A piece of an import as plain data: all that can be computed was, by the thread that read it. */
import type { Fill } from '#src/domain/fill.ts';
import { currency, type AccountId, type ImportId } from '#src/domain/ids.ts';
import type { ImportPiece } from '#src/ports/import-writer.ts';
import { chainedValues, type ChainHead } from './chain.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { fillToRow } from '#src/infrastructure/persistence/sqlite/rows/fill-row.ts';
import { SqliteLedgerRepository } from '#src/infrastructure/persistence/sqlite/repositories/ledger-repository.ts';
import { linkRows, type LinkedRows } from './linked-rows.ts';
import { SqlitePositionRepository } from '#src/infrastructure/persistence/sqlite/repositories/position-repository.ts';
import { positionToRow } from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import type { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import { decimalIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';

export type LinkedPiece = {
  readonly accountId: AccountId;
  readonly fills: LinkedRows;
  readonly cash: readonly { readonly currency: string; readonly amount: string }[];
  readonly positions: readonly ReturnType<typeof positionToRow>[];
};

/** Undefined where its fills cannot cross as text. */
export function linkPiece(
  after: ChainHead,
  { accountId, fills, cash, positions }: ImportPiece,
  importId: ImportId,
): LinkedPiece | undefined {
  const linked = linkRows('fills', after, valuesOf(fills, importId));
  if (linked === undefined) return undefined;
  return {
    accountId,
    fills: linked,
    cash: cash.map((money) => ({ currency: money.currency, amount: money.amount.toString() })),
    positions: positions.map(positionToRow),
  };
}

function* valuesOf(fills: readonly Fill[], importId: ImportId): Iterable<readonly SqlValue[]> {
  for (const fill of fills) yield chainedValues('fills', fillToRow(fill, importId));
}

/** In a unit of work of its own. Where the chain of fills ends with it. */
export async function recordLinked(
  store: SqliteRecordStore,
  { accountId, fills, cash, positions }: LinkedPiece,
): Promise<ChainHead> {
  return store.transactIn(async (session) => {
    const end = session.appendLinked('record a piece of an import', fills);
    const movements = cash.map((money) => ({
      accountId,
      type: 'fill' as const,
      cash: { currency: currency(money.currency), amount: decimalIn('the sum of a piece', money.amount) },
    }));
    await new SqliteLedgerRepository(session).settle(movements);
    new SqlitePositionRepository(session).saveRows(positions);
    return end;
  });
}
