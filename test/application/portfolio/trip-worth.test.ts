/** What trades brought and cost counts at the rate of its moment, whatever the rate does afterwards. */
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { readUnsettled } from '#src/application/portfolio/read-unsettled.ts';
import { currency as currencyOf, heldId, instrumentId } from '#src/domain/ids.ts';
import { totalOf, type PartialSum } from '#src/domain/partial-sum.ts';
import type { LedgerEntryType } from '#src/domain/entry-types.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { decimal, samplePair, startTime } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, share, usd, usdInFrancs, type FrancDesk } from './franc-desk.ts';

let francs: Awaited<ReturnType<typeof openFrancs>>;

beforeEach(async () => {
  francs = await openFrancs();
});
afterEach(() => francs.close());

const now = { [usdInFrancs.id]: '0.91', [share.id]: '250' };

function text(sum: PartialSum | undefined): string | undefined {
  if (sum === undefined) return undefined;
  return sum.isWhole ? sum.total.toString() : `${sum.known.toString()} + ${sum.missing.movements}`;
}

async function figures(desk: FrancDesk, marks: Readonly<Record<string, string>> = now) {
  const { valuation } = await desk.read(marks);
  return { realised: text(valuation?.realised), fees: text(valuation?.fees) };
}

async function lacking({ own }: FrancDesk): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const legs of francs.read.rates.unratedWorth(own, franc))
    found.push(...legs.map(({ movementId, currency }) => `${movementId} ${currency}`));
  return found;
}

async function unsettled({ own }: FrancDesk) {
  const question = { accountIds: [own], base: franc, most: 10, refused: [] };
  return readUnsettled(francs.read, question, new AbortController().signal);
}

const [ten, none] = [decimal('10'), Decimal.zero];

describe('in dollars, of a portfolio in francs', () => {
  test('a result and a fee stay what they were worth when the rate is another', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.8');
    await desk.traded({ quantity: ten, price: decimal('100') }, '0.8');
    await desk.traded(
      { side: 'SELL', quantity: ten, price: decimal('200'), fee: { currency: usd, amount: ten } },
      '0.85',
    );
    expect(await figures(desk)).toEqual({ realised: '850', fees: '8.5' });
    expect(await figures(desk, { ...now, [usdInFrancs.id]: '2' })).toEqual({ realised: '850', fees: '8.5' });
  });

  test('without a rate it is not known, and counted; a rate that comes makes it so', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.8');
    await desk.traded({ quantity: ten, price: decimal('100') }, '0.8');
    const sale = await desk.traded({
      side: 'SELL',
      quantity: decimal('4'),
      price: decimal('200'),
      fee: { currency: usd, amount: ten },
    });
    expect(await figures(desk)).toEqual({ realised: '0 + 1', fees: '0 + 1' });
    expect(await lacking(desk)).toEqual([`${sale.id} USD`]);
    const { legs } = await unsettled(desk);
    expect(legs.rows).toMatchObject([{ movementId: sale.id, part: 'paid', amount: '800', into: 'CHF' }]);
    await desk.rated(sale.id, '0.85');
    expect(await lacking(desk)).toEqual([]);
    expect((await unsettled(desk)).legs.total).toBe(0);
    expect(await figures(desk)).toEqual({ realised: '340', fees: '8.5' });
    await desk.rated(sale.id, '0.9');
    expect(await figures(desk)).toEqual({ realised: '360', fees: '9' });
  });

  test('a fee in francs is worth itself', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.8');
    await desk.traded(
      { quantity: ten, price: decimal('100'), fee: { currency: franc, amount: decimal('7') } },
      '0.8',
    );
    expect(await figures(desk)).toEqual({ realised: '0', fees: '7' });
  });

  test('several round trips, open and closed, add up', async () => {
    const desk = await francs.desk();
    await desk.deposited('9000', '0.8');
    const fee = { currency: usd, amount: none };
    await desk.traded({ quantity: ten, price: decimal('100'), fee }, '0.8');
    await desk.traded({ side: 'SELL', quantity: ten, price: decimal('200'), fee }, '0.85');
    await desk.traded({ quantity: ten, price: decimal('100'), fee }, '0.9');
    await desk.traded({ side: 'SELL', quantity: decimal('5'), price: decimal('80'), fee }, '0.95');
    // 1,000 at 0.85 and −100 at 0.95
    expect(await figures(desk)).toEqual({ realised: '755', fees: '0' });
  });
});

