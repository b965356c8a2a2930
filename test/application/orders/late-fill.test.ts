import { heldBy } from '#test/ports/sample-entities.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { decimal, furnish, main, btc, sampleFill, startTime } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

let files: WorkspaceFiles;

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
});

afterEach(() => files.close());

function fillAt(id: number, side: 'BUY' | 'SELL', second: number) {
  const time = startTime + second * 1_000;
  return sampleFill(id, { side, quantity: decimal('1'), fee: undefined, time });
}

function book(id: number, side: 'BUY' | 'SELL', second = id) {
  return files.record.transact((unit) => bookFills(unit, [fillAt(id, side, second)]));
}

describe('a fill that comes late and joins two round trips', () => {
  it('tells that all of them are made anew, and which one is open', async () => {
    await book(0, 'BUY');
    await book(2, 'SELL');
    await book(5, 'BUY');
    const told = await book(1, 'BUY');
    expect(told).toMatchObject([
      {
        type: 'positionsRebuilt',
        accountId: main,
        held: heldBy(btc),
        open: { sequence: 1, quantity: decimal('2') },
      },
    ]);
    expect(await files.record.read.positions.active([main])).toMatchObject([{ sequence: 1 }]);
    await expect(book(1, 'BUY')).rejects.toThrow('is recorded already');
  });

  it('with a larger id than the last, is told by its time, and the position is as if it had come in time', async () => {
    await book(0, 'BUY');
    await book(2, 'SELL');
    const told = await book(9, 'BUY', 1);
    // Two were held when one was sold: the round trip is open, and has not been closed in between.
    expect(told).toMatchObject([
      { type: 'positionsRebuilt', open: { sequence: 1, quantity: decimal('1'), closedAt: undefined } },
    ]);
    expect(await closedTrips(files.record.read.positions, [main])).toEqual([]);
  });

  it('and closes what was open is recorded too, and tells that nothing is open', async () => {
    await book(0, 'BUY');
    await book(5, 'BUY');
    const told = await files.record.transact((unit) =>
      bookFills(unit, [fillAt(1, 'SELL', 1), fillAt(2, 'SELL', 2)]),
    );
    // Sold, sold short, and bought back.
    expect(told).toEqual([{ type: 'positionsRebuilt', accountId: main, held: heldBy(btc), open: undefined }]);
    expect(await closedTrips(files.record.read.positions, [main])).toHaveLength(2);
  });

  it('is told behind numbered ones by the latest of their times, though their clock was set back', async () => {
    const numbered = { fee: undefined, quantity: decimal('1') };
    const told = await files.record.transact((unit) =>
      bookFills(unit, [
        sampleFill(1, { ...numbered, venueSequence: 1, price: decimal('200'), time: startTime + 10_000 }),
        sampleFill(2, { ...numbered, venueSequence: 2, side: 'SELL', time: startTime + 5_000 }),
        sampleFill(3, { ...numbered, source: 'import', price: decimal('100'), time: startTime + 7_000 }),
      ]),
    );
    // The one of 100 was bought first, and so it was sold first.
    expect(told).toMatchObject([{ type: 'positionsRebuilt', open: { sequence: 1, cost: decimal('200') } }]);
  });

  it('among others of one batch rebuilds once for all of them', async () => {
    await book(4, 'BUY');
    const fills = [fillAt(5, 'SELL', 5), fillAt(6, 'BUY', 1), fillAt(7, 'BUY', 7)];
    const told = await files.record.transact((unit) => bookFills(unit, fills));
    expect(told).toMatchObject([{ type: 'positionsRebuilt', open: { sequence: 1, quantity: decimal('2') } }]);
  });
});

it('a position whose last fill the record does not have is made anew from those that it has', async () => {
  await book(0, 'BUY');
  await files.record.transact(async ({ positions }) => {
    const [open] = await positions.active([main]);
    if (open === undefined) throw new Error('nothing is open');
    const last = { fillId: sampleFill(99).id, instrumentId: open.instrumentId };
    await positions.saveMany([{ ...open, quantity: decimal('7'), last }]);
  });
  expect(await book(1, 'BUY')).toMatchObject([
    { type: 'positionsRebuilt', open: { sequence: 1, quantity: decimal('2') } },
  ]);
});
