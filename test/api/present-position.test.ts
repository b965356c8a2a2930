import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { presentPosition } from '#src/api/present/present-position.ts';
import { fillOf, instrumentOf, type FillText } from '#test/domain/arbitraries.ts';
import { foldFills } from '#test/domain/fold-fills.ts';

function closed(fills: readonly FillText[]) {
  const [position] = foldFills(fills.map(fillOf), instrumentOf(), 'FIFO');
  if (position === undefined) throw new Error('a position');
  return presentPosition(position, instrumentOf(), undefined, undefined);
}

describe('dust', () => {
  test('says what it was too small for, until something is bought', () => {
    const least = Decimal.from('0.5');
    const legs = [
      { ...fillOf({ id: '1', side: 'BUY', quantity: '2', price: '100' }), least },
      { ...fillOf({ id: '2', side: 'SELL', quantity: '1.75', price: '110' }), least },
    ];
    const shown = (fills: typeof legs) =>
      foldFills(fills, instrumentOf(), 'FIFO').map((one) =>
        presentPosition(one, instrumentOf(), undefined, undefined),
      );
    expect(shown(legs).map(({ quantity, dustBelow }) => [quantity, dustBelow])).toEqual([
      ['0', undefined],
      ['0.25', '0.5'],
    ]);
    const next = { ...fillOf({ id: '3', side: 'BUY', quantity: '1', price: '100' }), least };
    expect(shown([...legs, next]).map(({ quantity, dustBelow }) => [quantity, dustBelow])).toEqual([
      ['0', undefined],
      ['1.25', undefined],
    ]);
  });
});

describe('the fees of a round trip and what it brought net of them', () => {
  const bought: FillText = { id: '1', side: 'BUY', quantity: '2', price: '100', fee: ['0.2', 'USDT'] };

  test('are known where each fee is', () => {
    const { fees, net } = closed([
      bought,
      { id: '2', side: 'SELL', quantity: '2', price: '110', fee: ['0.22', 'USDT'] },
    ]);
    // 220 - 200 - 0.42
    expect({ fees, net }).toEqual({ fees: [{ currency: 'USDT', amount: '0.42' }], net: '19.58' });
  });

  test('are unknown where one fee is: what is known of them is not all of it', () => {
    const { fees, partOfFees, net, realised } = closed([
      bought,
      { id: '2', side: 'SELL', quantity: '2', price: '110' },
    ]);
    expect(partOfFees).toEqual({ known: [{ currency: 'USDT', amount: '0.2' }], unknown: 1 });
    expect({ fees, net, realised }).toEqual({ fees: undefined, net: undefined, realised: '20' });
  });

  test('in another currency leave the net unknown', () => {
    const { fees, net } = closed([
      bought,
      { id: '2', side: 'SELL', quantity: '2', price: '110', fee: ['0.001', 'BNB'] },
    ]);
    expect({ fees, net }).toEqual({
      fees: [
        { currency: 'BNB', amount: '0.001' },
        { currency: 'USDT', amount: '0.2' },
      ],
      net: undefined,
    });
  });
});