describe('what an entry of the ledger realises in dollars', () => {
  const own = { instrumentId: share.id } as const;
  const sold = (type: LedgerEntryType, cash?: string): Partial<LedgerEntry> => ({
    type,
    ...own,
    cash: cash === undefined ? undefined : { currency: usd, amount: decimal(cash) },
    quantity: decimal('-10'),
  });
  const cases: readonly (readonly [string, Partial<LedgerEntry>, string])[] = [
    ['what expires', sold('expiry'), '-900'],
    ['what is lost', sold('loss'), '-900'],
    ['cash in lieu', sold('merger', '1500'), '450'],
    ['a liquidation', sold('liquidation', '500'), '-450'],
    [
      'what is paid back beyond the cost',
      {
        type: 'return-of-capital',
        ...own,
        cash: { currency: usd, amount: decimal('1200') },
        quantity: undefined,
      },
      '180',
    ],
  ];
  test.each(cases)(
    '%s is not known without a rate, is listed, and known with one',
    async (_name, terms, worth) => {
      const desk = await francs.desk();
      await desk.deposited('2000', '0.8');
      const fee = { currency: usd, amount: none };
      await desk.traded({ quantity: ten, price: decimal('100'), fee }, '0.8');
      const entry = await desk.entered(terms);
      expect((await figures(desk)).realised).toBe('0 + 1');
      const wanted: unknown[] = [];
      for await (const entries of francs.read.rates.unratedResults(desk.own, franc)) wanted.push(...entries);
      expect(wanted).toMatchObject([{ movementId: entry.id, currency: usd, into: franc, held: share.id }]);
      const { entries } = await unsettled(desk);
      expect(entries.rows.map(({ movementId }) => movementId)).toEqual([entry.id]);
      await desk.rated(entry.id, '0.9');
      expect((await figures(desk)).realised).toBe(worth);
      expect((await unsettled(desk)).entries.total).toBe(0);
    },
  );

  test('what a short owes by a spin-off and is delivered of what is held is listed too', async () => {
    const parent = { ...share, id: instrumentId('import:PARENT'), symbol: 'PARENT' };
    await francs.list(parent);
    const desk = await francs.desk();
    const account = await francs.read.accounts.get(desk.own);
    await francs.files.record.transact((unit) => unit.accounts.save({ ...account, mayBorrow: true }));
    await desk.traded({ quantity: decimal('3'), price: decimal('50') }, '0.8');
    const sale = {
      instrumentId: parent.id,
      side: 'SELL',
      quantity: decimal('2'),
      price: decimal('950'),
    } as const;
    const short = await desk.traded(sale);
    await desk.rated(short.id, '0.8', { held: heldId(parent.id) });
    const off = { type: 'spin-off', cash: undefined, link: 'spun off', time: startTime + 60_000 } as const;
    await desk.entered({ ...off, instrumentId: parent.id, ratio: { new: 1, old: 10 } });
    const owed = await desk.entered({ ...off, ...own, quantity: decimal('-1') });
    expect((await figures(desk)).realised).toBe('0 + 1');
    const wanted: string[] = [];
    for await (const entries of francs.read.rates.unratedResults(desk.own, franc))
      wanted.push(...entries.map(({ movementId }) => movementId));
    expect(wanted).toEqual([owed.id]);
    await desk.rated(owed.id, '0.9');
    // A tenth of 1,900, less 50, at 0.9.
    expect((await figures(desk)).realised).toBe('126');
  });

  test('a purchase for rights, and what leaves with its lots, realise nothing and are not listed for it', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.8');
    await desk.traded({ quantity: ten, price: decimal('100') }, '0.8');
    const paid = { currency: usd, amount: decimal('-20') };
    await desk.entered({ type: 'rights', ...own, cash: paid, quantity: decimal('2') }, '0.8');
    await desk.entered({ type: 'adjustment', ...own, cash: undefined, quantity: decimal('-1') });
    const lost = await desk.entered({ type: 'loss', ...own, cash: undefined, quantity: decimal('-1') });
    const wanted: string[] = [];
    for await (const entries of francs.read.rates.unratedResults(desk.own, franc))
      wanted.push(...entries.map(({ movementId }) => movementId));
    expect(wanted).toEqual([lost.id]);
  });
});

