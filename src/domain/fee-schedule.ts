/** What an account is charged for its trades, as its trader knows it: where no source tells a fee, one is estimated by it. */
import { Decimal } from './decimal.ts';
import { valueOfFill, type Fill } from './fill.ts';
import type { AccountId, Currency } from './ids.ts';
import type { Priced } from './instrument.ts';
import type { Money } from './money.ts';

/** A share of what is traded, in what that is settled in; or an amount for each unit, or for each trade. */
export const feeBases = ['share', 'unit', 'trade'] as const;
export type FeeBasis = (typeof feeBases)[number];

export type FeeTerms =
  | {
      readonly basis: 'share';
      /** 0.001 is 0.1 %; negative is a rebate. */
      readonly maker: Decimal;
      readonly taker: Decimal;
      /** Of each trade, in what it is settled in. */
      readonly minimum: Decimal | undefined;
    }
  | {
      readonly basis: 'unit' | 'trade';
      readonly amount: Decimal;
      readonly currency: Currency;
      readonly minimum: Decimal | undefined;
    };

export type FeeSchedule = {
  readonly accountId: AccountId;
  /** It holds from then on, until the next one of the account. */
  readonly since: number;
  readonly terms: FeeTerms;
};

/** Of an account. Each trade without a fee looks for its own. */
export const mostFeeSchedules = 100;

export const feeScheduleFields = ['since', 'maker', 'taker', 'amount', 'currency', 'minimum'] as const;
export const feeScheduleProblems = [
  'IN_FUTURE',
  'BEFORE_1970',
  'NOT_A_SHARE',
  'NEGATIVE',
  'NO_CURRENCY',
  'TOO_MANY',
] as const;
export type FeeScheduleProblem = {
  readonly field: (typeof feeScheduleFields)[number];
  readonly code: (typeof feeScheduleProblems)[number];
};

/** A fee of more than all that is traded is a slip of the decimal point. */
export function problemsOfSchedule(
  { since, terms }: FeeSchedule,
  now: number,
): readonly FeeScheduleProblem[] {
  const problems: (FeeScheduleProblem | false | undefined)[] = [
    since > now && { field: 'since', code: 'IN_FUTURE' },
    since < 0 && { field: 'since', code: 'BEFORE_1970' },
    terms.minimum?.isNegative() === true && { field: 'minimum', code: 'NEGATIVE' },
    ...(terms.basis === 'share'
      ? (['maker', 'taker'] as const).map(
          (field) => !terms[field].abs().lessThan(Decimal.one) && ({ field, code: 'NOT_A_SHARE' } as const),
        )
      : [
          terms.amount.isNegative() && ({ field: 'amount', code: 'NEGATIVE' } as const),
          terms.currency.trim() === '' && ({ field: 'currency', code: 'NO_CURRENCY' } as const),
        ]),
  ];
  return problems.filter((problem) => problem !== false && problem !== undefined);
}

/** What of a fill an estimate rests on. */
export type ChargedFill = Pick<Fill, 'fee' | 'time' | 'quantity' | 'price' | 'value' | 'liquidity'>;

/**
 * Of a fill whose fee nobody told; undefined before the first schedule. What is not known to have been a maker was a taker,
 * who pays more. Which imported fills were one order nobody knows: each counts as a trade.
 */
export function estimatedFee(
  schedules: readonly FeeSchedule[],
  fill: ChargedFill,
  instrument: Priced,
): Money | undefined {
  if (schedules.length === 0 || fill.fee !== undefined) return undefined;
  let terms: FeeTerms | undefined;
  let since = -Infinity;
  for (const schedule of schedules) {
    if (schedule.since > fill.time || schedule.since < since) continue;
    ({ terms, since } = schedule);
  }
  if (terms === undefined) return undefined;
  const amount = amountOf(terms, fill, instrument);
  const { minimum } = terms;
  return {
    currency: terms.basis === 'share' ? instrument.settle : terms.currency,
    // A rebate has no least amount.
    amount: minimum === undefined || amount.isNegative() ? amount : Decimal.max(amount, minimum),
  };
}

function amountOf(terms: FeeTerms, fill: ChargedFill, instrument: Priced): Decimal {
  switch (terms.basis) {
    case 'share':
      return valueOfFill(fill, instrument).times(fill.liquidity === 'MAKER' ? terms.maker : terms.taker);
    case 'unit':
      return fill.quantity.times(terms.amount);
    case 'trade':
      return terms.amount;
  }
}
