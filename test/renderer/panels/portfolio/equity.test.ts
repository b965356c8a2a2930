import { describe, expect, it } from 'vitest';
import type { ValuationInfo } from '#src/contract/portfolio.ts';
import { withLive } from '#renderer/panels/portfolio/use-equity.ts';

const live: ValuationInfo = {
  portfolioId: 'p1',
  currency: 'USDT',
  equity: { isWhole: true, total: '120' },
  deposited: { isWhole: true, total: '100' },
  balances: [],
  time: 20,
};

describe('withLive', () => {
  const recorded = [{ time: 10, equity: '110' }];

  it('ends the recorded equity in what it is now', () => {
    expect(withLive(recorded, live).at(-1)).toMatchObject({ time: 20, equity: '120', deposited: '100' });
  });

  it('ends in what is not known now, not in what was known last', () => {
    const missing = {
      positions: 1,
      currencies: [],
      flows: 0,
      fees: 0,
      costs: 0,
      results: 0,
      purchases: 0,
      movements: 0,
    };
    const unpriced: ValuationInfo = { ...live, equity: { isWhole: false, known: '20', missing } };
    expect(withLive(recorded, unpriced).map(({ time, equity }) => [time, equity])).toEqual([
      [10, '110'],
      [20, undefined],
    ]);
  });

  it('adds nothing that is older than the record', () => {
    expect(withLive(recorded, { ...live, time: 5 })).toEqual(recorded);
    expect(withLive(recorded, undefined)).toEqual(recorded);
  });
});
