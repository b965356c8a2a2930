import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costMethods, type LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { checkEntry } from '#src/domain/entry-problem.ts';
import { inFoldOrder } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import { gainOf, GainsFold } from '#src/domain/gains.ts';
import { movementOf } from '#src/domain/held.ts';
import { holdingsBefore, holdingsOf, MovementSum, worthOf } from '#src/domain/holdings.ts';
import { accountId, currency, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import { averageOf, isInverse, notionalOf, settlementProblem } from '#src/domain/instrument.ts';
import { cashOf, entriesOfFill, type LedgerEntry } from '#src/domain/ledger.ts';
import { averagePrice, marketValue, unrealisedProfit } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { checkRisk, noLimits } from '#src/domain/risk-limits.ts';
import { decimalBetween, fillOf, instrumentOf, lotMethod, orderOf, type FillText } from './arbitraries.ts';
import { borrowing, foldFills } from './fold-fills.ts';
import { profitOf } from './fraction-contracts.ts';
import { distance, fractionOf } from './fraction-trips.ts';

const btc = currency('BTC');
const usd = currency('USD');
/** One contract is one dollar, as of most venues. */
const inverse = instrumentOf({
  id: instrumentId('venue:BTCUSD'),
  kind: 'perpetual',
  base: btc,
  quote: usd,
  settle: btc,
});
const linear = instrumentOf({ kind: 'future' });

function traded(all: readonly Omit<FillText, 'id'>[]): readonly Fill[] {
  return all.map((text, at) => ({
    ...fillOf({ ...text, id: `${at + 1}` }),
    instrumentId: inverse.id,
  }));
}

function buy(quantity: string, price: string): Omit<FillText, 'id'> {
  return { side: 'BUY', quantity, price };
}

function sell(quantity: string, price: string): Omit<FillText, 'id'> {
  return { side: 'SELL', quantity, price };
}

function foldOf(all: readonly Omit<FillText, 'id'>[], method: LotMethod = 'FIFO') {
  return foldFills(traded(all), inverse, method);
}

describe('what a contract is settled in', () => {
  test.each([
    ['USDT', 'perpetual', false, undefined],
    ['BTC', 'perpetual', true, undefined],
    ['BTC', 'future', true, undefined],
    ['ETH', 'perpetual', false, 'QUANTO'],
    ['ETH', 'option', false, 'NOT_IN_QUOTE'],
    ['BTC', 'option', false, 'NOT_IN_QUOTE'],
    ['BTC', 'spot', false, 'NOT_IN_QUOTE'],
    ['USDT', 'spot', false, undefined],
  ] as const)('%s, a %s on BTC in USDT', (settle, kind, expected, problem) => {
    const instrument = instrumentOf({ kind, settle: currency(settle) });
    expect([isInverse(instrument), settlementProblem(instrument)]).toEqual([expected, problem]);
  });

  test('its quote, whatever it is on: no inverse contract', () => {
    const instrument = instrumentOf({ kind: 'future', quote: btc, settle: btc });
    expect([isInverse(instrument), settlementProblem(instrument)]).toEqual([false, undefined]);
    expect(notionalOf(instrument, Decimal.from('2'), Decimal.from('0.5')).toString()).toBe('1');
    expect(averageOf(instrument, Decimal.from('2'), Decimal.one)?.toString()).toBe('0.5');
  });
});

describe('an inverse contract', () => {
  test('10,000 of one dollar, bought at 50,000 and sold at 40,000, lose 0.05 BTC', () => {
    const [trip] = foldOf([buy('10000', '50000'), sell('10000', '40000')]);
    expect(trip?.realised.toString()).toBe('-0.05');
    expect(trip?.currency).toBe('BTC');
    expect(trip?.closedAt).toBeDefined();
    expect(trip?.cost.isZero()).toBe(true);
  });

  test('sold first at 50,000 and bought back at 40,000, they win 0.05 BTC', () => {
    expect(foldOf([sell('10000', '50000'), buy('10000', '40000')])[0]?.realised.toString()).toBe('0.05');
  });

  test('is worth its dollars in coins, with the side’s sign, and profits as the price rises', () => {
    const [trip] = foldOf([buy('10000', '40000')]);
    if (trip === undefined) throw new Error('a position is open');
    const mark = Decimal.from('50000');
    expect(marketValue(trip, inverse, mark)?.toString()).toBe('0.2');
    expect(unrealisedProfit(trip, inverse, mark)?.toString()).toBe('0.05');
    const [short] = foldOf([sell('10000', '40000')]);
    expect(short && marketValue(short, inverse, mark)?.toString()).toBe('-0.2');
    expect(short && unrealisedProfit(short, inverse, mark)?.toString()).toBe('-0.05');
    expect(unrealisedProfit(trip, inverse, Decimal.zero)).toBeUndefined();
  });

  test('has a harmonic average price', () => {
    const [trip] = foldOf([buy('10000', '50000'), buy('10000', '40000')], 'AVERAGE');
    // 20,000 dollars over 0.45 coins.
    expect(trip && averagePrice(trip, inverse)?.toString()).toBe('44444.444444444444444444');
  });

  test('moves no cash when it is traded', () => {
    expect(cashOf(traded([buy('10000', '50000')]).flatMap((fill) => entriesOfFill(fill, inverse)))).toEqual(
      [],
    );
  });

  test('is rounded once a fill, to 18 places half to even', () => {
    expect(notionalOf(inverse, Decimal.one, Decimal.from('3')).toString()).toBe('0.333333333333333333');
    expect(notionalOf(inverse, Decimal.from('200'), Decimal.from('3')).toString()).toBe(
      '66.666666666666666667',
    );
  });

  test('counts in what is held as its profit, now and before what moved', () => {
    const fills = traded([buy('10000', '50000'), sell('4000', '40000')]);
    const open = foldFills(fills, inverse, 'FIFO').map((position) => ({ position, instrument: inverse }));
    const marginProfit = open.map(({ position }) => ({ currency: btc, amount: position.realised }));
    const now = holdingsOf({ cash: [], marginProfit }, open);
    const prices = {
      instrument: () => inverse,
      priceOf: () => Decimal.from('25000'),
      rateOf: () => Decimal.one,
    };
    // 4,000: 0.08 − 0.1; 6,000 at 25,000: 0.12 − 0.24.
    expect(worthOf(now, prices)?.toString()).toBe('-0.14');
    const moved = new MovementSum();
    for (const fill of fills) moved.addFill(fill, inverse, usd);
    expect(worthOf(holdingsBefore(now, moved.sum()), prices)?.toString()).toBe('0');
  });

  test('brings as a gain what its entry was worth, and costs what its exit was', () => {
    const gains = new GainsFold(borrowing(accountId('account'), inverse, 'FIFO'), () => 'FIFO');
    const [bought, sold] = traded([
      { ...buy('10000', '50000'), fee: ['0.0001', 'BTC'] },
      { ...sell('10000', '40000'), fee: ['0.0002', 'BTC'] },
    ]);
    if (bought === undefined || sold === undefined) throw new Error('two fills');
    // The coin of a fee has a rate of its moment, which makes no profit of a contract that is told in coins.
    const rates = [{ currency: btc, into: usd, rate: Decimal.from('50000') }];
    gains.add({ ...bought, rates });
    const [disposal] = gains.add({ ...sold, rates });
    expect(disposal?.proceeds?.value.toString()).toBe('0.2');
    expect(disposal?.cost?.value.toString()).toBe('0.25');
    expect(disposal?.proceeds?.fees.toString()).toBe('0.0001');
    expect(disposal && gainOf(disposal)?.toString()).toBe('-0.0503');
    expect([disposal?.cost?.currency, disposal?.isShort]).toEqual(['BTC', false]);
  });

  test('that was bought dearest is the first by HIFO: it brings least', () => {
    const gains = new GainsFold(borrowing(accountId('account'), inverse, 'FIFO'), () => 'HIFO');
    const disposals = traded([buy('100', '40000'), buy('100', '50000'), sell('100', '62500')]).map((fill) =>
      gains.add(fill),
    );
    // 100 / 50,000 − 100 / 62,500.
    expect(disposals.flat().map((one) => gainOf(one)?.toString())).toEqual(['0.0004']);
  });

  test('that comes in with a cost has that as its value then', () => {
    const fold = new PositionFold({ ...borrowing(accountId('account'), inverse, 'FIFO'), listing: inverse });
    fold.add(movement({ quantity: '10000', cost: '0.2' }));
    const [sold] = traded([sell('10000', '40000')]);
    if (sold === undefined) throw new Error('a sale');
    const [closed] = fold.add({ ...sold, time: 2 });
    expect(closed?.realised.toString()).toBe('-0.05');
  });

  test('is limited by what it may be worth at the lowest of the prices', () => {
    const limits = { ...noLimits, maxNotional: Decimal.from('0.2') };
    const terms = { ...orderOf({ quantity: Decimal.from('10000') }), instrumentId: inverse.id };
    const context = {
      instrument: inverse,
      reference: Decimal.from('40000'),
      levels: undefined,
      openOrders: 0,
    };
    const at = (side: 'BUY' | 'SELL', price: string) =>
      checkRisk(limits, { ...terms, side, limitPrice: Decimal.from(price) }, context);
    // A purchase may fill below its limit, for more coins; a sale never does.
    expect(at('BUY', '50000')?.code).toBe('RISK_LIMIT');
    expect(at('SELL', '50000')).toBeUndefined();
  });
});

function costIn(code: string) {
  return { currency: currency(code), amount: Decimal.one };
}

function entryOf(change: Partial<LedgerEntry>): LedgerEntry {
  return {
    id: ledgerEntryId('e'),
    accountId: accountId('account'),
    type: 'deposit',
    time: 1,
    cash: undefined,
    instrumentId: inverse.id,
    quantity: Decimal.from('10000'),
    note: undefined,
    ...change,
  };
}

function movement({ quantity, cost }: { readonly quantity: string; readonly cost: string }) {
  const moved = movementOf(
    entryOf({ quantity: Decimal.from(quantity), cost: { currency: btc, amount: Decimal.from(cost) } }),
    undefined,
  );
  if (moved === undefined) throw new Error('contracts move');
  return moved;
}

describe('an entry by hand of inverse contracts', () => {
  const facts = {
    now: 10,
    instrument: inverse,
    corrected: undefined,
    isCorrected: false,
    base: usd,
  };

  test('may tell what they cost in the coin that settles them', () => {
    expect(checkEntry(entryOf({ cost: costIn('BTC') }), facts)).toEqual([]);
    expect(checkEntry(entryOf({ cost: costIn('USD') }), facts)).toEqual([
      { field: 'cost', code: 'OTHER_CURRENCY' },
    ]);
  });

  test.each([
    ['expiry', { quantity: Decimal.from('-1') }],
    ['loss', { quantity: Decimal.from('-1') }],
    ['return-of-capital', { quantity: undefined, cash: { currency: btc, amount: Decimal.one } }],
    ['spin-off', { quantity: undefined, ratio: { new: 1, old: 10 } }],
  ] as const)('is no %s: they end at a price', (type, change) => {
    expect(checkEntry(entryOf({ type, ...change }), facts)).toEqual([
      { field: 'asset', code: 'ENDS_AT_PRICE' },
    ]);
  });
});

/** Few quantities and prices, so that positions often come to zero and go through it. */
const trade = fc.record({
  side: fc.constantFrom<'BUY' | 'SELL'>('BUY', 'SELL'),
  quantity: fc.oneof(fc.constantFrom('100', '200', '300').map(Decimal.from), decimalBetween(1n, 99_999n, 0)),
  price: decimalBetween(1n, 10_000_000n, 2),
});

describe('any trades of linear and inverse contracts', () => {
  test('come to what a second implementation in fractions makes of them', () => {
    fc.assert(
      fc.property(
        fc.array(trade, { minLength: 1, maxLength: 25 }),
        fc.constantFrom('linear', 'inverse' as const),
        lotMethod,
        fc.constantFrom('1', '100', '0.001'),
        decimalBetween(1n, 10_000_000n, 2),
        (trades, kind, method, multiplier, mark) => {
          const of = kind === 'linear' ? linear : inverse;
          const instrument = { ...of, multiplier: Decimal.from(multiplier) };
          const fills = trades.map((each, at): Fill => {
            const fill = fillOf({ id: `${at + 1}`, side: each.side, quantity: '1', price: '1' });
            return { ...fill, ...each, instrumentId: instrument.id };
          });
          const trips = foldFills(inFoldOrder(fills), instrument, method);
          const realised = Decimal.sum(trips.map((trip) => trip.realised));
          const unrealised = Decimal.sum(
            trips.flatMap((trip) =>
              trip.quantity.isZero() ? [] : (unrealisedProfit(trip, instrument, mark) ?? []),
            ),
          );
          const expected = profitOf(
            trades.map(({ side, quantity, price }) => ({
              quantity: fractionOf((side === 'BUY' ? quantity : quantity.negated()).toString()),
              price: fractionOf(price.toString()),
            })),
            {
              kind: kind === 'linear' ? kind : 'inverse',
              multiplier: fractionOf(multiplier),
              method,
              mark: fractionOf(mark.toString()),
            },
          );
          expect(distance(fractionOf(realised.toString()), expected.realised)).toBe(0n);
          expect(distance(fractionOf(unrealised.toString()), expected.unrealised)).toBe(0n);
        },
      ),
      { numRuns: 600 },
    );
  });

  test('have the same sum of gains by every method, once all is closed', () => {
    fc.assert(
      fc.property(
        fc.array(trade, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(...costMethods),
        (trades, method) => {
          const fills = trades.map((each, at): Fill => {
            const fill = fillOf({
              id: `${at + 1}`,
              side: each.side,
              quantity: '1',
              price: '1',
              fee: ['0', 'BTC'],
            });
            return { ...fill, ...each, instrumentId: inverse.id };
          });
          const net = Decimal.sum(
            trades.map(({ side, quantity }) => (side === 'BUY' ? quantity : quantity.negated())),
          );
          const last = fillOf({
            id: '99',
            side: net.isPositive() ? 'SELL' : 'BUY',
            quantity: '1',
            price: '500',
          });
          const all = net.isZero()
            ? fills
            : [...fills, { ...last, quantity: net.abs(), instrumentId: inverse.id }];
          const fold = new GainsFold(borrowing(accountId('account'), inverse, 'FIFO'), () => method);
          const gains = all.flatMap((fill) => fold.add(fill)).map((one) => gainOf(one) ?? Decimal.zero);
          const realised = foldFills(all, inverse, 'FIFO').map((trip) => trip.realised);
          expect(Decimal.sum(gains).toString()).toBe(Decimal.sum(realised).toString());
        },
      ),
      { numRuns: 300 },
    );
  });
});
