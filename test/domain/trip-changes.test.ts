import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { PositionId } from '#src/domain/ids.ts';
import { PurseSum } from '#src/domain/money.ts';
import { TripChanges, type TripChange } from '#src/domain/trip-changes.ts';
import { fillsInOrder, lotMethod, tradedInstrument } from './arbitraries.ts';
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
