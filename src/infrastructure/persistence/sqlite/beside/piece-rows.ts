/** A piece of an import as rows: plain data, which crosses to the thread that records it. */
import { currency, type AccountId, type HeldId, type ImportId } from '#src/domain/ids.ts';
import type { LotChanges } from '#src/domain/lots.ts';
import type { ImportPiece } from '#src/ports/import-writer.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import type { TransactionManager } from '#src/ports/transaction-manager.ts';
import type { LinkValues } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { SqliteLedgerRepository } from '#src/infrastructure/persistence/sqlite/repositories/ledger-repository.ts';
import { SqlitePositionRepository } from '#src/infrastructure/persistence/sqlite/repositories/position-repository.ts';
import {
  fillValues,
  SqliteTradeRepository,
} from '#src/infrastructure/persistence/sqlite/repositories/trade-repository.ts';
import { lotToRow } from '#src/infrastructure/persistence/sqlite/rows/lot-row.ts';
import { positionToRow } from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { LotRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { decimalIn, decimalText } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';

export type PieceRows = {
  readonly accountId: AccountId;
  readonly held: HeldId | undefined;
  /** As JSON: a message of rows would outlive the young generation of the recording thread's heap. */
  readonly fills: string;
  readonly cash: readonly { readonly currency: string; readonly amount: string }[];
  readonly positions: readonly ReturnType<typeof positionToRow>[];
  readonly endedLots: LotChanges['ended'];
  /** As JSON, as there may be as many as fills. */
  readonly lots: string;
};

export function rowsOf(piece: ImportPiece, importId: ImportId): PieceRows {
  const { accountId, held, fills, cash, positions, lots } = piece;
  return {
    accountId,
    held,
    fills: JSON.stringify(fills.map((fill) => fillValues(fill, importId))),
    cash: cash.map((money) => ({ currency: money.currency, amount: decimalText(money.amount) })),
    positions: positions.map(positionToRow),
    endedLots: lots.ended,
    lots: JSON.stringify(held === undefined ? [] : lots.written.map((lot) => lotToRow(accountId, held, lot))),
  };
}

/** All of them in one unit of work, or none. */
export async function recordRows(
  units: Pick<TransactionManager<Session>, 'executeBatch'>,
  pieces: readonly PieceRows[],
): Promise<void> {
  await units.executeBatch(pieces.map((piece) => (session) => recordPiece(session, piece)));
}

async function recordPiece(
  session: Session,
  { accountId, held, fills, cash, positions, endedLots, lots }: PieceRows,
): Promise<void> {
  const fillRows: readonly LinkValues[] = JSON.parse(fills);
  const known = fillRows.length - new SqliteTradeRepository(session).saveRows(fillRows);
  if (known > 0) throw new IntegrityError(`${known} fills of an import are recorded already`);
  await new SqliteLedgerRepository(session).moveCash(
    cash.map((sum) => {
      const amount = decimalIn('the sum of a piece', sum.amount);
      return { accountId, type: 'fill', cash: { currency: currency(sum.currency), amount } };
    }),
  );
  if (held === undefined) return;
  const repository = new SqlitePositionRepository(session);
  repository.saveRows(positions);
  const rows: readonly LotRow[] = JSON.parse(lots);
  repository.changeLotRows(accountId, held, { ended: endedLots, rows });
}
