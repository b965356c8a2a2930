import { heldBy } from '#test/ports/sample-entities.ts';
import { fillsOf } from '#test/ports/fills-of.ts';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { ThreadedWriter } from '#src/infrastructure/persistence/sqlite/beside/threaded-writer.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { importId } from '#src/domain/ids.ts';
import { unchangedLots } from '#src/domain/lots.ts';
import { verifyChain } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { recordRows, type PieceRows } from '#src/infrastructure/persistence/sqlite/beside/piece-rows.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { createTransactionManager } from '#src/infrastructure/persistence/transaction-manager.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { piecesAhead, type ImportPiece } from '#src/ports/import-writer.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { btc, decimal, furnish, main, sampleFill, startTime, usdt } from '#test/ports/sample-entities.ts';
import type { Recorded } from '#src/infrastructure/persistence/sqlite/beside/record-thread.ts';

const run = importId('I1');
const each = 20;

type Asked = {
  readonly pieces: readonly PieceRows[];
  resolve(recorded: Recorded): void;
  reject(fault: unknown): void;
};

/** A writer whose thread records only what it is let. */
async function openDesk() {
  const folder = await temporaryWorkspace();
  const files = await openTemporary(folder);
  await furnish(files.record);
  await files.record.transact((unit) =>
    unit.imports.insert({
      id: run,
      accountId: main,
      fileName: 'a.csv',
      format: 'fills',
      state: 'writing',
      importedAt: startTime,
      fills: 0,
      leftOut: undefined,
      undoneAt: undefined,
      reader: undefined,
      digest: undefined,
    }),
  );
  const store = openRecordBeside(folder, files.lendTurn);
  const units = createTransactionManager<Session>(
    { transact: (work) => store.transactIn(work) },
    createFakeClock(startTime),
  );
  const asked: Asked[] = [];
  const thread = {
    record: (pieces: readonly PieceRows[]) =>
      new Promise<Recorded>((resolve, reject) => asked.push({ pieces, resolve, reject })),
  };
  const writer = new ThreadedWriter({ thread, importId: run });
  async function recordNext(isShared = false): Promise<void> {
    const unit = asked.shift();
    if (unit === undefined) throw new Error('nothing is to be recorded');
    await recordRows(units, unit.pieces).then(() => unit.resolve({ isShared }), unit.reject);
  }
  return {
    record: files.record,
    writer,
    asked,
    recordNext,
    /** Whatever is asked for until then. */
    async recordUntil(done: Promise<void>) {
      const isDone = done.then(() => true);
      while ((await Promise.race([isDone, new Promise(setImmediate)])) !== true) {
        if (asked.length > 0) await recordNext();
      }
    },
    async verified() {
      await store.close();
      await files.close();
      const database = new Database(join(folder, 'record.sqlite'), { readonly: true });
      try {
        return await verifyChain(database, 'fills');
      } finally {
        database.close();
      }
    },
  };
}

function pieceOf(number: number, change: (fill: Fill) => Partial<Fill> = () => ({})): ImportPiece {
  const fills = Array.from({ length: each }, (_, at) => {
    const fill = sampleFill(number * each + at);
    return sampleFill(number * each + at, change(fill));
  });
  return {
    accountId: main,
    held: heldBy(btc),
    fills,
    cash: [{ currency: usdt, amount: decimal('-1.5') }],
    positions: [],
    lots: unchangedLots,
  };
}

it('pieces under way stay in the chain when the venue’s own fills come between them', async () => {
  const { record, writer, asked, recordUntil, verified } = await openDesk();
  for (let number = 0; number < piecesAhead; number += 1) await writer.write(pieceOf(number));
  const oneMore = writer.write(pieceOf(piecesAhead));
  // Not before there is room.
  expect(asked.flatMap((unit) => unit.pieces)).toHaveLength(piecesAhead);
  await record.transact((unit) => unit.trades.save(sampleFill(9_000)));
  await recordUntil(oneMore);
  await recordUntil(writer.write(pieceOf(piecesAhead + 1)));
  await recordUntil(writer.flush());
  const pieces = piecesAhead + 2;
  expect(await fillsOf(record.read.trades, main, btc)).toHaveLength(pieces * each + 1);
  const cash = decimal('-1.5').times(Decimal.fromInteger(pieces));
  expect(await record.read.ledger.cash(main)).toEqual([{ currency: usdt, amount: cash }]);
  expect(await verified()).toEqual({ rows: pieces * each + 1, firstBad: undefined });
});

it('units of work get shorter while the program writes too', async () => {
  const { writer, asked, recordNext } = await openDesk();
  let number = 0;
  async function piecesOfNext(): Promise<number | undefined> {
    for (; asked.length === 0; number += 1) await writer.write(pieceOf(number));
    return asked[0]?.pieces.length;
  }
  const alone = await piecesOfNext();
  await recordNext(true);
  const short = await piecesOfNext();
  expect(short).toBeLessThan(alone ?? 0);
  await recordNext();
  expect(await piecesOfNext()).toBe(short);
  for (let units = 0; units < 99; units += 1) {
    await recordNext();
    await piecesOfNext();
  }
  expect(await piecesOfNext()).toBe(alone);
});

it('a piece that JSON cannot carry is recorded all the same', async () => {
  const { record, writer, recordUntil, verified } = await openDesk();
  await writer.write(pieceOf(0));
  await writer.write(pieceOf(1, ({ venueTradeId }) => ({ venueTradeId: `${venueTradeId}\0` })));
  await writer.write(pieceOf(2));
  await recordUntil(writer.flush());
  expect(await record.read.trades.count({})).toBe(3 * each);
  expect(await verified()).toEqual({ rows: 3 * each, firstBad: undefined });
});

it('of the pieces of a unit of work all are recorded or none, and whoever asks next is told', async () => {
  const { record, writer, recordNext, recordUntil, verified } = await openDesk();
  await writer.write(pieceOf(0));
  await recordUntil(writer.flush());
  await writer.write(pieceOf(1));
  await writer.write(pieceOf(0));
  const second = writer.flush();
  await Promise.all([recordNext(), expect(second).rejects.toThrow('recorded already')]);
  await expect(writer.write(pieceOf(2))).rejects.toThrow('recorded already');
  expect(await record.read.trades.count({})).toBe(each);
  expect(await record.read.ledger.cash(main)).toEqual([{ currency: usdt, amount: decimal('-1.5') }]);
  expect(await verified()).toEqual({ rows: each, firstBad: undefined });
});
