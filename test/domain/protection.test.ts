import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { Position } from '#src/domain/position.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { beganAfter, checkProtection, protectionWarnings, protects } from '#src/domain/protection.ts';
import { btc, eth, main, other, sampleFill, sampleInstrument } from '#test/ports/sample-entities.ts';

const at = (stopLoss?: string, takeProfit?: string) => ({
  stopLoss: stopLoss === undefined ? undefined : Decimal.from(stopLoss),
  takeProfit: takeProfit === undefined ? undefined : Decimal.from(takeProfit),
});
const market = Decimal.from('100');

describe('what is doubted of a protection at a market of 100', () => {
  it.each([
    ['a long with its stop below and its target above', 'BUY', at('99', '101'), []],
    ['a long the other way round', 'BUY', at('101', '99'), ['stopLoss', 'takeProfit']],
    ['a short with its stop above and its target below', 'SELL', at('101', '99'), []],
    ['a short the other way round', 'SELL', at('99', '101'), ['stopLoss', 'takeProfit']],
    ['a price at the market itself', 'BUY', at('100', '100'), ['stopLoss', 'takeProfit']],
    ['nothing', 'SELL', at(), []],
  ] as const)('%s', (_name, side, prices, doubted) => {
    expect(protectionWarnings(prices, side, market).map(({ field }) => field)).toEqual(doubted);
    expect(protectionWarnings(prices, side, undefined)).toEqual([]);
  });
});

it('a price must be above zero and on the tick', () => {
  const instrument = { ...sampleInstrument(btc), tickSize: Decimal.from('0.05') };
  expect(checkProtection(at('99.95', '100'), instrument)).toEqual([]);
  expect(checkProtection(at('99.95'), instrument)).toEqual([]);
  expect(checkProtection(at('0', '100.07'), instrument)).toMatchObject([
    { field: 'stopLoss', code: 'PRICE_NOT_POSITIVE' },
    {
      field: 'takeProfit',
      code: 'PRICE_OFF_TICK',
      below: Decimal.from('100.05'),
      above: Decimal.from('100.1'),
    },
  ]);
});

/** The last round trip of fills at these moments, which buy and sell in turn. */
function tripOf(...moments: readonly number[]): Position {
  const fills = moments.map((time, number) =>
    sampleFill(number, { side: number % 2 === 0 ? 'BUY' : 'SELL', fee: undefined, time }),
  );
  const last = foldFills(fills, sampleInstrument(btc), 'FIFO').at(-1);
  if (last === undefined) throw new Error('a round trip');
  return last;
}

describe('a protection of a long counts', () => {
  const protection = { accountId: main, instrumentId: btc, side: 'BUY', ...at('90', '110') } as const;
  const long = tripOf(1);

  it.each([
    ['for the long', long, true],
    ['not for a short', { ...long, side: 'SELL' }, false],
    ['not in another account', { ...long, accountId: other }, false],
    ['not for another symbol', { ...long, instrumentId: eth }, false],
    ['not when it is closed', tripOf(1, 2), false],
  ] as const)('%s', (_name, position, counts) => {
    expect(protects(protection, position)).toBe(counts);
  });
});

describe('a round trip that is open after fills were folded anew', () => {
  const opened = tripOf(5);

  it.each([
    ['is the one that was open', tripOf(5), false],
    ['is the one that was open, and began earlier than was known', tripOf(9), false],
    ['is another than one of which nothing was known so late', tripOf(4), true],
    ['is another than one that closed when it opened', tripOf(1, 5), true],
    ['is another than one that closed before', tripOf(1, 4), true],
    ['is the one that was thought closed later', tripOf(1, 6), false],
    ['is not another where there was none', undefined, false],
  ])('%s', (_name, last, isAnother) => {
    expect(beganAfter(opened, last)).toBe(isAnother);
  });
});
