/** What rates made of what was held stands apart from what trades, entries and transfers made. */
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEntries } from '#src/application/portfolio/read-entries.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import { currency, heldId, instrumentId, type LedgerEntryId } from '#src/domain/ids.ts';
import { totalOf, type PartialSum } from '#src/domain/partial-sum.ts';
import type { Valuation } from '#src/domain/valuation.ts';
import { decimal, samplePair, startTime } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, share, usd, usdInFrancs, type FrancDesk } from './franc-desk.ts';

let francs: Awaited<ReturnType<typeof openFrancs>>;

beforeEach(async () => {
  francs = await openFrancs();
});
afterEach(() => francs.close());

const bitcoin = currency('BTC');
const coin = { ...samplePair('BTC', 'USD'), id: instrumentId('import:BTC-USD') };
const held = heldId('BTC');
const now = { [usdInFrancs.id]: '0.91', [share.id]: '250' };
const free = { currency: usd, amount: Decimal.zero };

async function valued(desk: FrancDesk, marks: Readonly<Record<string, string>> = now): Promise<Valuation> {
  const { valuation } = await desk.read(marks);
  if (valuation === undefined) throw new Error('all is folded');
  return valuation;
}

function total(sum: PartialSum): Decimal {
  return totalOf(sum) ?? decimal('NaN');
}

function text(sum: PartialSum): string | undefined {
  return totalOf(sum)?.toString();
}

/** Net profit less all its parts, which are to be all of it. */
function rest(of: Valuation): string {
  const { netProfit, realised, unrealised, income, fees, estimatedFees, gainBroughtIn, gainTakenOut } = of;
  return total(netProfit)
    .minus(total(realised))
    .minus(total(unrealised))
    .minus(total(income))
    .plus(total(fees))
    .plus(total(estimatedFees))
    .plus(total(gainBroughtIn))
    .minus(total(gainTakenOut))
    .minus(of.currencyEffect ?? decimal('NaN'))
    .minus(total(of.other))
    .toString();
}

async function entries(desk: FrancDesk, figure: ExplainedFigure) {
  const question = {
    accountIds: [desk.own],
    base: franc,
    figure,
    of: { kind: 'portfolio' },
    most: 99,
  } as const;
  return readEntries(francs.read, question, new AbortController().signal);
}

describe('the currency effect', () => {
  test('of 1,000 dollars at 0.85 and 1,000 at 0.90 is 70 francs at 0.91', async () => {
    const desk = await francs.desk();
    await desk.deposited('1000', '0.85');
    await desk.deposited('1000', '0.90');
    const valuation = await valued(desk);
    expect(valuation.currencyEffect?.toString()).toBe('70');
    expect(text(valuation.other)).toBe('0');
    expect(rest(valuation)).toBe('0');
  });

  test('has no adjustment in it, and none of what was lost', async () => {
    const desk = await francs.desk();
    await desk.deposited('1000', '0.85');
    await desk.entered({ type: 'adjustment', cash: { currency: usd, amount: decimal('100') } }, '0.9');
    await desk.entered({ type: 'loss', cash: { currency: usd, amount: decimal('-10') } }, '0.8');
    const valuation = await valued(desk);
    expect(text(valuation.other)).toBe('82');
    // 1,000 × 0.06 + 100 × 0.01 − 10 × 0.11
    expect(valuation.currencyEffect?.toString()).toBe('59.9');
    expect(rest(valuation)).toBe('0');
    expect(await entries(desk, 'other')).toMatchObject({ total: 2, unknown: 0, worth: '82' });
  });

  test('is not known while an adjustment has no rate, which is looked up', async () => {
    const desk = await francs.desk();
    await desk.deposited('1000', '0.85');
    const { id } = await desk.entered({
      type: 'adjustment',
      cash: { currency: usd, amount: decimal('100') },
    });
    const valuation = await valued(desk);
    expect(valuation.currencyEffect).toBeUndefined();
    expect(valuation.other).toMatchObject({ isWhole: false, missing: { movements: 1 } });
    expect((await desk.read(now)).unrated.map(({ movementId }) => movementId)).toEqual([id]);
  });

  test('has nothing of shares that came and went without a price', async () => {
    const desk = await francs.desk();
    await desk.deposited('2000', '0.91');
    const cost = { currency: usd, amount: decimal('1000') };
    const of = { instrumentId: share.id, cash: undefined };
    await desk.entered({ type: 'adjustment', ...of, quantity: decimal('10'), cost }, '0.91');
    await desk.entered({ type: 'transfer', ...of, quantity: decimal('-4') }, '0.91');
    const valuation = await valued(desk);
    expect(text(valuation.other)).toBe('546');
    expect(valuation.currencyEffect?.toString()).toBe('0');
    expect(await entries(desk, 'other')).toMatchObject({ total: 2, worth: '546' });
  });
});

