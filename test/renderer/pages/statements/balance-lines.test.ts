import { expect, test } from 'vitest';
import { readBalanceLines } from '#renderer/pages/statements/balance-lines.ts';

test.each([
  ['0.5 BTC', '0.5', 'BTC'],
  ['BTC 0.5', '0.5', 'BTC'],
  ['1,204.50 EUR', '1204.50', 'EUR'],
  ['EUR;1,204.50', '1204.50', 'EUR'],
  ['EUR\t-3', '-3', 'EUR'],
  ['−3 EUR', '-3', 'EUR'],
  ['1 204.55 EUR', '1204.55', 'EUR'],
  ['10 1INCH', '10', '1INCH'],
  ['12 broker:SAP.DE', '12', 'broker:SAP.DE'],
])('%j is an amount and what it is of', (line, quantity, asset) => {
  expect(readBalanceLines(line, 'comma-point')).toEqual({ balances: [{ quantity, asset }], unread: [] });
});

test('the digits stay, in the trader’s own way of writing', () => {
  const { balances, unread } = readBalanceLines('1.204,50 EUR\n\n0,000000010 BTC\r\n', 'point-comma');
  expect(balances).toEqual([
    { quantity: '1204.50', asset: 'EUR' },
    { quantity: '0.000000010', asset: 'BTC' },
  ]);
  expect(unread).toEqual([]);
});

test.each(['0.5', 'BTC', '0,5 BTC', 'half BTC', '1.204,50 EUR', `0.${'1'.repeat(25)} BTC`, '0.5 BTC EUR'])(
  '%j is not taken, and its line is named',
  (line) => {
    const { balances, unread } = readBalanceLines(`1 BTC\n${line}`, 'comma-point');
    expect([balances.length, unread]).toEqual([1, [2]]);
  },
);
