/** A piece of an import as plain data: all that can be computed was, by the thread that read it. */
import type { CashMovement } from '#src/domain/ledger.ts';
import { currency, type AccountId, type ImportId } from '#src/domain/ids.ts';
import type { ImportPiece } from '#src/ports/import-writer.ts';
import { linkValues, type ChainHead } from './chain.ts';
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
  const rows = fills.map((fill) => linkValues('fills', fillToRow(fill, importId)));
  const linked = linkRows('fills', after, rows);
  if (linked === undefined) return undefined;
  return {
    accountId,
    fills: linked,
    cash: cash.map((money) => ({ currency: money.currency, amount: money.amount.toString() })),
    positions: positions.map(positionToRow),
  };
}

/** In one unit of work. Where the chain of fills ends with them. */
export async function recordLinked(
  store: SqliteRecordStore,
  pieces: readonly LinkedPiece[],
): Promise<ChainHead> {
  return store.transactIn(async (session) => {
    for (const { fills } of pieces) session.appendLinked('record a piece of an import', fills);
    await new SqliteLedgerRepository(session).moveCash(pieces.flatMap(movementsOf));
    new SqlitePositionRepository(session).saveRows(pieces.flatMap(({ positions }) => positions));
    return session.chainHead('fills');
  });
}

function movementsOf({ accountId, cash }: LinkedPiece): readonly CashMovement[] {
  return cash.map((money) => ({
    accountId,
    type: 'fill',
    cash: { currency: currency(money.currency), amount: decimalIn('the sum of a piece', money.amount) },
  }));
}
