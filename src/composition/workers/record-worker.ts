import { createTurns } from '#src/application/in-turn.ts';
import { recordRows, type PieceRows } from '#src/infrastructure/persistence/sqlite/beside/piece-rows.ts';
import type {
  Recorded,
  RecordsInto,
  RecordThread,
} from '#src/infrastructure/persistence/sqlite/beside/record-thread.ts';
import { borrowTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import type { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { createTransactionManager } from '#src/infrastructure/persistence/transaction-manager.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';

/** The entry of the thread that records an import, while the next pieces are made ready. */

await serveWorker(recordingInto, storeFault);

function recordingInto({ folder, turns }: RecordsInto): RecordThread {
  const inTurn = createTurns();
  const takeTurn = borrowTurns(turns);
  const units = createTransactionManager<Session>(
    { transact: (work) => opened().transactIn(work) },
    createSystemClock(),
  );
  let store: SqliteRecordStore | undefined;
  let isShared = false;
  let failed: { readonly fault: unknown } | undefined;

  function opened(): SqliteRecordStore {
    store ??= openRecordBeside(folder, takeNoticedTurn, 'NORMAL');
    return store;
  }

  async function takeNoticedTurn(): ReturnType<typeof takeTurn> {
    const turn = await takeTurn();
    isShared = turn.isShared;
    return turn;
  }

  async function record(pieces: readonly PieceRows[]): Promise<Recorded> {
    if (failed !== undefined) throw failed.fault;
    try {
      await recordRows(units, pieces);
      return { isShared };
    } catch (fault) {
      failed = { fault };
      throw fault;
    }
  }

  return {
    record: (pieces) => inTurn(() => record(pieces)),
    close: () =>
      inTurn(async () => {
        await store?.close();
        turns.close();
      }),
  };
}
