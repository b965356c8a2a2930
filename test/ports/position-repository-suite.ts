import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { foldFills, type Position } from '#src/domain/position.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { btc, decimal, eth, furnish, main, other, sampleFill, sampleInstrument } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

/** Two closed round trips and an open one. */
function roundTrips(instrument: Instrument['id'], account = main): readonly Position[] {
  const sides = ['BUY', 'SELL', 'SELL', 'BUY', 'BUY', 'BUY'] as const;
  const fills = sides.map((side, index) =>
    sampleFill(index, {
      accountId: account,
      instrumentId: instrument,
      side,
      price: decimal(`${100 + index * 3}.07`),
    }),
  );
  return foldFills(fills, sampleInstrument(instrument), 'FIFO');
}

export function positionRepositorySuite(makeStore: MakeStore): void {
  describe('position repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function save(...positions: readonly Position[]): Promise<void> {
      return store.record.transact(async (unit) => {
        for (const position of positions) await unit.positions.save(position);
      });
    }

    it('gives back the last round trip with its lots, as it was', async () => {
      const positions = roundTrips(btc);
      await save(...positions);
      const last = await store.record.read.positions.last(main, btc);
      expect(last).toEqual(positions.at(-1));
      expect(last?.lots).toHaveLength(2);
      expect(await store.record.read.positions.last(main, eth)).toBeUndefined();
    });

    it('replaces a position that changed', async () => {
      const [first] = roundTrips(btc);
      if (first === undefined) throw new Error('the sample has round trips');
      const guarded = { ...first, stopLoss: decimal('90.5'), takeProfit: decimal('120') };
      await save(first, guarded);
      expect(await store.record.read.positions.last(main, btc)).toEqual(guarded);
    });

    it('lists what is open, by instrument', async () => {
      await save(...roundTrips(eth), ...roundTrips(btc), ...roundTrips(btc, other));
      const open = await store.record.read.positions.open([main]);
      expect(open.map((position) => [position.instrumentId, position.sequence])).toEqual([
        [btc, 3],
        [eth, 3],
      ]);
      expect(await store.record.read.positions.open([])).toEqual([]);
    });

    it('pages what is closed, the last closed first', async () => {
      await save(...roundTrips(btc), ...roundTrips(eth), ...roundTrips(btc, other));
      const first = await store.record.read.positions.history([main], { limit: 3 });
      const second = await store.record.read.positions.history([main], { limit: 3, after: first.next });
      const closed = [...first.rows, ...second.rows];
      expect(new Set(closed.map((position) => position.id)).size).toBe(4);
      expect(closed.map((position) => position.sequence)).toEqual([2, 2, 1, 1]);
      expect(second.next).toBeUndefined();
    });

    it('tells the results of all that is closed, by time of closing', async () => {
      const positions = roundTrips(btc);
      await save(...positions, ...roundTrips(eth, other));
      const closed = positions.filter((position) => position.closedAt !== undefined);
      expect(await store.record.read.positions.results([main])).toEqual(
        closed.map(({ accountId, instrumentId, realised, fees, openedAt, closedAt }) => ({
          accountId,
          instrumentId,
          realised,
          fees,
          openedAt,
          closedAt,
        })),
      );
    });

    it('replaces all round trips of an instrument after a rebuild', async () => {
      await save(...roundTrips(btc), ...roundTrips(eth));
      const rebuilt = roundTrips(btc).slice(0, 1);
      await store.record.transact((unit) => unit.positions.replaceAll(main, btc, rebuilt));
      expect(await store.record.read.positions.last(main, btc)).toEqual(rebuilt[0]);
      expect(await store.record.read.positions.results([main])).toHaveLength(3);
    });
  });
}
