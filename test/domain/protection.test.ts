import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { checkProtection, protectionWarnings } from '#src/domain/protection.ts';
import { btc, sampleInstrument } from '#test/ports/sample-entities.ts';

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
