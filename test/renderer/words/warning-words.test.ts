import { expect, test } from 'vitest';
import type { OrderWarningInfo } from '#src/contract/order-warnings.ts';
import { createFormat } from '#renderer/format/format.ts';
import { ageText, warningWords } from '#renderer/words/warning-words.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

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
  const words = (format: typeof point) =>
    warningWords(through, { side: 'BUY', type: 'MARKET', instrument }, format);
  expect(words(point)).toBe(
    'The limit 2,500.00 is 2,027.66% above what is asked, 117.50: it buys at once, at up to that price.',
  );
  expect(words(comma)).toContain('2.500,00 is 2.027,66% above what is asked, 117,50');
});

test('privacy hides what is the trader’s own, and not the market’s', () => {
  const hidden = createFormat('comma-point', 'utc', true);
  const text = warningWords(
    { code: 'SIZE_UNUSUAL', of: 'quantity', asked: '2000', usual: '2', times: '1000', isLeast: false },
    { side: 'BUY', type: 'MARKET', instrument },
    hidden,
  );
  expect(text).not.toMatch(/2\.000|2,000/);
});

test('what the book shows is set against what is asked for', () => {
  const format = createFormat('comma-point', 'utc', false);
  const thin = { code: 'BOOK_TOO_THIN', quantity: '20', shown: '7.5' } as const;
  expect(warningWords(thin, { side: 'BUY', type: 'MARKET', instrument }, format)).toBe(
    'That is more than the book shows: it offers 7.500 of 20.000 LTC now. At which price the rest trades cannot be said.',
  );
  expect(warningWords(thin, { side: 'SELL', type: 'LIMIT', instrument }, format)).toBe(
    'That is more than the book shows: it bids for 7.500 of 20.000 LTC now. The rest trades no worse than at the limit, if it trades.',
  );
  expect(warningWords({ ...thin, shown: '0' }, { side: 'SELL', type: 'MARKET', instrument }, format)).toBe(
    'The book shows no bid now: whether 20.000 LTC trades, and at which price, cannot be said.',
  );
});

test('a size is said as a round multiple only where it is one, and as the least that is known', () => {
  const format = createFormat('comma-point', 'utc', false);
  const size = { code: 'SIZE_UNUSUAL', of: 'quantity', usual: '2', isLeast: false } as const;
  const words = (warning: OrderWarningInfo) =>
    warningWords(warning, { side: 'BUY', type: 'MARKET', instrument }, format);
  expect(words({ ...size, asked: '25', times: '12.5' })).toBe(
    '25.000 is 12.50 times your usual quantity here, 2.000.',
  );
  expect(words({ ...size, asked: '20.018', times: '10' })).toBe(
    '20.018 is more than 10.00 times your usual quantity here, 2.000.',
  );
  expect(
    words({ code: 'EQUITY_SHARE', notional: '819', equity: '1000', share: '0.819', isLeast: true }),
  ).toBe('It puts at least 81.90% of your equity into one order: 819.00 USDT of 1,000.00 USDT.');
});

test('what working orders close already is said with what to do about it', () => {
  const format = createFormat('comma-point', 'utc', false);
  const twice = { code: 'CLOSED_ALREADY', held: '10', working: '7', excess: '7' } as const;
  expect(warningWords({ ...twice, orders: 2 }, { side: 'SELL', type: 'MARKET', instrument }, format)).toBe(
    '2 working sell orders close 7.000 LTC of this position already. Together with this order that is 7.000 LTC more than the 10.000 LTC that you hold: cancel them first, or sell less.',
  );
  expect(warningWords({ ...twice, orders: 1 }, { side: 'BUY', type: 'MARKET', instrument }, format)).toBe(
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
