import { parentPort, workerData } from 'node:worker_threads';
import type { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import { recordRows, type PieceRows } from '#src/infrastructure/persistence/sqlite/beside/piece-rows.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { faultAnswer, type FaultAnswer } from '#src/infrastructure/persistence/sqlite/beside/fault-answer.ts';
import { borrowTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import type { Turn } from '#src/ports/workspaces.ts';
import type {
  FromRecord,
  RecordsInto,
  ToRecord,
} from '#src/infrastructure/persistence/sqlite/beside/record-messages.ts';

/** The entry of the thread that records an import, while the next pieces are made ready. */

if (parentPort === null) throw new Error('the record worker must be started as a worker thread');
const port = parentPort;
const { folder, turns }: RecordsInto = workerData;
let store: SqliteRecordStore | undefined;
const takeTurn = borrowTurns(turns);
let isShared = false;
/** Once a piece was not recorded, none behind it is. */
let failed: FaultAnswer | undefined;
let last: Promise<void> = Promise.resolve();

port.on('message', (message: ToRecord) => {
  last = last.then(() => (message === 'end' ? end() : answer(message)));
});

async function answer(pieces: readonly PieceRows[]): Promise<void> {
  failed ??= await attempt(pieces);
  if (failed !== undefined) port.postMessage(failed);
}

/** Why it was not recorded. */
async function attempt(pieces: readonly PieceRows[]): Promise<FaultAnswer | undefined> {
  try {
    store ??= openRecordBeside(folder, takeNoticedTurn, 'NORMAL');
    await recordRows(store, pieces);
    port.postMessage({ type: 'recorded', isShared } satisfies FromRecord);
    return undefined;
  } catch (fault) {
    return faultAnswer(fault);
  }
}

async function takeNoticedTurn(): Promise<Turn> {
  const turn = await takeTurn();
  isShared = turn.isShared;
  return turn;
}

async function end(): Promise<void> {
  await store?.close();
  turns.close();
  port.close();
}
