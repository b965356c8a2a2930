import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { draftId, orderId, symbolOf } from '#src/domain/ids.ts';
import { isActive, orderStatuses, type Order } from '#src/domain/order.ts';
import type { OrderEvent } from '#src/domain/order-event.ts';
import { EntityNotFoundError, IntegrityError } from '#src/ports/store-errors.ts';
import { btc, decimal, eth, furnish, main, other, sampleOrder, startTime } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const ended: Order = sampleOrder(1, {
  brokerOrderId: '77',
  status: 'CANCELLED',
  quantity: decimal('123456789.123456789012345678'),
  stopPrice: decimal('0.00000001'),
  filledQuantity: decimal('0.1'),
  filledValue: decimal('4200.01'),
  updatedAt: startTime + 9,
  acknowledgedAt: startTime + 2,
  unconfirmedAt: startTime + 3,
  triggeredAt: startTime + 4,
  amendedAt: startTime + 5,
  lastFillAt: startTime + 6,
  ended: { status: 'CANCELLED', at: startTime + 9, reason: 'by the trader', presumed: true },
  external: true,
  replaces: orderId('order-0'),
  strategy: 'breakout',
  draftId: draftId('3f8e1c52-7f0e-4c27-9d0a-5b8f3f6a2c11'),
});

