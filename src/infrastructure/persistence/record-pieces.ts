import type { ImportId } from '#src/domain/ids.ts';
import type { ImportPiece, ImportWriter } from '#src/ports/import-writer.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';

/** Records pieces one after another, by the store that it is given. */
export function recordPieces(store: RecordStore, importId: ImportId): ImportWriter {
  return {
    write: (piece) => recordPiece(store, importId, piece),
    flush: () => Promise.resolve(),
  };
}

async function recordPiece(
  store: RecordStore,
  importId: ImportId,
  { accountId, held, fills, cash, positions, lots }: ImportPiece,
): Promise<void> {
  await store.transact(async (unit) => {
    const saved = await unit.trades.saveMany(fills, importId);
    if (saved.length < fills.length) {
      throw new IntegrityError(`${fills.length - saved.length} fills of an import are recorded already`);
    }
    await unit.ledger.moveCash(cash.map((money) => ({ accountId, type: 'fill', cash: money })));
    if (held === undefined) return;
    await unit.positions.saveMany(positions);
    await unit.positions.changeLots(accountId, held, lots);
  });
}
