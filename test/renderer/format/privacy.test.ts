import { expect, it } from 'vitest';
import { hideNumbers } from '#renderer/format/privacy.ts';
import { createFormat } from '#renderer/format/format.ts';

const btc = { tickSize: '0.01', lotSize: '0.00001' };
const separators = [
  'comma-point',
  'point-comma',
  'space-point',
  'none-point',
  'space-comma',
  'apostrophe-point',
] as const;

it.each(separators)('says no amount under %s, and neither its sign nor its length', (setting) => {
  const format = createFormat(setting, 'utc', true);
  for (const text of ['0.00000087', '-12', '1234567890.12']) {
    expect(format.quantity(text, btc)).toBe('•••');
    expect(format.amount(text, 'USDT')).toBe('•••');
    expect(format.fee(text, 'BTC')).toBe('•••');
    expect(format.profit(text, 'USDT')).toBe('•••');
    expect(format.money(text, 'USDT')).toBe('••• USDT');
  }
});

it('leaves what is the market’s, and what is unknown', () => {
  const format = createFormat('comma-point', 'utc', true);
  expect(format.price('64250.1', btc)).toBe('64,250.10');
  expect(format.volume('3', btc)).toBe('3.00000');
  expect(format.percent('0.0123')).toBe('1.23%');
  expect(format.money(undefined, 'USDT')).toBe('–');
  expect(format.quantity(undefined, btc)).toBe('–');
});

it.each([
  ['It needs 1,234,567.89 USDT, and 12.5 are free.', 'It needs ••• USDT, and ••• are free.'],
  ['Verfügbar sind 1.234,50 EUR.', 'Verfügbar sind ••• EUR.'],
  ['Frei sind 1’234’567.50 CHF.', 'Frei sind ••• CHF.'],
  ['1\u202f234.5 of 2\u202f000', '••• of •••'],
  ['0.0₇87 is below 0.0₅1', '••• is below •••'],
  ['０.５ BTC', '••• BTC'],
  ['−12 and +3', '−••• and +•••'],
  ['no number at all', 'no number at all'],
])('hides every number of “%s”', (text, hidden) => {
  expect(hideNumbers(text)).toBe(hidden);
});

it('passes a sentence on as it is where nothing is to be hidden', () => {
  expect(createFormat('comma-point', 'utc', false).prose('It needs 12 USDT.')).toBe('It needs 12 USDT.');
});