export function orderRepositorySuite(makeStore: MakeStore): void {
  describe('order repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function insert(...orders: readonly Order[]): Promise<void> {
      return store.record.transact(async (unit) => {
        for (const order of orders) await unit.orders.insert(order);
      });
    }

    it.each([
      ['a new order', sampleOrder(1)],
      ['an order with every fact', ended],
    ])('gives back %s as it was', async (_, order) => {
      await store.record.transact((unit) => unit.orders.insert(order));
      expect(await store.record.read.orders.get(order.id)).toEqual(order);
      expect(await store.record.read.orders.findByClientOrderId(order.clientOrderId)).toEqual(order);
    });

    it('names each strategy once, by name, whatever orders have none', async () => {
      expect(await store.record.read.orders.strategies()).toEqual([]);
      const named = ['carry', undefined, 'Breakout', 'breakout', 'carry', 'breakout'];
      await insert(...named.map((strategy, index) => sampleOrder(index + 1, { strategy })));
      expect(await store.record.read.orders.strategies()).toEqual(['Breakout', 'breakout', 'carry']);
    });

    it('names each symbol that an account had an order in, whatever became of it', async () => {
      await insert(
        sampleOrder(1, { accountId: main, instrumentId: eth }),
        sampleOrder(2, { accountId: main, instrumentId: btc, status: 'FILLED' }),
        sampleOrder(3, { accountId: main, instrumentId: eth, status: 'EXPIRED' }),
      );
      const { orders } = store.record.read;
      expect(await orders.symbolsOf(main)).toEqual([btc, eth].map(symbolOf).toSorted());
      expect(await orders.symbolsOf(other)).toEqual([]);
    });

    it('finds the order that spent a draft, and takes no second one', async () => {
      const spent = draftId('draft-1');
      await insert(sampleOrder(1, { draftId: spent }), sampleOrder(2), sampleOrder(3));
      expect((await store.record.read.orders.findByDraftId(spent))?.id).toBe('order-1');
      expect(await store.record.read.orders.findByDraftId(draftId('draft-2'))).toBeUndefined();
      await expect(insert(sampleOrder(4, { draftId: spent }))).rejects.toThrow(IntegrityError);
    });

    it('updates what the venue reports', async () => {
      await insert(sampleOrder(1), sampleOrder(2));
      await store.record.transact((unit) => unit.orders.update(ended));
      const { status, quantity, ended: end } = await store.record.read.orders.get(ended.id);
      expect({ status, quantity, end }).toEqual({
        status: ended.status,
        quantity: ended.quantity,
        end: ended.ended,
      });
      expect((await store.record.read.orders.get(orderId('order-2'))).status).toBe('PENDING');
    });

    it('saves many, those that are there in their place', async () => {
      await insert(sampleOrder(1));
      const { status, updatedAt, ended: end } = ended;
      const changed = { ...sampleOrder(1), status, updatedAt, ended: end };
      await store.record.transact(async (unit) => {
        await unit.orders.saveMany([sampleOrder(2), changed]);
        await unit.orders.save(sampleOrder(2, { status: 'SUBMITTED' }));
      });
      expect(await store.record.read.orders.get(orderId('order-1'))).toEqual(changed);
      expect((await store.record.read.orders.get(orderId('order-2'))).status).toBe('SUBMITTED');
      expect(await store.record.read.orders.count({})).toBe(2);
    });

    it('saves hundreds, new ones and some that are there', async () => {
      const many = Array.from({ length: 200 }, (_, at) => sampleOrder(at + 1));
      const submitted = many.map((order): Order => ({ ...order, status: 'SUBMITTED' }));
      await store.record.transact((unit) => unit.orders.saveMany(many.slice(0, 100)));
      await store.record.transact((unit) => unit.orders.saveMany(submitted.slice(50)));
      for (const [at, order] of many.entries()) {
        const saved = await store.record.read.orders.get(order.id);
        expect(saved).toEqual(at < 50 ? order : submitted[at]);
      }
      expect(await store.record.read.orders.count({})).toBe(200);
    });

    it('finds by broker order id within the account and the instrument', async () => {
      const one = sampleOrder(2, { accountId: other, instrumentId: btc, brokerOrderId: '77' });
      await insert(ended, one, sampleOrder(3, { accountId: other, instrumentId: eth, brokerOrderId: '77' }));
      const { orders } = store.record.read;
      expect((await orders.findByBrokerOrderId(other, btc, '77'))?.id).toBe('order-2');
      expect((await orders.findByBrokerOrderId(other, eth, '77'))?.id).toBe('order-3');
      expect(await orders.findByBrokerOrderId(other, btc, '78')).toBeUndefined();
      expect(await orders.findByBrokerOrderId(main, eth, '77')).toBeUndefined();
    });

    it('says which order is missing', async () => {
      await expect(store.record.read.orders.get(orderId('nobody'))).rejects.toThrow(EntityNotFoundError);
      await expect(store.record.transact((unit) => unit.orders.update(sampleOrder(9)))).rejects.toThrow(
        'order-9',
      );
      expect(await store.record.read.orders.find(orderId('nobody'))).toBeUndefined();
    });

    it.each([
      ['id', sampleOrder(2, { id: orderId('order-1') })],
      ['client order id', sampleOrder(2, { clientOrderId: sampleOrder(1).clientOrderId })],
    ])('refuses an order whose %s is taken', async (_, order) => {
      await insert(sampleOrder(1));
      await expect(insert(order)).rejects.toThrow(IntegrityError);
    });

    it('lists the active orders as they were added, also where a clock says otherwise', async () => {
      await insert(...orderStatuses.map((status, index) => sampleOrder(20 - index, { status })));
      const active = await store.record.read.orders.active();
      expect(active.map((order) => order.status)).toEqual(orderStatuses.filter(isActive));
      expect(await store.record.read.orders.active(other)).toEqual([]);
    });

    describe('events', () => {
      it('are read in their sequence', async () => {
        await insert(sampleOrder(1), sampleOrder(2));
        await store.record.transact((unit) => unit.orders.appendEvents([event(1), event(2)]));
        await store.record.transact((unit) => unit.orders.appendEvents([event(3)]));
        expect(await store.record.read.orders.events(orderId('order-1'))).toEqual([
          event(1),
          event(2),
          event(3),
        ]);
        expect(await store.record.read.orders.events(orderId('order-2'))).toEqual([]);
      });

      it('are read some at a time, from the last one back', async () => {
        await insert(sampleOrder(1));
        const all = [1, 2, 3, 4, 5].map((sequence) => event(sequence));
        await store.record.transact((unit) => unit.orders.appendEvents(all));
        const { orders } = store.record.read;
        const id = orderId('order-1');
        expect(await orders.events(id, { before: undefined, most: 2 })).toEqual(all.slice(3));
        expect(await orders.events(id, { before: 4, most: 2 })).toEqual(all.slice(1, 3));
        expect(await orders.events(id, { before: 2, most: 2 })).toEqual(all.slice(0, 1));
        expect(await orders.events(id, { before: 1, most: 2 })).toEqual([]);
      });

      it.each([1, 2, 4])('of sequence %i do not follow the second', async (sequence) => {
        await insert(sampleOrder(1));
        await store.record.transact((unit) => unit.orders.appendEvents([event(1), event(2)]));
        const append = store.record.transact((unit) => unit.orders.appendEvents([event(sequence)]));
        await expect(append).rejects.toThrow(IntegrityError);
      });
    });
  });
}

function event(sequence: number): OrderEvent {
  return {
    orderId: orderId('order-1'),
    sequence,
    type: sequence === 1 ? 'created' : 'cancel-requested',
    source: 'trader',
    status: 'PENDING',
    time: startTime,
    receivedAt: startTime + sequence,
    detail: `step ${sequence}`,
  };
}