function coins(size: string) {
  return { currency: bitcoin, amount: decimal(size) };
}

async function transferred() {
  await francs.list(coin);
  const [from, to] = [await francs.desk(), await francs.desk()];
  await from.deposited('50000', '0.9');
  await from.traded(
    { instrumentId: coin.id, quantity: decimal('2'), price: decimal('20000'), fee: free },
    '0.9',
  );
  const time = startTime + 60_000;
  const left = await from.entered({ type: 'withdrawal', cash: coins('-1'), link: 'sent', time });
  const came = await to.entered({ type: 'deposit', cash: coins('1'), link: 'sent', time: time + 1_000 });
  return { from, to, left, came };
}

async function rated(desk: FrancDesk, id: LedgerEntryId): Promise<void> {
  await desk.rated(id, '0.9', { held });
  await desk.rated(id, '27000', { held, of: bitcoin });
}

describe('a coin that goes to another portfolio', () => {
  test('takes its gain out of the one and brings it into the other', async () => {
    const { from, to, left, came } = await transferred();
    await rated(from, left.id);
    await rated(to, came.id);
    const marks = { [usdInFrancs.id]: '0.9', [coin.id]: '30000' };
    const [one, other] = [await valued(from, marks), await valued(to, marks)];
    // Worth 27,000 francs, and had cost 20,000 dollars at 0.9.
    expect([text(one.gainTakenOut), text(one.gainBroughtIn)]).toEqual(['9000', '0']);
    expect([text(other.gainTakenOut), text(other.gainBroughtIn)]).toEqual(['0', '9000']);
    for (const each of [one, other]) {
      expect(each.currencyEffect?.toString()).toBe('0');
      expect(rest(each)).toBe('0');
    }
    expect(await entries(from, 'gainTakenOut')).toMatchObject({
      worth: '9000',
      entries: [{ id: left.id, type: 'withdrawal', unit: 'BTC', amount: '1', worth: '9000' }],
    });
    expect(await entries(to, 'gainBroughtIn')).toMatchObject({
      worth: '9000',
      entries: [{ id: came.id, type: 'deposit', unit: 'BTC', amount: '1', worth: '9000' }],
    });
    expect((await entries(from, 'gainBroughtIn')).total).toBe(0);
  });

  test('is not known without the rates of its cost, which are looked up', async () => {
    const { from, to, left, came } = await transferred();
    expect((await valued(to)).gainBroughtIn).toMatchObject({ missing: { movements: 1 } });
    expect(await entries(to, 'gainBroughtIn')).toMatchObject({ total: 1, unknown: 1 });
    const wanted: unknown[] = [];
    for (const { own } of [from, to])
      for await (const all of francs.read.rates.unratedCapital(own, franc)) wanted.push(...all);
    expect(wanted).toMatchObject([
      { movementId: left.id, currency: usd, into: franc, held: 'BTC' },
      { movementId: came.id, currency: usd, into: franc, held: 'BTC' },
    ]);
  });

  test('gains nothing on the way to another account of the same', async () => {
    await francs.list(coin);
    const desk = await francs.desk();
    const second = await desk.another();
    await desk.deposited('50000', '0.9');
    await desk.traded(
      { instrumentId: coin.id, quantity: decimal('2'), price: decimal('20000'), fee: free },
      '0.9',
    );
    const cash = { currency: bitcoin, amount: decimal('1') };
    const time = startTime + 60_000;
    const gone = { ...cash, amount: decimal('-1') };
    await desk.entered({ type: 'withdrawal', cash: gone, link: 'own', time });
    await desk.entered({ accountId: second, type: 'deposit', cash, link: 'own', time: time + 1_000 });
    const valuation = await valued(desk, { [usdInFrancs.id]: '0.9', [coin.id]: '30000' });
    expect([text(valuation.gainTakenOut), text(valuation.gainBroughtIn)]).toEqual(['0', '0']);
    expect((await entries(desk, 'gainTakenOut')).total).toBe(0);
  });

  test('with a fee that stands beside it, and to nowhere of ours, takes its gain out too', async () => {
    const { from } = await transferred();
    const cash = { currency: bitcoin, amount: decimal('-0.5') };
    const left = await from.entered({ type: 'withdrawal', cash, link: 'with-fee', time: startTime + 90_000 });
    expect((await valued(from)).gainTakenOut).toMatchObject({ missing: { movements: 2 } });
    expect((await entries(from, 'gainTakenOut')).entries.map(({ id }) => id)).toContain(left.id);
  });
});

