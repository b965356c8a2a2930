import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import { amountBetween } from '#src/domain/leg-rates.ts';

function rate(of: string, into: string, text: string) {
  return { currency: currency(of), into: currency(into), rate: Decimal.from(text) };
}

const usdtInEuro = { currency: currency('USDT'), into: currency('EUR') };
const overCoins = [
  rate('ETH', 'USDT', '2000'),
  rate('ETH', 'EUR', '1600'),
  rate('BTC', 'USDT', '40000'),
  rate('BTC', 'EUR', '30000'),
];
const turned = rate('EUR', 'USDT', '1.6');
const own = rate('USDT', 'EUR', '0.7');

test.each([
  ['that of the two', [...overCoins, turned, own], '70'],
  ['that of the two turned round', [...overCoins, turned], '62.5'],
  ['those of the third currency whose code comes first', overCoins, '75'],
])('between two currencies is %s, whichever was recorded first', (_, rates, expected) => {
  for (const known of [rates, rates.toReversed()])
    expect(amountBetween(known, Decimal.from('100'), usdtInEuro)?.toString()).toBe(expected);
});

test('what was turned at a rate is turned back to the last digit', () => {
  const there = rate('EUR', 'USDT', '1.1');
  const amount = Decimal.from('15').times(there.rate);
  expect(amountBetween([there], amount, usdtInEuro)?.toString()).toBe('15');
});
