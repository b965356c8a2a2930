import { array, assert, option, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { PositionId } from '#src/domain/ids.ts';
import { emptyPurse, PurseSum } from '#src/domain/money.ts';
import { TripChanges, type TripChange } from '#src/domain/trip-changes.ts';
import { bnb, decimalBetween, fillsInOrder, lotMethod, tradedInstrument, usdt } from './arbitraries.ts';
import { plusWorth, sumWorth, type Valued } from '#src/domain/trip-worth.ts';
import { borrowing, foldAnew } from './fold-fills.ts';

function told(amounts: Iterable<{ readonly currency: string; readonly amount: Decimal }>): string {
  return [...amounts]
    .filter(({ amount }) => !amount.isZero())
    .map(({ currency, amount }) => `${amount.toString()} ${currency}`)
    .join();
}

function sums(changes: readonly TripChange[]) {
  const fees = new PurseSum();
  for (const fee of changes.flatMap((change) => change.fees)) fees.add(fee);
  const sum = (of: (change: TripChange) => Decimal): string => Decimal.sum(changes.map(of)).toString();
  return {
    quantity: sum(({ quantity }) => quantity),
    cost: sum(({ cost }) => cost),
    realised: sum(({ realised }) => realised),
    fees: told(fees.purse()),
    unknownFees: changes.reduce((count, { unknownFees }) => count + unknownFees, 0),
  };
}

test('what each leg changed adds up to what every round trip says, to the last digit', () => {
  assert(
    property(tradedInstrument, lotMethod, fillsInOrder, (instrument, method, fills) => {
      const own = fills.map((fill) => ({ ...fill, instrumentId: instrument.id }));
      const [first] = own;
      if (first === undefined) return;
      const fold = new TripChanges(borrowing(first.accountId, instrument, method));
      const changes = Map.groupBy(
        own.flatMap((fill) => fold.add(fill)),
        ({ tripId }): PositionId => tripId,
      );
      const { trips } = foldAnew(own, instrument, method);
      expect([...changes].map(([id, of]) => [id, sums(of)])).toEqual(
        trips.map(({ id, quantity, cost, realised, fees, unknownFees }) => [
          id,
          {
            quantity: quantity.toString(),
            cost: cost.toString(),
            realised: realised.toString(),
            fees: told(fees),
            unknownFees,
          },
        ]),
      );
    }),
  );
});

const nothing: Valued = {
  realised: Decimal.zero,
  fees: emptyPurse,
  estimatedFees: emptyPurse,
  worth: undefined,
};

function worthOf(all: readonly Valued[]): readonly string[] | undefined {
  const { worth } = all.reduce<Valued>((sum, each) => ({ ...nothing, worth: plusWorth(sum, each) }), nothing);
  return (
    worth && [worth.realised, worth.fees].map(({ known, unrated }) => `${known.toString()} + ${unrated}`)
  );
}

const rate = decimalBetween(1n, 30_000n, 3);

test('what it was worth adds up as well, and a fee in what that is measured in is worth itself', () => {
  assert(
    property(
      tradedInstrument,
      lotMethod,
      fillsInOrder,
      array(tuple(rate, option(rate)), { minLength: 1 }),
      (instrument, method, fills, rates) => {
        const own = fills.map((fill, at) => {
          const [turned, straight] = rates[at % rates.length] ?? [Decimal.one, null];
          const known = [{ currency: bnb, into: usdt, rate: turned }];
          if (straight !== null) known.push({ currency: usdt, into: bnb, rate: straight });
          return { ...fill, instrumentId: instrument.id, rates: known };
        });
        const [first] = own;
        if (first === undefined) return;
        const base = { base: bnb };
        const fold = new TripChanges({ ...borrowing(first.accountId, instrument, method), ...base });
        const changes = own.flatMap((fill) => fold.add(fill));
        const { trips } = foldAnew(own, instrument, method, base);
        expect(worthOf(changes.map((change) => ({ ...nothing, ...change })))).toEqual(worthOf(trips));
        const charged = own.flatMap(({ fee }) => (fee?.currency === bnb ? fee.amount : []));
        const ofThese = own.filter(({ fee }) => fee?.currency === bnb);
        const alone = foldAnew(ofThese, instrument, method, base).trips;
        expect(sumWorth(alone).fees.known.equals(Decimal.sum(charged))).toBe(true);
      },
    ),
  );
});
