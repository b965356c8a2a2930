import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import { recordLinked, type LinkedPiece } from '#src/infrastructure/persistence/sqlite/chain/linked-piece.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { faultAnswer } from './fault-answer.ts';
import type { FromRecord, RecordsInto, ToRecord } from './import-messages.ts';
import { borrowTurns } from './writer-turns.ts';

/** The entry of the thread that records an import, while the next pieces are made ready. */

if (parentPort === null) throw new Error('the record worker must be started as a worker thread');
const port = parentPort;
const { folder, turns }: RecordsInto = workerData;
/** In one unit of work, where so many wait: each unit writes the pages anew that it shares with the last. */
const fillsAUnit = 2_000;
let store: SqliteRecordStore | undefined;
const queue: ToRecord[] = [];
let isWorking = false;
/** Once a piece was not recorded, none behind it is. */
let hasFailed = false;

port.on('message', (message: ToRecord) => {
  queue.push(message);
  if (!isWorking) void work();
});

async function work(): Promise<void> {
  isWorking = true;
  for (let unit = takeUnit(); unit.length > 0; unit = takeUnit()) {
    if (!hasFailed) port.postMessage(await record(unit));
  }
  isWorking = false;
  if (queue[0] === 'end') await end();
}

async function record(unit: readonly LinkedPiece[]): Promise<FromRecord> {
  try {
    store ??= openRecordBeside(folder, borrowTurns(turns), 'NORMAL');
    return { type: 'recorded', ends: await recordLinked(store, unit) };
  } catch (fault) {
    hasFailed = true;
    return faultAnswer(fault);
  }
}

/** The pieces that wait, as many as one unit of work is to have. */
function takeUnit(): readonly LinkedPiece[] {
  const unit: LinkedPiece[] = [];
  for (let fills = 0; fills < fillsAUnit;) {
    const piece = nextPiece();
    if (piece === undefined) break;
    unit.push(piece);
    fills += piece.fills.end.count - piece.fills.after.count;
  }
  return unit;
}

function nextPiece(): LinkedPiece | undefined {
  // What came while the last unit was recorded waits in the port.
  const arrived = queue.length === 0 ? receiveMessageOnPort(port) : undefined;
  if (arrived !== undefined) queue.push(arrived.message);
  const [next] = queue;
  if (next === undefined || next === 'end') return undefined;
  queue.shift();
  return next;
}

async function end(): Promise<void> {
  await store?.close();
  turns.close();
  port.close();
}
