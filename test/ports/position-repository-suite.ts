import { heldBy } from './sample-entities.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { unrealisedProfit, type Position } from '#src/domain/position.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import type { LotMethod } from '#src/domain/account.ts';
import { clientOrderId, fillIdOf, orderId } from '#src/domain/ids.ts';
import type { Lot, LotChanges } from '#src/domain/lots.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import {
  btc,
  btcElsewhere,
  decimal,
  eth,
  furnish,
  main,
  other,
  sampleFill,
  sampleInstrument,
  sampleOrder,
  startTime,
} from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';
import { closedTrips, tripSums } from './closed-trips.ts';

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

function lotOf(place: number, quantity: string, instrument = btc, account = main): Lot {
  const size = decimal(quantity);
  const id = fillIdOf(account, instrument, String(1_000 + place));
  return {
    place,
    origin: { fillId: id, instrumentId: instrument },
    openedAt: startTime + place,
    quantity: size,
    cost: size.times(decimal('3.07')),
  };
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
      return store.record.transact((unit) => unit.positions.saveMany(positions));
    }

    it('gives back the last round trip, as it was', async () => {
      const positions = roundTrips(btc);
      await save(...positions);
      const last = await store.record.read.positions.last(main, heldBy(btc));
      expect(last).toEqual(positions.at(-1));
      expect(await store.record.read.positions.last(main, heldBy(eth))).toBeUndefined();
    });

    it('keeps what dust was too small for', async () => {
      const [last] = roundTrips(btc).slice(-1);
      if (last === undefined) throw new Error('the sample has round trips');
      await save({ ...last, dustBelow: decimal('0.001') });
      expect(await store.record.read.positions.active([main])).toMatchObject([
        { dustBelow: decimal('0.001') },
      ]);
    });

    it.each<[LotMethod, quantity: string, places: readonly number[]]>([
      ['FIFO', '0', []],
      ['FIFO', '1', [1]],
      ['FIFO', '2', [1]],
      ['FIFO', '2.1', [1, 2]],
      ['FIFO', '99', [1, 2, 5]],
      ['LIFO', '0', []],
      ['LIFO', '1', [5]],
      ['LIFO', '1.1', [2, 5]],
      ['LIFO', '5', [1, 2, 5]],
    ])(
      '%s: of lots of 2, 3 and 1 gives those that are taken for %s first',
      async (method, quantity, places) => {
        const [last] = roundTrips(btc).slice(-1);
        if (last === undefined) throw new Error('the sample has round trips');
        const lots = [lotOf(1, '-2'), lotOf(2, '-3'), lotOf(5, '-1')];
        await store.record.transact(async (unit) => {
          await unit.positions.changeLots(main, heldBy(btc), { ended: undefined, written: lots });
          await unit.positions.changeLots(main, heldBy(eth), {
            ended: undefined,
            written: [lotOf(7, '8', eth)],
          });
          await unit.positions.changeLots(other, heldBy(btc), {
            ended: undefined,
            written: [lotOf(1, '9', btc, other)],
          });
        });
        expect(await store.record.read.positions.lots({ ...last, method }, decimal(quantity))).toEqual({
          lots: lots.filter(({ place }) => places.includes(place)),
          lastPlace: 5,
        });
      },
    );

    it('writes the lots that are new or changed, and takes away those that ended', async () => {
      const [last] = roundTrips(btc).slice(-1);
      if (last === undefined) throw new Error('the sample has round trips');
      const change = (changes: LotChanges) =>
        store.record.transact((unit) => unit.positions.changeLots(main, heldBy(btc), changes));
      const held = () => store.record.read.positions.lots(last, decimal('1000'));
      // More than are written one by one.
      const lots = Array.from({ length: 20 }, (_, at) => lotOf(at + 1, '0.5'));
      await change({ ended: undefined, written: lots });
      await change({ ended: { first: 1, last: 3 }, written: [lotOf(4, '0.1'), lotOf(21, '7')] });
      const left = [lotOf(4, '0.1'), ...lots.slice(4), lotOf(21, '7')];
      expect(await held()).toEqual({ lots: left, lastPlace: 21 });
      await store.record.transact((unit) => unit.positions.replaceAll(main, heldBy(btc), []));
      expect(await held()).toEqual({ lots: [], lastPlace: 0 });
    });

    it('replaces a position that changed', async () => {
      const [first] = roundTrips(btc);
      if (first === undefined) throw new Error('the sample has round trips');
      const changed = { ...first, unknownFees: 3 };
      await save(first, changed);
      expect(await store.record.read.positions.last(main, heldBy(btc))).toEqual(changed);
    });

    it('finds by symbol on every venue', async () => {
      await save(...roundTrips(btc), ...roundTrips(btcElsewhere, other), ...roundTrips(eth));
      const { positions } = store.record.read;
      const instruments = (await positions.ofSymbol('BTCUSDT')).map((position) => position.instrumentId);
      expect(instruments.toSorted()).toEqual([btc, btc, btc, btcElsewhere, btcElsewhere, btcElsewhere]);
    });

    it('pages what is closed and of a strategy: an order of it was filled there, whoever closed it', async () => {
      await save(...roundTrips(btc), ...roundTrips(eth), ...roundTrips(btc, other));
      await store.record.transact(async (unit) => {
        // The round trips are of the fills 0 and 1, 2 and 3; 4 and 5 are still open.
        for (const [number, instrumentId, accountId, strategy] of [
          [0, btc, main, 'breakout'],
          [1, eth, main, 'breakout'],
          [2, eth, main, 'breakout'],
          [3, eth, main, 'carry'],
          [4, eth, main, 'breakout'],
          [0, btc, other, 'breakout'],
        ] as const) {
          const order = sampleOrder(number, { accountId, instrumentId, strategy });
          const id = orderId(`${accountId} ${instrumentId} ${number}`);
          await unit.orders.insert({ ...order, id, clientOrderId: clientOrderId(id) });
          await unit.trades.save(sampleFill(number, { accountId, instrumentId, orderId: id }));
        }
      });
      const { positions } = store.record.read;
      const find = async (strategy: string, from: number, after?: string) => {
        const page = await positions.ofStrategy([main], { strategy, from }, { limit: 2, after });
        const found = page.rows.map(({ instrumentId, sequence }) => [instrumentId, sequence]);
        return { found, next: page.next };
      };
      const first = await find('breakout', 0);
      expect(first.found).toEqual([
        [eth, 2],
        [eth, 1],
      ]);
      expect(await find('breakout', 0, first.next)).toEqual({ found: [[btc, 1]], next: undefined });
      expect((await find('breakout', startTime + 3)).found).toEqual([[eth, 2]]);
      const wanted = { strategy: 'breakout', from: 0, until: startTime + 3 };
      const before = await positions.ofStrategy([main], wanted, { limit: 9 });
      expect(before.rows.map(({ id }) => id)).not.toContain(`main/${eth}/2`);
      expect(before.rows).toHaveLength(2);
      expect((await find('carry', 0)).found).toEqual([[eth, 2]]);
      expect((await find('Carry', 0)).found).toEqual([]);
    });

    it('tells the profit at a mark, unknown without one', async () => {
      const saved = roundTrips(btc);
      const [closed, open] = [saved[0], saved.at(-1)];
      if (closed === undefined || open === undefined) throw new Error('the sample has round trips');
      await save(...saved);
      const { positions } = store.record.read;
      const mark = decimal('200');
      expect(await positions.profit(open.id, mark)).toEqual({
        realised: open.realised,
        fees: open.fees,
        unrealised: unrealisedProfit(open, sampleInstrument(btc), mark),
      });
      expect((await positions.profit(open.id, undefined)).unrealised).toBeUndefined();
      expect((await positions.profit(closed.id, undefined)).unrealised).toEqual(decimal('0'));
    });

    it('lists what is open, by instrument', async () => {
      await save(...roundTrips(eth), ...roundTrips(btc), ...roundTrips(btc, other));
      const open = await store.record.read.positions.active([main]);
      expect(open.map((position) => [position.instrumentId, position.sequence])).toEqual([
        [btc, 3],
        [eth, 3],
      ]);
      expect(await store.record.read.positions.active([])).toEqual([]);
      const pieces: Position[] = [];
      for await (const piece of store.record.read.positions.activePieces([main])) pieces.push(...piece);
      expect(pieces).toEqual(open);
      for await (const piece of store.record.read.positions.activePieces([])) expect(piece).toBe('none');
    });

    it('counts what came and went again without a trade as no round trip', async () => {
      const [closed] = roundTrips(btc);
      if (closed === undefined) throw new Error('one is closed');
      await save({ ...closed, hasTraded: false });
      const { positions } = store.record.read;
      expect((await positions.history([main], {}, { limit: 3 })).rows).toEqual([]);
      expect(await positions.countSome([main], {}, 3)).toMatchObject({ count: 0 });
      expect(await positions.sums([main])).toEqual([]);
      expect(await positions.last(main, closed.held)).toMatchObject({ id: closed.id });
    });

    it('pages what is closed, the last closed first', async () => {
      await save(...roundTrips(btc), ...roundTrips(eth), ...roundTrips(btc, other));
      const first = await store.record.read.positions.history([main], {}, { limit: 3 });
      const second = await store.record.read.positions.history([main], {}, { limit: 3, after: first.next });
      const closed = [...first.rows, ...second.rows];
      expect(new Set(closed.map((position) => position.id)).size).toBe(4);
      expect(closed.map((position) => position.sequence)).toEqual([2, 2, 1, 1]);
      expect(second.next).toBeUndefined();
    });

    it('keeps the sums over what is closed, of each account and instrument', async () => {
      const [first, second, open] = roundTrips(btc);
      if (first === undefined || second === undefined || open === undefined)
        throw new Error('the sample has round trips');
      await save(first, second, open, ...roundTrips(eth, other));
      const sums = await store.record.read.positions.sums([main]);
      // Half a coin for 100.07 sold at 103.07, half sold at 106.07 and bought back at 109.07; four fees of 21.00005.
      expect(sums).toEqual([
        {
          accountId: main,
          instrumentId: btc,
          realised: decimal('0'),
          fees: [{ currency: 'USDT', amount: decimal('84.0002') }],
          results: {
            trades: 2,
            wins: 0,
            losses: 2,
            grossProfit: decimal('0'),
            grossLoss: decimal('84.0002'),
          },
          undecided: 0,
          estimatedFees: [],
          estimated: 0,
          unknownFees: 0,
          unknownResults: 0,
          unseen: 0,
        },
      ]);
    });

    it('counts a round trip once, however often it is saved, and no longer when it is open again', async () => {
      const [first, second] = roundTrips(btc);
      if (first === undefined || second === undefined) throw new Error('the sample has round trips');
      const { positions } = store.record.read;
      for (const saved of [first, second, first, { ...first, realised: decimal('-1') }]) {
        await save(saved);
        const { kept, counted } = await tripSums(positions, [main]);
        expect(kept).toEqual(counted);
      }
      await save({ ...first, closedAt: undefined });
      const { kept, counted } = await tripSums(positions, [main]);
      expect(kept).toEqual(counted);
      await save({ ...second, closedAt: undefined });
      expect(await positions.sums([main])).toEqual([]);
    });

    it('takes round trips and lots away piece by piece, with what they add to the sums, but for one that is kept', async () => {
      const { positions } = store.record.read;
      const trips = roundTrips(btc);
      const kept = trips.at(-1);
      if (kept === undefined) throw new Error('the sample has round trips');
      await save(...trips, ...roundTrips(eth));
      await store.record.transact((unit) =>
        unit.positions.changeLots(main, heldBy(btc), {
          ended: undefined,
          written: Array.from({ length: 5 }, (_, at) => lotOf(at + 1, '1')),
        }),
      );
      const others = await closedTrips(positions, [main]);
      const ofEth = others.filter(({ instrumentId }) => instrumentId === eth);
      const removed: number[] = [];
      do {
        removed.push(
          await store.record.transact((unit) => unit.positions.removeSome(main, heldBy(btc), kept, 1)),
        );
        const { kept: sums, counted } = await tripSums(positions, [main]);
        expect(sums).toEqual(counted);
      } while (removed.at(-1) !== 0);
      expect(removed.reduce((sum, piece) => sum + piece, 0)).toBe(trips.length - 1 + 5);
      expect(Math.max(...removed)).toBeLessThanOrEqual(2);
      expect(await positions.last(main, heldBy(btc))).toEqual(kept);
      expect(await positions.lots(kept, decimal('1000'))).toMatchObject({ lots: [] });
      const left = await closedTrips(positions, [main]);
      expect(left.filter(({ instrumentId }) => instrumentId === eth)).toEqual(ofEth);
      expect(left.filter(({ id, instrumentId }) => instrumentId === btc && id !== kept.id)).toEqual([]);
      while (
        (await store.record.transact((unit) => unit.positions.removeSome(main, heldBy(btc), undefined, 9))) >
        0
      );
      expect(await positions.last(main, heldBy(btc))).toBeUndefined();
    });

    it('takes an open round trip away, and no closed one', async () => {
      const trips = roundTrips(btc);
      await save(...trips, ...roundTrips(eth));
      await store.record.transact(async (unit) => {
        for (const trip of trips) await unit.positions.removeOpen(trip);
      });
      const open = await store.record.read.positions.active([main]);
      expect(open.map(({ instrumentId }) => instrumentId)).toEqual([eth]);
      expect(await closedTrips(store.record.read.positions, [main])).toHaveLength(4);
    });

    it('replaces all round trips of an instrument after a rebuild', async () => {
      await save(...roundTrips(btc), ...roundTrips(eth));
      const rebuilt = roundTrips(btc).slice(0, 1);
      await store.record.transact((unit) => unit.positions.replaceAll(main, heldBy(btc), rebuilt));
      expect(await store.record.read.positions.last(main, heldBy(btc))).toEqual(rebuilt[0]);
      expect(await closedTrips(store.record.read.positions, [main])).toHaveLength(3);
    });
  });
}
