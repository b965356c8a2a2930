import { formatMoneyToward } from '#renderer/format/money.ts';
import { dress, percentSignIn, type Separators } from '#renderer/format/number.ts';
import type { LimitName, LimitProblem } from '#src/contract/limits.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { say, spoken } from './say.ts';

type LimitKind = {
  readonly unit?: string;
  /** A share is typed and shown in per cent. */
  readonly share?: boolean;
  /** An amount: privacy mode hides it. */
  readonly amount?: boolean;
};

export const limitKinds: Readonly<Record<LimitName, LimitKind>> = {
  maxQuantity: { amount: true },
  maxNotional: { amount: true },
  maxPriceDistance: { unit: '%', share: true },
  maxOpenOrders: {},
};

export const limitNames = ['maxQuantity', 'maxNotional', 'maxPriceDistance', 'maxOpenOrders'] as const;

const hundred = Decimal.fromInteger(100);
const hundredth = Decimal.from('0.01');

/** As it is typed in its field. */
export function limitText(name: LimitName, value: string | undefined, separators: Separators): string {
  if (value === undefined) return '';
  return dress(limitKinds[name].share === true ? percentOf(value) : value, separators);
}

/** What was typed, as the core counts it. */
export function limitValue(name: LimitName, typed: Decimal): Decimal {
  return limitKinds[name].share === true ? typed.times(hundredth) : typed;
}

/** In a sentence, rounded so that what is a little too much does not look like what is allowed. */
export function limitMeasure(
  name: LimitName,
  value: string,
  currency: string,
  separators: Separators,
  rounding: 'ceiling' | 'floor',
): string {
  if (name === 'maxNotional') return formatMoneyToward(value, currency, separators, rounding);
  const text = limitText(name, value, separators);
  return limitKinds[name].share === true ? `${text}${percentSignIn(spoken()?.locale ?? 'en')}` : text;
}

function percentOf(share: string): string {
  return Decimal.from(share).times(hundred).toString();
}

export function limitProblemWords(problem: LimitProblem, separators: Separators): string {
  switch (problem.code) {
    case 'LIMIT_NOT_POSITIVE':
    case 'LIMIT_NOT_WHOLE':
      return say(`limit.${problem.code}`);
    case 'LIMIT_TOO_LARGE':
      return say('limit.LIMIT_TOO_LARGE', { maximum: dress(problem.maximum, separators) });
    case 'LIMIT_SET_ELSEWHERE': {
      const now = limitText(problem.limit, problem.now, separators);
      return now === '' ? say('limit.liftedElsewhere') : say('limit.setElsewhere', { now });
    }
  }
}
