import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import { cashOf, entriesOfFill, isFeeInKind } from '#src/domain/ledger.ts';
import { addToPurse, amountIn, emptyPurse, type Purse } from '#src/domain/money.ts';
import { averagePrice, unrealisedProfit, type Position } from '#src/domain/position.ts';
import { foldAnew, foldFills } from '#test/domain/fold-fills.ts';
import { applyFill, withoutPlaces, type Trip } from './apply-fill.ts';
import { bnb, fillsInOrder, lotMethod, tradedInstrument, usdt } from './arbitraries.ts';

const history = fc.tuple(fillsInOrder, tradedInstrument, lotMethod);
const runs = { numRuns: 400 };

function sumOf(positions: readonly Position[], figure: (position: Position) => Decimal): Decimal {
  return Decimal.sum(positions.map(figure));
}

function incremental(fills: readonly Fill[], instrument: Instrument, method: LotMethod) {
  const trips = new Map<string, Position>();
  let last: Trip | undefined;
  for (const fill of fills) {
    const applied = applyFill(last, fill, instrument, method);
    for (const position of applied.touched) trips.set(position.id, position);
    last = applied.last;
  }
  return { trips: [...trips.values()], lots: withoutPlaces(last?.lots ?? []) };
}

describe('any fills', () => {
  test('rebuilt equals incremental with no more lots than each fill needs', () => {
    fc.assert(
      fc.property(history, ([fills, instrument, method]) => {
        const { trips, lots } = foldAnew(fills, instrument, method);
        expect(incremental(fills, instrument, method)).toEqual({ trips, lots: withoutPlaces(lots) });
      }),
      runs,
    );
  });

  test('cash + cost − realised is zero before fees, to the last digit', () => {
    fc.assert(
      fc.property(history, ([fills, instrument, method]) => {
        const positions = foldFills(fills, instrument, method);
        const cash = cashOf(
          fills.flatMap((fill) => entriesOfFill(fill, instrument)).filter((entry) => entry.type === 'fill'),
        );
        const cost = sumOf(positions, (position) => position.cost);
        const realised = sumOf(positions, (position) => position.realised);
        const paid = fills.map((fill) => {
          const notional = fill.quantity.times(fill.price).times(instrument.multiplier);
          return fill.side === 'BUY' ? notional : notional.negated();
        });
        expect(cost.minus(realised)).toEqual(Decimal.sum(paid));
        const moved = isMargined(instrument) ? Decimal.zero : Decimal.sum(paid).negated();
        expect(amountIn(cash, instrument.settle)).toEqual(moved);
        expect(cash.length).toBeLessThanOrEqual(isMargined(instrument) ? 0 : 1);
      }),
      runs,
    );
  });

  test('quantity and fees are the ledger’s', () => {
    fc.assert(
      fc.property(history, ([fills, instrument, method]) => {
        const positions = foldFills(fills, instrument, method);
        const entries = fills.flatMap((fill) => entriesOfFill(fill, instrument));
        const moved = Decimal.sum(entries.map((entry) => entry.quantity ?? Decimal.zero));
        expect(sumOf(positions, (position) => position.quantity)).toEqual(moved);
        const fees: Purse = positions.flatMap((position) => position.fees).reduce(addToPurse, emptyPurse);
        const paid = cashOf(entries.filter((entry) => entry.type === 'fee'));
        for (const code of [usdt, bnb]) {
          expect(amountIn(fees, code).plus(amountIn(paid, code))).toEqual(Decimal.zero);
        }
        const inKind = fills.filter((fill) => isFeeInKind(fill, instrument));
        expect(sumOf(positions, (position) => position.feesInKind)).toEqual(
          Decimal.sum(inKind.map((fill) => fill.fee?.amount ?? Decimal.zero)),
        );
      }),
      runs,
    );
  });

  test('lots sum to the position, every entry and exit is counted once, and flat costs exactly nothing', () => {
    fc.assert(
      fc.property(history, ([fills, instrument, method]) => {
        const { trips: positions, lots } = foldAnew(fills, instrument, method);
        const last = positions.at(-1);
        expect(Decimal.sum(lots.map((lot) => lot.quantity))).toEqual(last?.quantity ?? Decimal.zero);
        expect(Decimal.sum(lots.flatMap((lot) => lot.cost ?? []))).toEqual(last?.cost ?? Decimal.zero);
        expect(lots.every((lot) => lot.quantity.sign() === last?.quantity.sign())).toBe(true);
        for (const position of positions) {
          expect(position.closedAt === undefined).toBe(!position.quantity.isZero());
          if (!position.quantity.isZero()) continue;
          expect(position.cost).toEqual(Decimal.zero);
          expect(averagePrice(position, instrument)).toBeUndefined();
        }
        const traded = positions.flatMap((position) => [position.entered, position.left]);
        expect(Decimal.sum(traded.map((sum) => sum.quantity))).toEqual(
          Decimal.sum(fills.map((fill) => fill.quantity)),
        );
        expect(Decimal.sum(traded.map((sum) => sum.value))).toEqual(
          Decimal.sum(fills.map((fill) => fill.quantity.times(fill.price).times(instrument.multiplier))),
        );
        expect(positions.map((position) => position.sequence)).toEqual(
          positions.map((_, index) => index + 1),
        );
        expect(positions.slice(0, -1).every((position) => position.closedAt !== undefined)).toBe(true);
      }),
      runs,
    );
  });

  test('the method moves profit between realised and unrealised, never the sum', () => {
    const mark = Decimal.from('123.45');
    fc.assert(
      fc.property(fillsInOrder, tradedInstrument, (fills, instrument) => {
        const [average, fifo, lifo] = (['AVERAGE', 'FIFO', 'LIFO'] as const).map((method) => {
          const positions = foldFills(fills, instrument, method);
          return sumOf(positions, (each) =>
            each.realised.plus(unrealisedProfit(each, instrument, mark) ?? Decimal.zero),
          );
        });
        expect(fifo).toEqual(average);
        expect(lifo).toEqual(average);
      }),
      runs,
    );
  });
});
