import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { LinkedWriter } from '#src/composition/imports/linked-writer.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { importId } from '#src/domain/ids.ts';
import { verifyChain, type ChainHead } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { recordLinked, type LinkedPiece } from '#src/infrastructure/persistence/sqlite/chain/linked-piece.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { piecesAhead, type ImportPiece } from '#src/ports/import-writer.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { btc, decimal, furnish, main, sampleFill, startTime, usdt } from '#test/ports/sample-entities.ts';

const run = importId('I1');
const each = 20;

type Asked = { readonly piece: LinkedPiece; resolve(end: ChainHead): void; reject(fault: unknown): void };

/** A writer whose thread records only what it is let. */
async function openDesk() {
  const folder = await temporaryWorkspace();
  const storage = await openTemporary(folder);
  await furnish(storage.record);
  await storage.record.transact((unit) =>
    unit.imports.insert({
      id: run,
      accountId: main,
      fileName: 'a.csv',
      format: 'fills',
      state: 'writing',
      importedAt: startTime,
      fills: 0,
      undoneAt: undefined,
    }),
  );
  const store = openRecordBeside(folder, storage.lendTurn);
  const asked: Asked[] = [];
  const thread = {
    record: (piece: LinkedPiece) =>
      new Promise<ChainHead>((resolve, reject) => asked.push({ piece, resolve, reject })),
  };
  const writer = new LinkedWriter({ thread, store, importId: run });
  return {
    record: storage.record,
    writer,
    asked,
    /** In one unit of work. */
    async recordNext(pieces = 1) {
      const unit = asked.splice(0, pieces);
      try {
        const ends = await recordLinked(
          store,
          unit.map(({ piece }) => piece),
        );
        for (const [at, end] of ends.entries()) unit[at]?.resolve(end);
      } catch (fault) {
        for (const { reject } of unit) reject(fault);
      }
    },
    async verified() {
      await store.close();
      await storage.close();
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
  return { accountId: main, fills, cash: [{ currency: usdt, amount: decimal('-1.5') }], positions: [] };
}

it('pieces under way stay in the chain when the venue’s own fills come between them', async () => {
  const { record, writer, asked, recordNext, verified } = await openDesk();
  for (let number = 0; number < piecesAhead; number += 1) await writer.write(pieceOf(number));
  const oneMore = writer.write(pieceOf(piecesAhead));
  // Not before there is room.
  expect(asked).toHaveLength(piecesAhead);
  await record.transact((unit) => unit.trades.save(sampleFill(9_000)));
  await recordNext(3);
  await oneMore;
  while (asked.length > 0) await recordNext();
  await writer.write(pieceOf(piecesAhead + 1));
  await recordNext();
  await writer.flush();
  const pieces = piecesAhead + 2;
  expect(await record.read.trades.ofInstrument(main, btc)).toHaveLength(pieces * each + 1);
  const cash = decimal('-1.5').times(Decimal.fromInteger(pieces));
  expect(await record.read.ledger.cash(main)).toEqual([{ currency: usdt, amount: cash }]);
  expect(await verified()).toEqual({ rows: pieces * each + 1, firstBad: undefined });
});

it('a piece that cannot cross as text is recorded all the same', async () => {
  const { record, writer, recordNext, verified } = await openDesk();
  await writer.write(pieceOf(0));
  const odd = writer.write(pieceOf(1, ({ venueTradeId }) => ({ venueTradeId: `${venueTradeId}\0` })));
  await recordNext();
  await odd;
  await writer.write(pieceOf(2));
  await recordNext();
  await writer.flush();
  expect(await record.read.trades.count({})).toBe(3 * each);
  expect(await verified()).toEqual({ rows: 3 * each, firstBad: undefined });
});

it('what went wrong with a piece is told to whoever asks next', async () => {
  const { record, writer, recordNext } = await openDesk();
  await writer.write(pieceOf(0));
  await writer.write(pieceOf(0));
  await recordNext();
  await recordNext();
  await expect(writer.flush()).rejects.toThrow('taken already');
  await expect(writer.write(pieceOf(1))).rejects.toThrow('taken already');
  expect(await record.read.trades.count({})).toBe(each);
});

it('of pieces that are recorded together, all are or none is', async () => {
  const { record, writer, recordNext, verified } = await openDesk();
  await writer.write(pieceOf(0));
  await recordNext();
  await writer.write(pieceOf(1));
  await writer.write(pieceOf(0));
  await recordNext(2);
  await expect(writer.flush()).rejects.toThrow('taken already');
  expect(await record.read.trades.count({})).toBe(each);
  expect(await record.read.ledger.cash(main)).toEqual([{ currency: usdt, amount: decimal('-1.5') }]);
  expect(await verified()).toEqual({ rows: each, firstBad: undefined });
});
