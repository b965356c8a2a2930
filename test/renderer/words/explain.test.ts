import type { Cause } from '#src/domain/coded.ts';
import type { FieldProblem } from '#src/contract/orders.ts';
import { problemWords } from '#renderer/words/problem-words.ts';
import { expect, test } from 'vitest';
import { explain } from '#renderer/words/explain.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

test.each([
  [
    'maxQuantity',
    '1200.5',
    '1000',
    'It would be 1.200,5; 1.000 is allowed. Make it smaller. The limit is changed under Limits in the Portfolio panel.',
  ],
  [
    'maxNotional',
    '12345.6',
    '10000',
    'It would be 12.345,60 USDT; 10.000,00 USDT is allowed. Make it smaller. The limit is changed under Limits in the Portfolio panel.',
  ],
  [
    'maxPriceDistance',
    '0.123456',
    '0.1',
    'It would be 12,3456%; 10% is allowed. Bring the price nearer to the market. The limit is changed under Limits in the Portfolio panel.',
  ],
  [
    'maxOpenOrders',
    '11',
    '10',
    'It would be 11; 10 is allowed. Cancel another order first. The limit is changed under Limits in the Portfolio panel.',
  ],
] as const)('a limit is told in its own measure: %s', (limit, asked, allowed, remedy) => {
  const failure = { code: 'RISK_LIMIT', limit, asked, allowed, currency: 'USDT' } as const;
  expect(explain('Placing the order', failure, 'point-comma').remedy).toBe(remedy);
});

test('a limit that needs a price names itself and where it is changed', () => {
  const { title, remedy } = explain(
    'Placing the order',
    { code: 'PRICE_UNKNOWN', limit: 'maxPriceDistance' },
    'comma-point',
  );
  expect(title).toContain('a limit for the distance of a price from the market');
  expect(remedy).toBe(
    'Wait for a price of the symbol. The limit is changed under Limits in the Portfolio panel.',
  );
});

test('what is a little too much does not look like what is allowed', () => {
  const failure = {
    code: 'RISK_LIMIT',
    limit: 'maxNotional',
    asked: '10000.001',
    allowed: '10000',
    currency: 'USDT',
  } as const;
  expect(explain('Placing the order', failure, 'comma-point').remedy).toBe(
    'It would be 10,000.01 USDT; 10,000.00 USDT is allowed. Make it smaller. The limit is changed under Limits in the Portfolio panel.',
  );
});

test('terms that an instrument does not allow are told with the trader’s separators', () => {
  const failure = {
    code: 'INVALID_TERMS',
    problems: [
      { field: 'limitPrice', code: 'PRICE_OFF_TICK', tickSize: '0.01', below: '0', above: '0.01' },
      { field: 'quantity', code: 'QUANTITY_TOO_LARGE', maximum: '10000', lotSize: '0.1' },
      { field: 'quantity', code: 'NOTIONAL_TOO_SMALL', notional: '1.5', minimum: '5', currency: 'USDT' },
    ],
  } as const;
  const mutable = { ...failure, problems: [...failure.problems] };
  expect(explain('Placing the order', mutable, 'point-comma').remedy).toBe(
    'Prices step by 0,01: 0,01. The most in one order is 10.000,0. ' +
      'The order is worth 1,50 USDT; the least is 5,00 USDT.',
  );
});

test.each<[FieldProblem, string, string[]]>([
  [
    {
      field: 'limitPrice',
      code: 'PRICE_ABOVE_BAND',
      bound: '63000',
      times: '5',
      basis: 'average',
      tickSize: '0.01',
    },
    'At most 63,000.00 now: 5 times the average price.',
    ['63,000.00'],
  ],
  [
    {
      field: 'limitPrice',
      code: 'PRICE_BELOW_BAND',
      bound: '20',
      times: '0.2',
      basis: 'last',
      tickSize: '0.1',
    },
    'At least 20.0 now: 0.2 times the last price.',
    ['20.0'],
  ],
  [
    { field: 'stopPrice', code: 'PRICE_TOO_HIGH', bound: '1000', tickSize: '0.01' },
    'The highest price is 1,000.00.',
    ['1,000.00'],
  ],
  [
    { field: 'quantity', code: 'MARKET_QUANTITY_TOO_LARGE', maximum: '10', lotSize: '0.1' },
    'The most in one order at the market is 10.0. A limit order may have more.',
    ['10.0'],
  ],
  [
    { field: 'quantity', code: 'POSITION_TOO_LARGE', maximum: '10', room: '2', lotSize: '1' },
    'At most 2 more: the venue allows 10 in all, with what open buys may add.',
    ['2'],
  ],
  [
    { field: 'quantity', code: 'POSITION_TOO_LARGE', maximum: '10', room: '0', lotSize: '1' },
    'The venue allows 10 in all, and with what open buys may add that is had.',
    [],
  ],
  [
    { field: 'instrumentId', code: 'TOO_MANY_ORDERS', most: 200 },
    'The venue allows 200 open orders in this symbol. Cancel one first.',
    [],
  ],
  [
    { field: 'quantity', code: 'NOTIONAL_TOO_LARGE', notional: '9001', maximum: '9000', currency: 'USDT' },
    'The order is worth 9,001.00 USDT; the most is 9,000.00 USDT.',
    [],
  ],
])('a rule of the venue is told with the way out: %j', (problem, message, fills) => {
  expect(problemWords(problem, 'comma-point')).toEqual({ field: problem.field, message, fills });
});

test.each<[Cause, string]>([
  [{ code: 'FILE_IN_USE', file: 'a' }, 'a is in use by another program. Close that first. When that is put'],
  ['EMFILE: too many open files.', 'The reason: “EMFILE: too many open files”. When that is put right'],
])('what the store refused is told in a sentence of its own: %s', (reason, words) => {
  const { remedy } = explain('Placing the order', { code: 'STORE_FAILED', reason }, 'comma-point');
  expect(remedy).toContain(words);
  expect(remedy).not.toContain('free space');
});

test.each([
  ['name', 'Name: Give a name that can be seen.'],
  ['portfolio.name', 'Portfolio name: Give a name that can be seen.'],
  ['newWorkspace', 'Name of the new workspace: Give a name that can be seen.'],
  // No field of the screen: as the core calls it, so that it can be told to somebody.
  ['asker', 'asker: Give a name that can be seen.'],
  // All of what was sent.
  ['', 'Give a name that can be seen.'],
])('a field that was not accepted is called what stands over it: %s', (field, remedy) => {
  const failure = { code: 'INVALID_INPUT', field, problem: { code: 'NAME_UNSEEN' } } as const;
  expect(explain('Adding the account', failure, 'comma-point').remedy).toBe(remedy);
});
