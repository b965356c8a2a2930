import { expect, test } from 'vitest';
import {
  arrowOf,
  currencyStep,
  directionOf,
  formatAmount,
  formatMoneyToward,
  formatFee,
  formatMoney,
  formatProfit,
} from '#renderer/format/money.ts';

test('an amount has the digits of its currency', () => {
  expect(formatMoney('1234.5', 'USDT', 'comma-point')).toBe('1,234.50 USDT');
  expect(formatMoney('1234.5', 'JPY', 'comma-point')).toBe('1,234 JPY');
  expect(formatMoney('0.1', 'BTC', 'comma-point')).toBe('0.10000000 BTC');
  expect(formatMoney(undefined, 'USDT', 'comma-point')).toBe('–');
  expect(formatAmount(undefined, 'USDT', 'comma-point')).toBe('–');
});

test.each([
  ['SEK', '1,234.50 SEK'],
  ['HKD', '1,234.50 HKD'],
  ['NZD', '1,234.50 NZD'],
  ['MXN', '1,234.50 MXN'],
  ['KWD', '1,234.500 KWD'],
  ['CLP', '1,234 CLP'],
  ['ISK', '1,234 ISK'],
  ['BUSD', '1,234.50 BUSD'],
])('an amount in %s has the digits of ISO 4217', (currency, text) => {
  expect(formatMoney('1234.5', currency, 'comma-point')).toBe(text);
});

test('a profit has a sign, a true minus and an arrow', () => {
  expect(formatProfit('12', 'USDT', 'comma-point')).toBe('+12.00');
  expect(formatProfit('-3.4', 'USDT', 'comma-point')).toBe('−3.40');
  expect(formatProfit('0', 'USDT', 'comma-point')).toBe('0.00');
  expect([directionOf('12'), directionOf('-3.4'), directionOf('0'), directionOf(undefined)]).toEqual([
    'gain',
    'loss',
    'flat',
    'unknown',
  ]);
  expect([arrowOf('gain'), arrowOf('loss'), arrowOf('flat')]).toEqual(['▲', '▼', '']);
});

test('a fee has the digits of its currency, and all of its own', () => {
  expect(formatFee('7.06145', 'USDT', 'comma-point')).toBe('7.06145');
  expect(formatFee('0.1', 'BTC', 'comma-point')).toBe('0.10000000');
  expect(formatFee('12', 'JPY', 'comma-point')).toBe('12');
  expect(formatFee('7.0614', 'USDT', 'comma-point')).toBe('7.0614');
  expect(formatFee('7', 'USDT', 'comma-point')).toBe('7.00');
  expect(formatFee('0.00000012', 'USDT', 'comma-point')).toBe('0.00000012');
  expect(formatFee('1234.5', undefined, 'comma-point')).toBe('1,234.5');
  expect(formatFee(undefined, 'USDT', 'comma-point')).toBe('–');
});

test('a field takes what its currency is shown with; what is set against a limit never looks like it', () => {
  expect(['USDT', 'JPY', 'KWD', 'BTC'].map(currencyStep)).toEqual(['0.01', '1', '0.001', '0.00000001']);
  expect(formatMoneyToward('1000.001', 'USDT', 'comma-point', 'ceiling')).toBe('1,000.01 USDT');
  expect(formatMoneyToward('1000.009', 'USDT', 'comma-point', 'floor')).toBe('1,000.00 USDT');
  expect(formatMoneyToward('-0.001', 'USDT', 'comma-point', 'floor')).toBe('-0.01 USDT'.replace('-', '−'));
});
