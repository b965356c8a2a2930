import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { accountId, instrumentId, portfolioId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { EntityNotFoundError, IntegrityError } from '#src/ports/store-errors.ts';
import {
  btc,
  btcElsewhere,
  decimal,
  eth,
  furnish,
  main,
  other,
  portfolio,
  sampleAccount,
  sampleInstrument,
  sampleOrder,
} from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const snapshot = (time: number, equity: string | undefined): EquitySnapshot => ({
  portfolioId: portfolio.id,
  time,
  equity: equity === undefined ? undefined : decimal(equity),
  cash: decimal('10.01'),
  marketValue: undefined,
  realised: decimal('-0.5'),
  unrealised: undefined,
  fees: decimal('0'),
  deposited: decimal('10'),
});

/** Portfolios, accounts, instruments and settings: what changes seldom. */
export function portfolioRepositorySuite(makeStore: MakeStore): void {
  describe('portfolio, account, instrument and settings repositories', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    it('give back what was saved', async () => {
      const { portfolios, accounts, instruments } = store.record.read;
      expect(await portfolios.get(portfolio.id)).toEqual(portfolio);
      expect(await accounts.list()).toEqual([sampleAccount(main), sampleAccount(other)]);
      expect(await accounts.get(other)).toEqual(sampleAccount(other));
      expect(await instruments.list()).toEqual([btc, eth, btcElsewhere].map(sampleInstrument));
      expect(await instruments.get(eth)).toEqual(sampleInstrument(eth));
    });

    it('replace what is saved again', async () => {
      const renamed = {
        ...portfolio,
        name: 'Long term',
        limits: { ...portfolio.limits, maxNotional: undefined },
      };
      const closed = { ...sampleInstrument(btc), tradable: false, maxQuantity: decimal('9000') };
      await store.record.transact(async (unit) => {
        await unit.portfolios.save(renamed);
        await unit.accounts.save({ ...sampleAccount(main), name: 'Main account', deadMansSwitch: true });
        await unit.instruments.saveMany([closed]);
      });
      expect(await store.record.read.portfolios.list()).toEqual([renamed]);
      expect(await store.record.read.accounts.find(main)).toMatchObject({
        name: 'Main account',
        deadMansSwitch: true,
      });
      expect(await store.record.read.instruments.find(btc)).toEqual(closed);
    });

    it('find a portfolio by its name, by a strategy, and the current one', async () => {
      const second = { ...portfolio, id: portfolioId('second'), name: 'Second', createdAt: 1e15 };
      await store.record.transact(async (unit) => {
        await unit.portfolios.save(second);
        await unit.orders.insert(sampleOrder(1, { strategy: 'breakout' }));
      });
      const { portfolios } = store.record.read;
      expect(await portfolios.findByName('Second')).toEqual(second);
      expect(await portfolios.findByName('Third')).toBeUndefined();
      expect(await portfolios.ofStrategy('breakout')).toEqual([portfolio]);
      expect(await portfolios.ofStrategy('carry')).toEqual([]);
      expect(await portfolios.current()).toEqual(portfolio);
      await store.record.transact((unit) => unit.portfolios.makeCurrent(second.id));
      expect(await portfolios.current()).toEqual(second);
      await expect(
        store.record.transact((unit) => unit.portfolios.makeCurrent(portfolioId('nobody'))),
      ).rejects.toThrow(EntityNotFoundError);
    });

    it('update a portfolio that is there, and its limits', async () => {
      const limits = { ...noLimits, maxOpenOrders: 3 };
      await store.record.transact(async (unit) => {
        await unit.portfolios.update({ ...portfolio, name: 'Renamed' });
        await unit.portfolios.setLimits(portfolio.id, limits);
      });
      expect(await store.record.read.portfolios.get(portfolio.id)).toEqual({
        ...portfolio,
        name: 'Renamed',
        limits,
      });
      const unknown = { ...portfolio, id: portfolioId('nobody') };
      await expect(store.record.transact((unit) => unit.portfolios.update(unknown))).rejects.toThrow(
        EntityNotFoundError,
      );
    });

    it('refuse a second portfolio of the same name', async () => {
      const second = { ...portfolio, id: portfolioId('second') };
      await expect(store.record.transact((unit) => unit.portfolios.save(second))).rejects.toThrow(
        IntegrityError,
      );
    });

    it('refuse an account of a portfolio that is not there', async () => {
      const orphan = { ...sampleAccount(accountId('orphan')), portfolioId: portfolioId('nowhere') };
      await expect(store.record.transact((unit) => unit.accounts.save(orphan))).rejects.toThrow(
        IntegrityError,
      );
    });

    it('say what is missing', async () => {
      const { portfolios, accounts, instruments } = store.record.read;
      await expect(portfolios.get(portfolioId('nobody'))).rejects.toThrow(EntityNotFoundError);
      await expect(accounts.get(accountId('nobody'))).rejects.toThrow('nobody');
      await expect(instruments.get(instrumentId('no:body'))).rejects.toThrow(EntityNotFoundError);
      expect(await accounts.find(accountId('nobody'))).toBeUndefined();
    });

    it('keep snapshots by time, unknown figures unknown, the last saved of a moment', async () => {
      await store.record.transact((unit) =>
        unit.portfolios.saveSnapshots([
          snapshot(30, '3'),
          snapshot(10, undefined),
          snapshot(20, '2'),
          snapshot(10, '1'),
        ]),
      );
      const { portfolios } = store.record.read;
      expect(await portfolios.snapshots(portfolio.id, 10, 30)).toEqual([
        snapshot(10, '1'),
        snapshot(20, '2'),
      ]);
    });

    it('tell the newest snapshot in which what was paid in is known', async () => {
      const { portfolios } = store.record.read;
      expect(await portfolios.lastCounted(portfolio.id)).toBeUndefined();
      const unknown = { ...snapshot(30, '3'), deposited: undefined };
      await store.record.transact((unit) =>
        unit.portfolios.saveSnapshots([snapshot(20, undefined), snapshot(10, '1'), unknown]),
      );
      expect(await portfolios.lastCounted(portfolio.id)).toBe(20);
    });

    it('keep settings', async () => {
      const { settings } = store.record.read;
      await store.record.transact((unit) => unit.settings.set('layout', '{"a":1}'));
      await store.record.transact((unit) => unit.settings.set('layout', '{"a":2}'));
      expect(await settings.find('layout')).toBe('{"a":2}');
      await store.record.transact((unit) => unit.settings.remove('layout'));
      expect(await settings.find('layout')).toBeUndefined();
    });
  });
}
