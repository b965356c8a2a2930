import { describe, expect, it } from 'vitest';
import { estimatedFee, problemsOfSchedule, type FeeTerms } from '#src/domain/fee-schedule.ts';
import { accountId, currency } from '#src/domain/ids.ts';
import { decimal, sampleFill } from '#test/ports/sample-entities.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';

const usdt = currency('USDT');
const share: FeeTerms = {
  basis: 'share',
  maker: decimal('0.0002'),
  taker: decimal('0.001'),
  minimum: undefined,
};
const problems = (terms: FeeTerms, since = 100) => problemsOfSchedule(from(since, terms), 100);
const from = (since: number, terms: FeeTerms) => ({ accountId: accountId('own'), since, terms });
/** 4 at 250: worth 1,000. */
const fill = (part: object = {}) =>
  sampleFill(1, { quantity: decimal('4'), price: decimal('250'), fee: undefined, time: 100, ...part });

describe('an estimated fee', () => {
  it.each([
    ['a share as a taker, where nobody says which it was', share, {}, '1'],
    ['a share as a maker', share, { liquidity: 'MAKER' }, '0.2'],
    ['a share, of at least the minimum', { ...share, minimum: decimal('2.5') }, {}, '2.5'],
    [
      'a rebate, which has no minimum',
      { ...share, taker: decimal('-0.001'), minimum: decimal('2') },
      {},
      '-1',
    ],
    [
      'an amount for each unit',
      { basis: 'unit', amount: decimal('0.005'), currency: usdt, minimum: undefined },
      {},
      '0.02',
    ],
    [
      'an amount for each unit, of at least the minimum',
      { basis: 'unit', amount: decimal('0.005'), currency: usdt, minimum: decimal('1') },
      {},
      '1',
    ],
    [
      'an amount for each trade',
      { basis: 'trade', amount: decimal('9.9'), currency: usdt, minimum: undefined },
      {},
      '9.9',
    ],
  ] as const)('is %s', (_, terms, part, amount) => {
    const fee = estimatedFee([from(0, terms)], fill({ liquidity: undefined, ...part }), coin);
    expect(fee).toMatchObject({ currency: 'USDT' });
    expect(fee?.amount.toString()).toBe(amount);
  });

  it('is by the schedule that held when it was traded, in whatever order they are told', () => {
    const dear = { ...share, taker: decimal('0.01') };
    const amountAt = (time: number) =>
      estimatedFee(
        [from(200, dear), from(100, share)],
        fill({ time, liquidity: 'TAKER' }),
        coin,
      )?.amount.toString();
    expect([99, 100, 199, 200].map(amountAt)).toEqual([undefined, '1', '1', '10']);
  });

  it('is none where the source told one, of nothing too', () => {
    const told = { currency: usdt, amount: decimal('0') };
    expect(estimatedFee([from(0, share)], fill({ fee: told }), coin)).toBeUndefined();
  });
});

describe('a fee schedule', () => {
  it('is refused with the field', () => {
    expect(problems(share)).toEqual([]);
    expect(problems(share, 101)).toEqual([{ field: 'since', code: 'IN_FUTURE' }]);
    expect(problems({ ...share, taker: decimal('1') })).toEqual([{ field: 'taker', code: 'NOT_A_SHARE' }]);
    expect(
      problems({ basis: 'unit', amount: decimal('-1'), currency: usdt, minimum: decimal('-1') }),
    ).toEqual([
      { field: 'minimum', code: 'NEGATIVE' },
      { field: 'amount', code: 'NEGATIVE' },
    ]);
  });
});
