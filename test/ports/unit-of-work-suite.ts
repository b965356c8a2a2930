import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Repositories } from '#src/ports/record-store.ts';
import { IntegrityError, TimeoutError, TransactionError } from '#src/ports/store-errors.ts';
import { furnish, sampleOrder } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

export function unitOfWorkSuite(makeStore: MakeStore): void {
  describe('unit of work', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    it('gives back what the work returns', async () => {
      expect(await store.record.transact(async () => 'done')).toBe('done');
    });

    it('sees its own writes, while nobody else sees half of it', async () => {
      await store.record.transact(async (unit) => {
        await unit.orders.insert(sampleOrder(1));
        expect(await unit.orders.count({})).toBe(1);
        expect(await store.record.read.orders.count({})).toBe(0);
      });
      expect(await store.record.read.orders.count({})).toBe(1);
    });

    it('is undone as a whole when the work throws, and the next one goes on', async () => {
      const failed = store.record.transact(async (unit) => {
        await unit.orders.insert(sampleOrder(1));
        await unit.settings.set('draft', '1');
        throw new RangeError('no');
      });
      await expect(failed).rejects.toThrow(RangeError);
      expect(await store.record.read.orders.count({})).toBe(0);
      expect(await store.record.read.settings.find('draft')).toBeUndefined();
      await store.record.transact((unit) => unit.orders.insert(sampleOrder(2)));
      expect(await store.record.read.orders.count({})).toBe(1);
    });

    it('is undone as a whole when the store refuses a part of it', async () => {
      const twice = store.record.transact(async (unit) => {
        await unit.orders.insert(sampleOrder(1));
        await unit.orders.insert(sampleOrder(1));
      });
      await expect(twice).rejects.toThrow(IntegrityError);
      expect(await store.record.read.orders.count({})).toBe(0);
    });

    it('runs after those before it, also when they wait for something', async () => {
      const finish = Promise.withResolvers<void>();
      const log: string[] = [];
      const first = store.record.transact(async () => {
        log.push('first begins');
        await finish.promise;
        log.push('first ends');
      });
      const second = store.record.transact(async () => {
        log.push('second');
      });
      finish.resolve();
      await Promise.all([first, second]);
      expect(log).toEqual(['first begins', 'first ends', 'second']);
    });

    it.each([
      ['committed', async () => undefined],
      ['undone', async () => Promise.reject(new Error('no'))],
    ])('leaves repositories that refuse their service once it is %s', async (_, end) => {
      let kept: Repositories | undefined;
      await store.record
        .transact(async (unit) => {
          kept = unit;
          await end();
        })
        .catch(() => undefined);
      await expect(kept?.orders.count({})).rejects.toThrow(TransactionError);
      await expect(kept?.orders.insert(sampleOrder(1))).rejects.toThrow(TransactionError);
    });

    it('refuses to begin inside another, which would wait for itself', async () => {
      const nested = store.record.transact(() => store.record.transact(async () => 'inner'));
      await expect(nested).rejects.toThrow(TransactionError);
      expect(await store.record.transact(async () => 'afterwards')).toBe('afterwards');
    });

    it('may begin in what an earlier one has started, once that one has ended', async () => {
      const ended = Promise.withResolvers<void>();
      const later = await store.record.transact(async () => ({
        result: ended.promise.then(() => store.record.transact(async () => 'later')),
      }));
      ended.resolve();
      expect(await later.result).toBe('later');
    });

    it('is committed by hand, and seen by nobody before', async () => {
      const unit = await store.record.begin();
      await unit.repositories.orders.insert(sampleOrder(1));
      expect(await store.record.read.orders.count({})).toBe(0);
      await unit.commit();
      expect(await store.record.read.orders.count({})).toBe(1);
      await expect(unit.commit()).rejects.toThrow(TransactionError);
      await expect(unit.repositories.orders.insert(sampleOrder(2))).rejects.toThrow(TransactionError);
    });

    it('is rolled back by hand', async () => {
      const unit = await store.record.begin();
      await unit.repositories.orders.insert(sampleOrder(1));
      await unit.rollback();
      await expect(unit.rollback()).rejects.toThrow(TransactionError);
      expect(await store.record.read.orders.count({})).toBe(0);
    });

    it('is undone when it is left without a commit, and the next one goes on', async () => {
      async function refuseHalfWay(): Promise<string> {
        await using unit = await store.record.begin();
        await unit.repositories.orders.insert(sampleOrder(1));
        return 'refused';
      }
      expect(await refuseHalfWay()).toBe('refused');
      expect(await store.record.transact((unit) => unit.orders.count({}))).toBe(0);
      expect(store.clock.pending()).toBe(0);
    });

    it('keeps the others waiting until it is ended by hand', async () => {
      const unit = await store.record.begin();
      const next = store.record.transact((repositories) => repositories.orders.count({}));
      await unit.repositories.orders.insert(sampleOrder(1));
      await unit.commit();
      expect(await next).toBe(1);
    });

    it('is undone when it is forgotten, and says where it began', async () => {
      const unit = await store.record.begin();
      await unit.repositories.orders.insert(sampleOrder(1));
      const next = store.record.transact((repositories) => repositories.orders.count({}));
      await store.clock.advance(store.idleMilliseconds * 2);
      expect(await next).toBe(0);
      await expect(unit.commit()).rejects.toThrow(TimeoutError);
      await expect(unit.repositories.orders.count({})).rejects.toThrow(/began at .*unit-of-work-suite/);
    });

    it('is undone when its work waits for ever, and not while it takes steps', async () => {
      const forgotten = store.record.transact(async (unit) => {
        for (let number = 1; number < 5; number += 1) {
          await unit.orders.insert(sampleOrder(number));
          await store.clock.advance(store.idleMilliseconds * 0.9);
        }
        expect(await unit.orders.count({})).toBe(4);
        await new Promise(() => undefined);
      });
      const told = forgotten.catch((error: unknown) => error);
      await store.clock.advance(store.idleMilliseconds * 10);
      expect(String(await told)).toMatch(/took no step.*began as .*unit\.orders\.insert/);
      expect(await store.record.transact((unit) => unit.orders.count({}))).toBe(0);
    });

    it('leaves no timer behind', async () => {
      await store.record.transact((unit) => unit.orders.insert(sampleOrder(1)));
      await expect(store.record.transact((unit) => unit.orders.insert(sampleOrder(1)))).rejects.toThrow(
        IntegrityError,
      );
      expect(store.clock.pending()).toBe(0);
    });

    it('is the only way to write', async () => {
      await expect(store.record.read.orders.insert(sampleOrder(1))).rejects.toThrow(TransactionError);
    });
  });
}