let listed = 0;

function francsOf(amount: bigint) {
  return { currency: franc, amount: Decimal.from(String(amount)) };
}

const size = fc.bigInt({ min: 1n, max: 20n });
const step = fc.record({
  kind: fc.constantFrom(
    'buy',
    'sell',
    'money',
    'lost',
    'brought',
    'took',
    'expired',
    'fee',
    'dividend',
    'back',
  ),
  quantity: size,
  price: size,
});

test('in one currency there is none, to the last digit, whatever was entered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const desk = await francs.desk();
      const ours = { ...share, id: instrumentId(`import:OURS${++listed}`), quote: franc, settle: franc };
      await francs.list(ours);
      const of = { instrumentId: ours.id, cash: undefined };
      await desk.entered({ cash: francsOf(1_000n) });
      let there = 0n;
      for (const { kind, quantity, price } of steps) {
        const most = quantity < there ? quantity : there;
        const less = Decimal.from(String(-most));
        const isHeld = there > 0n;
        const fee = francsOf(1n);
        if (kind === 'buy') {
          await desk.traded({
            ...of,
            quantity: Decimal.from(String(quantity)),
            price: Decimal.from(String(price)),
            fee,
          });
          there += quantity;
        } else if (kind === 'brought') {
          await desk.entered({
            type: 'adjustment',
            ...of,
            quantity: Decimal.from(String(quantity)),
            cost: francsOf(price),
          });
          there += quantity;
        } else if (kind === 'money') await desk.entered({ type: 'adjustment', cash: francsOf(price) });
        else if (kind === 'lost') await desk.entered({ type: 'loss', cash: francsOf(-price) });
        else if (kind === 'fee') await desk.entered({ type: 'fee', cash: francsOf(-price) });
        else if (kind === 'dividend')
          await desk.entered({ type: 'dividend', instrumentId: ours.id, cash: francsOf(price) });
        else if (!isHeld) continue;
        else if (kind === 'sell') {
          const terms = {
            side: 'SELL',
            quantity: less.negated(),
            price: Decimal.from(String(price)),
            fee,
          } as const;
          await desk.traded({ ...of, ...terms });
          there -= most;
        } else if (kind === 'took') {
          await desk.entered({ type: 'transfer', ...of, quantity: less });
          there -= most;
        } else if (kind === 'expired') {
          await desk.entered({ type: 'expiry', ...of, quantity: less });
          there -= most;
        } else
          await desk.entered({
            type: 'return-of-capital',
            instrumentId: ours.id,
            cash: francsOf(price),
            quantity: undefined,
          });
      }
      const valuation = await valued(desk, { [ours.id]: '7' });
      expect(valuation.currencyEffect?.toString()).toBe('0');
      expect(rest(valuation)).toBe('0');
      expect((await entries(desk, 'other')).worth ?? '0').toBe(text(valuation.other));
    }),
    { numRuns: 20 },
  );
}, 120_000);