test('what a portfolio is to be measured in has rates of what was closed looked up before', async () => {
  const desk = await francs.desk();
  const euro = currencyOf('EUR');
  await desk.deposited('2000', '0.8');
  const bought = await desk.traded(
    { quantity: ten, price: decimal('100'), fee: { currency: franc, amount: ten } },
    '0.8',
  );
  const sold = await desk.traded({ side: 'SELL', quantity: ten, price: decimal('200') }, '0.85');
  await desk.traded({ quantity: ten, price: decimal('100') }, '0.8');
  const lost = await desk.entered(
    { type: 'loss', instrumentId: share.id, cash: undefined, quantity: decimal('-1') },
    '0.8',
  );
  const wanted: string[] = [];
  for await (const legs of francs.read.rates.unratedWorth(desk.own, euro, true))
    wanted.push(...legs.map(({ movementId, currency, into }) => `${movementId} ${currency} ${into}`));
  for await (const legs of francs.read.rates.unratedResults(desk.own, euro, true))
    wanted.push(...legs.map(({ movementId, currency, into }) => `${movementId} ${currency} ${into}`));
  expect(wanted.toSorted()).toEqual(
    [`${bought.id} CHF EUR`, `${sold.id} USD EUR`, `${lost.id} USD EUR`].toSorted(),
  );
  // Nothing lacks anything in what it is measured in now.
  expect(await lacking(desk)).toEqual([]);
});

test('shares that were earned have their worth told in To settle', async () => {
  const desk = await francs.desk();
  const own = { instrumentId: share.id, cash: undefined, quantity: ten } as const;
  const told = { currency: usd, amount: decimal('50') };
  const { id } = await desk.entered({ type: 'dividend', ...own });
  await desk.entered({ type: 'airdrop', ...own, cost: told }, '0.8');
  const { costs } = await unsettled(desk);
  expect(costs.rows.map((row) => row.id)).toEqual([id]);
  expect((await desk.read(now)).valuation?.income).toMatchObject({ missing: { movements: 1 } });
});

describe('a coin that is priced in dollars', () => {
  const bitcoin = currencyOf('BTC');
  const coin = { ...samplePair('BTC', 'USD'), id: instrumentId('import:BTC-USD') };
  const own = (amount: string) => ({ cash: { currency: bitcoin, amount: decimal(amount) } });

  test('that is paid out takes the gain along that it had in francs, once both its rates are known', async () => {
    await francs.files.record.transact((unit) => unit.instruments.saveMany([coin]));
    const desk = await francs.desk();
    await desk.deposited('50000', '0.8');
    const fee = { currency: usd, amount: none };
    await desk.traded({ instrumentId: coin.id, quantity: decimal('2'), price: decimal('20000'), fee }, '0.8');
    const left = await desk.entered({ type: 'withdrawal', ...own('-1') });
    expect((await desk.read(now)).valuation?.gainTakenOut).toMatchObject({ missing: { movements: 1 } });
    const wanted: unknown[] = [];
    for await (const entries of francs.read.rates.unratedCapital(desk.own, franc)) wanted.push(...entries);
    expect(wanted).toMatchObject([{ movementId: left.id, currency: usd, into: franc, held: 'BTC' }]);
    await desk.rated(left.id, '0.9', { held: heldId('BTC') });
    await desk.rated(left.id, '27000', { held: heldId('BTC'), of: bitcoin });
    // Worth 27,000 francs, and had cost 20,000 dollars, at 0.9.
    expect(totalOf((await desk.read(now)).valuation?.gainTakenOut)?.toString()).toBe('9000');
  });
});

