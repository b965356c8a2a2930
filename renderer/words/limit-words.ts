import { formatMoneyToward } from '#renderer/format/money.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import type { LimitName, LimitProblem } from '#src/contract/limits.ts';
import { Decimal } from '#src/domain/decimal.ts';

type LimitWords = {
  readonly label: string;
  /** As in "beyond your limit for …". */
  readonly of: string;
  /** What it does to an order. */
  readonly says: string;
  readonly unit?: string;
  /** A share is typed and shown in per cent. */
  readonly share?: boolean;
  /** An amount: privacy mode hides it. */
  readonly amount?: boolean;
  /** What the trader can do about an order that is beyond it. */
  readonly remedy: string;
};

export const limitWords: Readonly<Record<LimitName, LimitWords>> = {
  maxQuantity: {
    label: 'Quantity of one order',
    of: 'the quantity of one order',
    says: 'An order for more is refused. It counts units of whatever is traded: 2 is 2 BTC as well as 2 DOGE.',
    amount: true,
    remedy: 'Make it smaller.',
  },
  maxNotional: {
    label: 'Worth of one order',
    of: 'the worth of one order',
    says: 'An order worth more is refused. It counts in the currency that the symbol is paid in: USDT for BTC/USDT, EUR for BTC/EUR.',
    amount: true,
    remedy: 'Make it smaller.',
  },
  maxPriceDistance: {
    label: 'Distance from the market',
    of: 'the distance of a price from the market',
    says: 'An order with a limit or stop price farther away than this is refused, on either side of the market.',
    unit: '%',
    share: true,
    remedy: 'Bring the price nearer to the market.',
  },
  maxOpenOrders: {
    label: 'Working orders',
    of: 'working orders',
    says: 'While so many orders of one account are working, a further one is refused.',
    remedy: 'Cancel another order first.',
  },
};

export const limitNames = ['maxQuantity', 'maxNotional', 'maxPriceDistance', 'maxOpenOrders'] as const;

const hundred = Decimal.fromInteger(100);
const hundredth = Decimal.from('0.01');

/** As it is typed in its field. */
export function limitText(name: LimitName, value: string | undefined, separators: Separators): string {
  if (value === undefined) return '';
  return dress(limitWords[name].share === true ? percentOf(value) : value, separators);
}

/** What was typed, as the core counts it. */
export function limitValue(name: LimitName, typed: Decimal): Decimal {
  return limitWords[name].share === true ? typed.times(hundredth) : typed;
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
  return limitWords[name].share === true ? `${text}%` : text;
}

function percentOf(share: string): string {
  return Decimal.from(share).times(hundred).toString();
}

export function limitProblemWords(problem: LimitProblem, separators: Separators): string {
  switch (problem.code) {
    case 'LIMIT_NOT_POSITIVE':
      return 'Enter more than zero. Leave it empty for no limit.';
    case 'LIMIT_NOT_WHOLE':
      return 'Enter a whole number.';
    case 'LIMIT_TOO_LARGE':
      return `The most is ${dress(problem.maximum, separators)}. Leave it empty for no limit.`;
    case 'LIMIT_SET_ELSEWHERE': {
      const now = limitText(problem.limit, problem.now, separators);
      return now === ''
        ? 'It was lifted on another screen meanwhile. Empty it, or type yours again.'
        : `It was set to ${now} on another screen meanwhile. Take that, or type yours again.`;
    }
  }
}
