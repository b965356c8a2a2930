import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { accountId, currency, ledgerEntryId, type Currency } from '#src/domain/ids.ts';
import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import type { Flow } from '#src/domain/paid-in.ts';
import type { Page } from '#src/ports/page.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  other,
  sampleEntry,
  sampleFill,
  sampleRate,
  startTime,
  usdt,
} from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const coin = currency('BTC');
const euro = currency('EUR');

const fee = (amount: string) => ({ currency: euro, amount: decimal(amount) });
const oneOf = (name: Currency) => ({ currency: name, amount: decimal('1') });
async function allOf<Row>(pieces: AsyncIterable<readonly Row[]>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const piece of pieces) all.push(...piece);
  return all;
}
const idsOf = ({ rows }: Page<Flow>) => rows.map(({ id }) => id);

export function movementRateRepositorySuite(makeStore: MakeStore): void {
  describe('movement rate repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    const flows = async () => (await store.record.read.rates.flows(main, usdt, { limit: 100 })).rows;

    it('tells what was paid in and out in other currencies, and nothing else', async () => {
      const own = ledgerEntryTypes.map((type, number) =>
        sampleEntry(number, { type, cash: { currency: coin, amount: decimal('-1.5') } }),
      );
      await store.record.transact((unit) =>
        unit.ledger.append([
          ...own,
          sampleEntry(50),
          sampleEntry(51, { accountId: other, cash: { currency: coin, amount: decimal('2') } }),
          sampleEntry(52, { cash: undefined }),
        ]),
      );
      expect((await flows()).map(({ type }) => type)).toEqual(['deposit', 'withdrawal', 'transfer', 'gift']);
      expect((await flows())[1]).toEqual({
        id: ledgerEntryId('entry-4'),
        accountId: main,
        type: 'withdrawal',
        time: startTime + 4,
        cash: { currency: coin, amount: decimal('-1.5') },
        rate: undefined,
        cancels: false,
        isOwn: false,
      });
    });

    it('tells them in pages, by currency and then as they were recorded', async () => {
      await store.record.transact((unit) =>
        unit.ledger.append([
          ...[4, 3, 2].map((number) => sampleEntry(number, { cash: oneOf(euro) })),
          ...[9, 1].map((number) => sampleEntry(number, { cash: oneOf(coin) })),
        ]),
      );
      const { rates } = store.record.read;
      const first = await rates.flows(main, usdt, { limit: 2 });
      expect(idsOf(first)).toEqual(['entry-9', 'entry-1']);
      const second = await rates.flows(main, usdt, { limit: 2, after: first.next });
      expect(idsOf(second)).toEqual(['entry-4', 'entry-3']);
      const last = await rates.flows(main, usdt, { limit: 2, after: second.next });
      expect([idsOf(last), last.next]).toEqual([['entry-2'], undefined]);
    });

    it('tells what was earned and charged in order of time, each with the last rate of its worth', async () => {
      const worth = { currency: euro, amount: decimal('20') };
      await store.record.transact(async (unit) => {
        await unit.ledger.append([
          sampleEntry(3, { type: 'staking', cash: oneOf(coin), cost: worth }),
          sampleEntry(2, { type: 'fee', cash: oneOf(coin) }),
          sampleEntry(1, { type: 'interest', cash: oneOf(usdt) }),
          sampleEntry(4, { type: 'deposit', cash: oneOf(coin) }),
          sampleEntry(5, { type: 'dividend', cash: oneOf(coin), accountId: other }),
        ]);
        await unit.rates.append([
          sampleRate(2, '60000', { currency: coin }),
          sampleRate(2, '61000', { currency: coin }),
          sampleRate(3, '60000', { currency: coin }),
          sampleRate(3, '1.1', { currency: euro }),
        ]);
      });
      const { rates } = store.record.read;
      const found = await allOf(rates.earned(main, usdt));
      expect(found.map(({ entry, rate }) => [entry.type, rate?.toString()])).toEqual([
        ['interest', undefined],
        ['fee', '61000'],
        ['staking', '1.1'],
      ]);
    });

    it('tells the fees of an instrument, each with the rate of its moment, and none that is nothing', async () => {
      const fills = [
        sampleFill(1, { fee: fee('2') }),
        sampleFill(2, { fee: fee('0') }),
        sampleFill(3, { fee: undefined }),
        sampleFill(4, { fee: fee('3') }),
      ];
      await store.record.transact(async (unit) => {
        await unit.trades.saveMany(fills);
        const movementId = fills[3]?.id;
        if (movementId !== undefined)
          await unit.rates.append([sampleRate(4, '1.2', { movementId, currency: euro })]);
      });
      const { accountId: account, instrumentId } = sampleFill(1);
      const found = await allOf(store.record.read.rates.charged(account, instrumentId, usdt));
      expect(found.map((each) => [each.fillId, each.fee.amount.toString(), each.rate?.toString()])).toEqual([
        [fills[0]?.id, '2', undefined],
        [fills[3]?.id, '3', '1.2'],
      ]);
    });

    it('has the last rate of each into the currency that is asked for, and keeps those before', async () => {
      await store.record.transact(async (unit) => {
        const cash = { currency: coin, amount: decimal('1') };
        await unit.ledger.append([sampleEntry(1, { cash }), sampleEntry(2, { cash })]);
        await unit.rates.append([sampleRate(1, '60000'), sampleRate(1, '55000', { into: euro })]);
        await unit.rates.append([
          sampleRate(1, '61000.5', { source: 'trader', pricedBy: undefined, recordedAt: startTime + 2_000 }),
        ]);
      });
      const [first, second] = await flows();
      expect(first?.rate).toEqual({
        rate: decimal('61000.5'),
        source: 'trader',
        pricedBy: undefined,
        recordedAt: startTime + 2_000,
      });
      expect(second?.rate).toBeUndefined();
      const inEuro = await store.record.read.rates.flow(ledgerEntryId('entry-1'), euro);
      expect(inEuro?.rate).toMatchObject({ rate: decimal('55000'), source: 'venue', pricedBy: btc });
    });

    it('has the rate of what moved, whatever rates a cost in another currency has', async () => {
      const [leaving, arriving] = ['-1', '1'].map((amount) => ({ currency: coin, amount: decimal(amount) }));
      const cost = { currency: euro, amount: decimal('20000') };
      await store.record.transact(async (unit) => {
        await unit.ledger.append([
          sampleEntry(1, { cash: arriving, cost }),
          sampleEntry(2, { cash: arriving, cost }),
          sampleEntry(3, { type: 'transfer', cash: leaving, link: 'both' }),
          sampleEntry(4, { type: 'transfer', cash: arriving, link: 'both', accountId: other, cost }),
        ]);
        await unit.rates.append([
          sampleRate(1, '60000'),
          ...[1, 2].map((number) => sampleRate(number, '1.1', { currency: euro })),
          sampleRate(3, '61000'),
          sampleRate(4, '1.1', { currency: euro, accountId: other }),
        ]);
      });
      expect((await flows()).map(({ rate, cancels }) => [rate?.rate.toString(), cancels])).toEqual([
        ['60000', false],
        [undefined, false],
        ['61000', true],
      ]);
    });

    it('finds none of what is in the currency itself, or is not there', async () => {
      await store.record.transact((unit) => unit.ledger.append([sampleEntry(1)]));
      expect(await store.record.read.rates.flow(ledgerEntryId('entry-1'), usdt)).toBeUndefined();
      expect(await store.record.read.rates.flow(ledgerEntryId('entry-2'), usdt)).toBeUndefined();
    });

    it('tells when kept points of the curve were changed, each moment once', async () => {
      const revises = true;
      await store.record.transact((unit) =>
        unit.rates.append([
          sampleRate(1, '1', { revises, recordedAt: startTime + 3 }),
          sampleRate(2, '1', { revises, recordedAt: startTime + 3 }),
          sampleRate(3, '1', { revises, recordedAt: startTime + 1 }),
          sampleRate(4, '1', { recordedAt: startTime + 2 }),
          sampleRate(5, '1', { revises, accountId: other, recordedAt: startTime + 4 }),
        ]),
      );
      expect(await store.record.read.rates.revisions(main)).toEqual([startTime + 1, startTime + 3]);
    });

    it('is undone with its unit of work, and refuses an account that is not there', async () => {
      await store.record.transact((unit) =>
        unit.ledger.append([sampleEntry(1, { cash: { currency: coin, amount: decimal('1') } })]),
      );
      const unit = store.record.transact(async (repositories) => {
        await repositories.rates.append([sampleRate(1, '60000')]);
        throw new Error('changed my mind');
      });
      await expect(unit).rejects.toThrow('changed my mind');
      expect((await flows())[0]?.rate).toBeUndefined();
      const stranger = { ...sampleRate(1, '60000'), accountId: accountId('nobody') };
      await expect(store.record.transact(({ rates }) => rates.append([stranger]))).rejects.toThrow(/nobody/);
    });
  });
}