const whole = (most: number) => fc.bigInt({ min: 1n, max: BigInt(most) });
/** At a rate of so many hundredths. */
const step = fc.record({
  kind: fc.constantFrom('deposit', 'buy', 'sell'),
  quantity: whole(9),
  price: whole(500),
  fee: fc.bigInt({ min: 0n, max: 9n }),
  feeIn: fc.constantFrom(usd, franc),
  rate: whole(300),
  /** Of a fee in francs, in dollars. */
  turned: fc.option(whole(300)),
});

/** What rates did to the dollars that there were, in cash and in what shares had cost: so much for each change of the rate. */
class Dollars {
  #lots: readonly { readonly quantity: bigint; readonly price: bigint }[] = [];
  #book = 0n;
  #rate = 0n;
  effect = 0n;

  get held(): bigint {
    return this.#lots.reduce((sum, { quantity }) => sum + quantity, 0n);
  }

  at(rate: bigint): void {
    this.effect += this.#book * (rate - this.#rate);
    this.#rate = rate;
  }

  add(amount: bigint): void {
    this.#book += amount;
  }

  buy(quantity: bigint, price: bigint): void {
    this.#lots = [...this.#lots, { quantity, price }];
  }

  /** The first that was bought, first. */
  sell(quantity: bigint, price: bigint): void {
    let left = quantity;
    const kept: { readonly quantity: bigint; readonly price: bigint }[] = [];
    for (const lot of this.#lots) {
      const taken = left < lot.quantity ? left : lot.quantity;
      left -= taken;
      this.#book += taken * (price - lot.price);
      if (taken < lot.quantity) kept.push({ ...lot, quantity: lot.quantity - taken });
    }
    this.#lots = kept;
  }
}

test('what is left of the net profit is what rates did to dollars, to the last digit, whatever was traded at which rates', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 9 }),
      whole(300),
      whole(500),
      async (steps, last, price) => {
        const desk = await francs.desk();
        const dollars = new Dollars();
        for (const { kind, quantity, price: paid, fee, feeIn, rate, turned } of steps) {
          dollars.at(rate);
          const rated = hundredths(rate);
          if (kind === 'deposit') {
            await desk.deposited(String(quantity * 100n), rated);
            dollars.add(quantity * 100n);
            continue;
          }
          const isSale = kind === 'sell' && dollars.held > 0n;
          const size = isSale && quantity > dollars.held ? dollars.held : quantity;
          const { id } = await desk.traded(
            {
              side: isSale ? 'SELL' : 'BUY',
              quantity: decimal(String(size)),
              price: decimal(String(paid)),
              fee: { currency: feeIn, amount: decimal(String(fee)) },
            },
            rated,
          );
          if (feeIn === franc && turned !== null)
            await desk.rated(id, hundredths(turned), { of: franc, into: usd });
          if (isSale) dollars.sell(size, paid);
          else dollars.buy(size, paid);
          if (feeIn === usd) dollars.add(-fee);
        }
        dollars.at(last);
        const { valuation } = await desk.read({
          [usdInFrancs.id]: hundredths(last),
          [share.id]: String(price),
        });
        if (valuation === undefined) throw new Error('all is folded');
        const { realised, unrealised, income, fees, currencyEffect = decimal('NaN') } = valuation;
        expect(currencyEffect.toString()).toBe(hundredths(dollars.effect));
        expect(total(valuation.equity).minus(total(valuation.deposited))).toEqual(
          total(realised).plus(total(unrealised)).plus(total(income)).minus(total(fees)).plus(currencyEffect),
        );
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

function total(sum: PartialSum): Decimal {
  return totalOf(sum) ?? decimal('NaN');
}

function hundredths(amount: bigint): string {
  return Decimal.from(String(amount)).times(decimal('0.01')).toString();
}
