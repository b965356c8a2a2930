import { expect, test } from 'vitest';
import type { OrderWarningInfo } from '#src/contract/order-warnings.ts';
import { createFormat } from '#renderer/format/use-format.ts';
import { ageText, warningWords } from '#renderer/panels/order-ticket/warning-words.ts';

const instrument = {
  id: 'sim:LTC-USDT',
  venue: 'sim',
  symbol: 'LTC-USDT',
  kind: 'spot',
  base: 'LTC',
  quote: 'USDT',
  settle: 'USDT',
  tickSize: '0.01',
  lotSize: '0.001',
  multiplier: '1',
  tradable: true,
} as const;

const through: OrderWarningInfo = {
  code: 'LIMIT_THROUGH_MARKET',
  price: '2500',
  market: '117.5',
  share: '20.2766',
};

test('a warning has its figures in the trader’s own writing', () => {
  const point = createFormat('comma-point', 'utc', false);
  const comma = createFormat('point-comma', 'utc', false);
  const words = (format: typeof point) => warningWords(through, { side: 'BUY', instrument }, format);
  expect(words(point)).toBe(
    'The limit 2,500.00 is 2,027.66% above what is asked, 117.50: it buys at once, at up to that price.',
  );
  expect(words(comma)).toContain('2.500,00 is 2.027,66% above what is asked, 117,50');
});

test('privacy hides what is the trader’s own, and not the market’s', () => {
  const hidden = createFormat('comma-point', 'utc', true);
  const text = warningWords(
    { code: 'SIZE_UNUSUAL', of: 'quantity', asked: '2000', usual: '2', times: '1000' },
    { side: 'BUY', instrument },
    hidden,
  );
  expect(text).not.toMatch(/2\.000|2,000/);
});

test('what working orders close already is said with what to do about it', () => {
  const format = createFormat('comma-point', 'utc', false);
  const twice = { code: 'CLOSED_ALREADY', held: '10', working: '7', excess: '7' } as const;
  expect(warningWords({ ...twice, orders: 2 }, { side: 'SELL', instrument }, format)).toBe(
    '2 working sell orders close 7.000 LTC of this position already. Together with this order that is 7.000 LTC more than the 10.000 LTC that you hold: cancel them first, or sell less.',
  );
  expect(warningWords({ ...twice, orders: 1 }, { side: 'BUY', instrument }, format)).toBe(
    'A working buy order closes 7.000 LTC of this position already. Together with this order that is 7.000 LTC more than the 10.000 LTC that you are short: cancel it first, or buy less.',
  );
});

test.each([
  [0, '0 s'],
  [12_400, '12 s'],
  [119_000, '119 s'],
  [240_000, '4 min'],
  [3 * 3_600_000, '3 h'],
])('%i ms is %s', (milliseconds, text) => {
  expect(ageText(milliseconds)).toBe(text);
});
