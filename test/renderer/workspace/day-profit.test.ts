import { expect, test } from 'vitest';
import type { ValuationInfo } from '#src/contract/portfolio.ts';
import { dayProfitOf } from '#renderer/workspace/use-day-profit.ts';

const now: ValuationInfo = {
  portfolioId: 'p1',
  currency: 'USDT',
  equity: '10650.5',
  deposited: '10500',
  unknown: [],
  balances: [],
  time: 2,
};

test('what was paid in today is no profit', () => {
  expect(dayProfitOf(now, { time: 1, equity: '10100', deposited: '10000' })).toBe('50.5');
});

test('is unknown while one of the figures is', () => {
  expect(dayProfitOf(now, undefined)).toBeUndefined();
  expect(dayProfitOf(now, { time: 1, equity: '10100' })).toBeUndefined();
  expect(dayProfitOf(undefined, { time: 1, equity: '10100', deposited: '10000' })).toBeUndefined();
});
