import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { costMethods } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import { gainOf, GainsFold } from '#src/domain/gains.ts';
import { heldOf, movementOf } from '#src/domain/held.ts';
import { accountId, currency, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Holding } from '#src/domain/leg-effect.ts';
import { unrealisedProfit, type Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { withResults } from '#src/domain/settled-results.ts';
import { decimalBetween, fillOf, instrumentOf, lotMethod } from './arbitraries.ts';

const main = accountId('main');
const btc = currency('BTC');
const usdt = currency('USDT');
const spot = instrumentOf({ id: instrumentId('venue:BTC-USDT') });
const inverse = instrumentOf({
  id: instrumentId('venue:BTCUSD'),
  kind: 'perpetual',
  base: btc,
  quote: currency('USD'),
  settle: btc,
});

/** A trade of the coin or of contracts, or a deposit of the coin with a told cost. */
const happening = fc.record({
  what: fc.constantFrom<'spot' | 'inverse' | 'deposit'>('spot', 'inverse', 'inverse', 'deposit'),
  side: fc.constantFrom<'BUY' | 'SELL'>('BUY', 'SELL'),
  quantity: fc.oneof(fc.constantFrom('100', '200').map(Decimal.from), decimalBetween(1n, 9_999n, 0)),
  price: decimalBetween(100n, 9_000_000n, 2),
  fee: decimalBetween(0n, 99n, 4),
});
type Happening = {
  readonly what: 'spot' | 'inverse' | 'deposit';
  readonly side: 'BUY' | 'SELL';
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly fee: Decimal;
};

/** What the coin was worth then is the price of then. */
function legOf({ what, side, quantity, price, fee }: Happening, time: number): Leg {
  const rates = [{ currency: btc, into: usdt, rate: price }];
  if (what !== 'deposit') {
    const instrument = what === 'spot' ? spot : inverse;
    const fill = fillOf({ id: `${time}`, side, quantity: '1', price: '1' });
    const charged = { currency: btc, amount: what === 'spot' ? Decimal.zero : fee };
    const of = { accountId: main, instrumentId: instrument.id, time, rates };
    return { ...fill, ...of, quantity, price, fee: charged };
  }
  const movement = movementOf(
    {
      id: ledgerEntryId(`m${time}`),
      accountId: main,
      type: 'deposit',
      time,
      cash: { currency: btc, amount: quantity },
      cost: { currency: usdt, amount: costOf({ quantity, fee }) },
      instrumentId: undefined,
      quantity: undefined,
    },
    btc,
  );
  if (movement === undefined) throw new Error('a coin moves');
  return { ...movement, rates };
}

/** As much as anything: it has nothing to do with the worth. */
function costOf({ quantity, fee }: Pick<Happening, 'quantity' | 'fee'>): Decimal {
  return quantity.times(fee);
}

function holdingOf(instrument: Instrument, method: Holding['method']): Holding {
  return {
    accountId: main,
    held: heldOf(instrument),
    method,
    mayBeShort: true,
    instruments: new Map([spot, inverse].map((one) => [one.id, one])),
    listing: instrument,
    listingIn: () => instrument,
    base: usdt,
  };
}

async function* inPieces(some: readonly Leg[]): AsyncIterable<readonly Leg[]> {
  for (let at = 0; at < some.length; at += 3) yield some.slice(at, at + 3);
}

async function folded(all: readonly Happening[], method: Holding['method']) {
  const legs = all.map(legOf);
  const isOfContract = (leg: Leg) => leg.source !== 'ledger' && leg.instrumentId === inverse.id;
  const told: Leg[] = [];
  const settled = {
    contracts: new Set([inverse.id]),
    legsOf: () => inPieces(legs.filter(isOfContract)),
    foldOf: async () => new PositionFold(holdingOf(inverse, method)),
  };
  for await (const piece of withResults(inPieces(legs), settled)) told.push(...piece);
  const contracts = legs.filter(isOfContract);
  return { legs: told, coin: trips(spot, told, method), contract: trips(inverse, contracts, method) };
}

function trips(instrument: Instrument, legs: readonly Leg[], method: Holding['method']) {
  const fold = new PositionFold(holdingOf(instrument, method));
  return [...legs.flatMap((leg) => fold.add(leg)), ...fold.unfinished()];
}

function sum(all: readonly Decimal[]): Decimal {
  return Decimal.sum(all);
}

function unrealisedOf(all: readonly Position[], instrument: Instrument, mark: Decimal): Decimal {
  return sum(all.map((trip) => unrealisedProfit(trip, instrument, mark) ?? Decimal.zero));
}

test('equity less what was paid in is all that was realised, unrealised and paid, to the last digit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 25 }),
      lotMethod,
      decimalBetween(100n, 9_000_000n, 2),
      async (all, method, mark) => {
        const { legs, coin, contract } = await folded(all, method);
        const quantity = sum(coin.map((trip) => trip.quantity));
        const of = (what: Happening['what']) => all.filter((each) => each.what === what);
        const cash = sum(
          of('spot').map(({ side, quantity: traded, price }) => {
            const value = traded.times(price);
            return side === 'BUY' ? value.negated() : value;
          }),
        );
        // In coins, at the price of now.
        const open = unrealisedOf(contract, inverse, mark).times(mark);
        const equity = cash.plus(quantity.times(mark)).plus(open);
        const paidIn = sum(of('deposit').map((each) => each.quantity.times(each.price)));
        const broughtIn = paidIn.minus(sum(of('deposit').map(costOf)));
        // Each at what the coin was worth then.
        const results = sum(
          legs.map((leg) =>
            leg.source === 'ledger' || leg.settled === undefined
              ? Decimal.zero
              : leg.settled.times(leg.price),
          ),
        );
        const fees = sum(of('inverse').map(({ fee, price }) => fee.times(price)));
        const realised = sum(coin.map((trip) => trip.realised)).plus(results);
        const unrealised = unrealisedOf(coin, spot, mark).plus(open);
        expect(equity.minus(paidIn).toString()).toBe(
          realised.plus(unrealised).minus(fees).minus(broughtIn).toString(),
        );
        // What the coin had of it is what the contract realised.
        const realisedInCoins = sum(contract.map((trip) => trip.realised));
        const settled = sum(legs.flatMap((leg) => (leg.source === 'ledger' ? [] : (leg.settled ?? []))));
        expect(settled.toString()).toBe(realisedInCoins.toString());
      },
    ),
    { numRuns: 400 },
  );
});

test('the report of gains has the same sum by every method, once all is sold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(...costMethods),
      async (all, method) => {
        const before = await folded(all, 'FIFO');
        const left = sum(before.coin.map((trip) => trip.quantity));
        const last = { what: 'spot', price: Decimal.from('30000'), fee: Decimal.zero } as const;
        const side = left.isPositive() ? 'SELL' : 'BUY';
        const whole = left.isZero() ? all : [...all, { ...last, side, quantity: left.abs() } as const];
        const { legs, coin } = await folded(whole, 'FIFO');
        const fold = new GainsFold(holdingOf(spot, 'FIFO'), () => method);
        const gains = legs.flatMap((leg) => fold.add(leg)).map((one) => gainOf(one) ?? Decimal.zero);
        expect(sum(gains).toString()).toBe(sum(coin.map((trip) => trip.realised)).toString());
      },
    ),
    { numRuns: 300 },
  );
});
