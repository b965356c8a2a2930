import type { Leg } from '#src/domain/fill-order.ts';
import { fillsOf } from './fills-of.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { inFoldOrder } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import { orderId } from '#src/domain/ids.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import type { FillFilter } from '#src/ports/trade-repository.ts';
import {
  btc,
  decimal,
  eth,
  furnish,
  main,
  other,
  sampleFill,
  sampleOrder,
  startTime,
} from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

export function tradeRepositorySuite(makeStore: MakeStore): void {
  describe('trade repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function save(...fills: readonly Fill[]): Promise<readonly Fill[]> {
      return store.record.transact((unit) => unit.trades.saveMany(fills));
    }

    it.each([
      ['a fill', sampleFill(1)],
      [
        'a rebate',
        sampleFill(1, { fee: { ...sampleFee(), amount: decimal('-0.0001') }, liquidity: 'MAKER' }),
      ],
      [
        'a fill of which little is known',
        sampleFill(1, { fee: undefined, liquidity: undefined, source: 'import' }),
      ],
      ['a fill that its venue numbered', sampleFill(1, { venueSequence: 7 })],
      ['a fill with the least that could be traded after it', sampleFill(1, { least: decimal('0.00001') })],
      ['a fill with its place in a file', sampleFill(1, { source: 'import', place: 3 })],
    ])('gives back %s as it was', async (_, fill) => {
      await save(fill);
      expect(await fillsOf(store.record.read.trades, main, btc)).toEqual([fill]);
    });

    it('adds a fill once, however often it is reported', async () => {
      const fill = sampleFill(1);
      expect(await store.record.transact((unit) => unit.trades.save(fill))).toBe(true);
      const again = { ...fill, price: decimal('1'), receivedAt: startTime + 99 };
      expect(await store.record.transact((unit) => unit.trades.save(again))).toBe(false);
      expect(await save(again, sampleFill(2), sampleFill(2))).toEqual([sampleFill(2)]);
      expect(await fillsOf(store.record.read.trades, main, btc)).toEqual([fill, sampleFill(2)]);
    });

    it('adds what is new of many, and gives each back as it was, whatever text it holds', async () => {
      const odd = ['tab\t', 'quote"', 'back\\slash', 'nothing\0', 'line\nbreak', '漢₿😀', '1e3', 'null'];
      const names = [...odd, ...Array.from({ length: 40 }, (_, at) => `many-${at}`)];
      const many = names.map((name, at) => sampleFill(at, { venueTradeId: name }));
      const plain = many.slice(odd.length);
      const known = plain.filter((_, at) => at % 5 === 0);
      expect(await save(...known)).toEqual(known);
      expect(await save(...plain)).toEqual(plain.filter((fill) => !known.includes(fill)));
      expect(await save(...many, ...plain)).toEqual(many.slice(0, odd.length));
      const kept = await fillsOf(store.record.read.trades, main, btc);
      expect(kept).toEqual(many);
    });

    it('finds the fills that have a name', async () => {
      await save(sampleFill(1), sampleFill(2, { accountId: other }), sampleFill(3, { instrumentId: eth }));
      const { trades } = store.record.read;
      const asked = ['1001', '1002', '1003', 'it"s'];
      expect(await trades.withNames(main, btc, asked)).toEqual([sampleFill(1)]);
      expect(await trades.withNames(main, btc, [])).toEqual([]);
    });

    it('takes the same trade id in another account and another instrument', async () => {
      await save(sampleFill(1), sampleFill(1, { accountId: other }), sampleFill(1, { instrumentId: eth }));
      expect(await store.record.read.trades.count({})).toBe(3);
    });

    it('refuses a fill of an order that is not recorded, among many too', async () => {
      const stray = sampleFill(1, { orderId: orderId('nobody') });
      await expect(save(stray)).rejects.toThrow(IntegrityError);
      const many = Array.from({ length: 20 }, (_, at) => sampleFill(at + 2));
      await expect(save(...many, stray)).rejects.toThrow('nobody');
      expect(await store.record.read.trades.count({})).toBe(0);
    });

    it('lists in the order in which positions are folded', async () => {
      const late = sampleFill(1, { time: startTime + 50 });
      const tied = [
        sampleFill(2, { time: startTime, venueTradeId: '9' }),
        sampleFill(3, { time: startTime, venueTradeId: '10' }),
      ];
      await save(late, ...tied);
      const listed = await fillsOf(store.record.read.trades, main, btc);
      expect(listed.map((fill) => fill.venueTradeId)).toEqual(['10', '9', '1001']);
    });

    it('lists them in pieces too, however many, numbered by the venue or not', async () => {
      const many = Array.from({ length: 1_300 }, (_, at) =>
        sampleFill(at, {
          time: startTime + ((at * 7919) % 40),
          ...(at % 3 === 0 && { source: 'import', place: (at % 11) + 1 }),
          ...(at % 3 === 1 && { venueSequence: (at * 31) % 1_301 }),
        }),
      );
      await save(...many, sampleFill(2_000, { instrumentId: eth }), sampleFill(2_001, { accountId: other }));
      const { trades } = store.record.read;
      const listed: Leg[] = [];
      const of = { instruments: [btc], coin: undefined };
      for await (const piece of trades.inFoldOrder(main, of)) {
        expect(piece.length).toBeLessThan(many.length);
        listed.push(...piece);
      }
      expect(listed).toEqual(inFoldOrder(many));
      expect(listed).toEqual(await fillsOf(trades, main, btc));
    });

    it('finds a fill, and the last number of an account', async () => {
      const fill = sampleFill(1, { venueTradeId: 'with/slash', venueSequence: 12 });
      const { trades } = store.record.read;
      expect(await trades.lastVenueSequence(main)).toBe(0);
      await save(fill, sampleFill(2, { instrumentId: eth, venueSequence: 30 }), sampleFill(3));
      await save(sampleFill(4, { accountId: other, venueSequence: 90 }));
      expect(await trades.find(main, btc, fill.id)).toEqual(fill);
      expect(await trades.find(main, eth, fill.id)).toBeUndefined();
      expect(await trades.lastVenueSequence(main)).toBe(30);
    });

    it('lists the fills of an order', async () => {
      await store.record.transact((unit) => unit.orders.insert(sampleOrder(1)));
      const own = sampleFill(1, { orderId: orderId('order-1') });
      await save(own, sampleFill(2));
      expect(await store.record.read.trades.ofOrder(orderId('order-1'))).toEqual([own]);
    });

    it('pages by time with any filter', async () => {
      await store.record.transact((unit) => unit.orders.insert(sampleOrder(1)));
      const fills = Array.from({ length: 40 }, (_, index) =>
        sampleFill(index, {
          accountId: index % 3 === 0 ? other : main,
          instrumentId: index % 2 === 0 ? btc : eth,
          orderId: index % 4 === 0 ? orderId('order-1') : undefined,
          side: index % 5 === 0 ? 'SELL' : 'BUY',
          time: startTime + Math.floor(index / 6),
        }),
      );
      await save(...fills);
      const filters: readonly FillFilter[] = [
        {},
        { accountIds: [main] },
        { accountIds: [other, main], side: 'SELL' },
        { accountIds: [] },
        { instrumentId: eth, accountIds: [other] },
        { orderId: orderId('order-1') },
        { from: startTime + 2, to: startTime + 4 },
      ];
      for (const filter of filters) {
        const expected = fills.filter((fill) => matches(fill, filter)).map((fill) => fill.id);
        expect(await pagedIds(filter, 'ascending')).toEqual(expected);
        expect(await pagedIds(filter, 'descending')).toEqual(expected.toReversed());
        expect(await store.record.read.trades.count(filter)).toBe(expected.length);
        expect(await store.record.read.trades.countSome(filter, 1_000)).toEqual({
          count: expected.length,
          exact: true,
        });
      }
    });

    async function pagedIds(
      filter: FillFilter,
      direction: 'ascending' | 'descending',
    ): Promise<readonly string[]> {
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.record.read.trades.page(filter, direction, { limit: 5, after });
        ids.push(...page.rows.map((fill) => fill.id));
        after = page.next;
      } while (after !== undefined);
      return ids;
    }
  });
}

function sampleFee(): NonNullable<Fill['fee']> {
  const { fee } = sampleFill(1);
  if (fee === undefined) throw new Error('the sample has a fee');
  return fee;
}

function matches(
  fill: Fill,
  { accountIds, instrumentId, orderId: order, side, from, to }: FillFilter,
): boolean {
  return (
    (accountIds === undefined || accountIds.includes(fill.accountId)) &&
    (instrumentId === undefined || instrumentId === fill.instrumentId) &&
    (order === undefined || order === fill.orderId) &&
    (side === undefined || side === fill.side) &&
    (from === undefined || fill.time >= from) &&
    (to === undefined || fill.time < to)
  );
}
