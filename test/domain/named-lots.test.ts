import { describe, expect, test } from 'vitest';
import type { CostMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { inFoldOrder, type Leg } from '#src/domain/fill-order.ts';
import { GainsFold, gainOf, type Disposal } from '#src/domain/gains.ts';
import { heldOf } from '#src/domain/held.ts';
import { accountId, instrumentId } from '#src/domain/ids.ts';
import { problemOfChoice, type NamedLot } from '#src/domain/named-lots.ts';
import { fillOf, instrumentOf } from './arbitraries.ts';

const usdt = instrumentOf({ id: instrumentId('venue:BTC-USDT') });
const main = accountId('main');

function trade(time: number, side: 'BUY' | 'SELL', quantity: string, price: string): Leg {
  const fee = ['0', 'USDT'] as const;
  return {
    ...fillOf({ id: `${time}`, side, quantity, price, fee: [...fee] }),
    accountId: main,
    instrumentId: usdt.id,
    time,
  };
}

/** Bought 1 at 100, 2 at 300 and 1 at 200; sold 2 at 400 and then 1 at 500. */
const legs = inFoldOrder([
  trade(1, 'BUY', '1', '100'),
  trade(2, 'BUY', '2', '300'),
  trade(3, 'BUY', '1', '200'),
  trade(4, 'SELL', '2', '400'),
  trade(5, 'SELL', '1', '500'),
]);

function idAt(time: number): string {
  return legs[time - 1]?.id ?? '';
}

function named(...lots: readonly (readonly [time: number, quantity: string])[]): readonly NamedLot[] {
  return lots.map(([time, quantity]) => ({ openedBy: idAt(time), quantity: Decimal.from(quantity) }));
}

function gains(choices: Readonly<Record<string, readonly NamedLot[]>>, method: CostMethod = 'FIFO') {
  const fold = new GainsFold(
    {
      accountId: main,
      held: heldOf(usdt),
      method: 'FIFO',
      mayBeShort: false,
      instruments: new Map([[usdt.id, usdt]]),
      listing: usdt,
    },
    () => method,
    (saleId) => choices[saleId],
  );
  const told = legs.flatMap((leg) => fold.add(leg));
  return {
    told: told.map((disposal) => textOf(disposal)),
    isNamed: told.map(({ isNamed }) => isNamed),
    refused: [...fold.refused().values()],
  };
}

function textOf(disposal: Disposal): string {
  return `${disposal.quantity.toString()} of ${disposal.opened?.time ?? 'none'}: ${gainOf(disposal)?.toString() ?? '?'}`;
}

function sumOf(choices: Parameters<typeof gains>[0]): string {
  return Decimal.sum(gains(choices).told.map((line) => Decimal.from(line.split(': ')[1] ?? ''))).toString();
}

describe('lots that the trader names', () => {
  test('are those that are sold, and what is left of them is there for the next sale', () => {
    // By FIFO the first sale would take the lot of 100 and one of 300.
    expect(gains({}).told).toEqual(['1 of 1: 300', '1 of 2: 100', '1 of 2: 200']);
    expect(gains({ [idAt(4)]: named([3, '1'], [2, '1']) })).toEqual({
      told: ['1 of 3: 200', '1 of 2: 100', '1 of 1: 400'],
      isNamed: [true, true, false],
      refused: [],
    });
    // 0.5 of the lot at 300 for the first, its other 1.5 are behind the lot of 100 for the second.
    expect(
      gains({ [idAt(4)]: named([3, '1'], [2, '0.5'], [1, '0.5']), [idAt(5)]: named([2, '1']) }).told,
    ).toEqual(['1 of 3: 200', '0.5 of 2: 50', '0.5 of 1: 150', '1 of 2: 200']);
  });

  test('that were not there, or are not all that was sold, leave the sale to the method and are told', () => {
    const byMethod = gains({}).told;
    const refused = (lots: readonly NamedLot[], method?: CostMethod) => {
      const found = gains({ [idAt(4)]: lots }, method);
      return { ...found, isMethods: JSON.stringify(found.told) === JSON.stringify(byMethod) };
    };
    expect(refused(named([5, '2']))).toMatchObject({ refused: ['NOT_HELD'], isMethods: true });
    expect(refused(named([1, '2']))).toMatchObject({ refused: ['MORE_THAN_HELD'], isMethods: true });
    expect(refused(named([1, '1']))).toMatchObject({ refused: ['NOT_ALL'], isMethods: true });
    expect(refused(named([1, '1'], [2, '2']))).toMatchObject({ refused: ['NOT_ALL'], isMethods: true });
    expect(refused(named([1, '1'], [2, '1']), 'AVERAGE')).toMatchObject({ refused: ['AVERAGE'] });
  });

  test('bring what all was sold for, less what they had cost', () => {
    // 2 at 400 and 1 at 500, less 100 + 300 + 300, or less 200 + 300 + 100.
    expect(sumOf({})).toBe('600');
    expect(sumOf({ [idAt(4)]: named([3, '1'], [2, '1']), [idAt(5)]: named([1, '1']) })).toBe('700');
  });

  test('are named once each, and with a quantity', () => {
    expect(problemOfChoice(named([1, '1'], [1, '1']))).toBe('TWICE');
    expect(problemOfChoice(named([1, '0']))).toBe('NOT_POSITIVE');
    expect(problemOfChoice(named([1, '1'], [2, '1']))).toBeUndefined();
  });
});
