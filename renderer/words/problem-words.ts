import type { FieldProblem } from '#src/contract/orders.ts';
import { formatMoneyToward } from '#renderer/format/money.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { formatPrice, formatQuantity } from '#renderer/format/price.ts';
import { say } from './say.ts';

/** What is wrong with a field, in words that say how to mend it. */
export type FieldWords = {
  readonly field: FieldProblem['field'];
  readonly message: string;
  /** Texts that would be right in the field. */
  readonly fills: readonly string[];
};

export function problemWords(problem: FieldProblem, separators: Separators): FieldWords {
  const { code, field } = problem;
  const words = (message: string, ...fills: string[]): FieldWords => ({ field, message, fills });
  const atLeast = (amount: string, currency: string): string =>
    formatMoneyToward(amount, currency, separators, 'ceiling');
  const atMost = (amount: string, currency: string): string =>
    formatMoneyToward(amount, currency, separators, 'floor');
  switch (code) {
    case 'NOT_A_NUMBER':
    case 'QUANTITY_NOT_POSITIVE':
    case 'PRICE_NOT_POSITIVE':
    case 'PRICE_NOT_ALLOWED':
    case 'TIME_IN_FORCE_NOT_ALLOWED':
    case 'NOT_TRADABLE':
    case 'OTHER_VENUE':
      return words(say(`problem.${code}`));
    case 'QUANTITY_OFF_LOT': {
      const { lotSize, nearest } = problem;
      const lot = formatQuantity(lotSize, lotSize, separators);
      return words(say('problem.QUANTITY_OFF_LOT', { lot }), formatQuantity(nearest, lotSize, separators));
    }
    case 'QUANTITY_TOO_SMALL': {
      const minimum = formatQuantity(problem.minimum, problem.lotSize, separators);
      return words(say('problem.QUANTITY_TOO_SMALL', { minimum }), minimum);
    }
    case 'QUANTITY_TOO_LARGE':
    case 'MARKET_QUANTITY_TOO_LARGE': {
      const maximum = formatQuantity(problem.maximum, problem.lotSize, separators);
      return words(say(`problem.${code}`, { maximum }), maximum);
    }
    case 'POSITION_TOO_LARGE': {
      const quantity = (text: string): string => formatQuantity(text, problem.lotSize, separators);
      const maximum = quantity(problem.maximum);
      if (problem.room === '0') return words(say('problem.POSITION_TOO_LARGE_full', { maximum }));
      const room = quantity(problem.room);
      return words(say('problem.POSITION_TOO_LARGE', { maximum, room }), room);
    }
    case 'TOO_MANY_ORDERS':
    case 'TOO_MANY_STOPS':
    case 'TOO_MANY_AMENDMENTS':
      return words(say(`problem.${code}`, { most: problem.most }));
    case 'PRICE_TOO_LOW':
    case 'PRICE_TOO_HIGH':
    case 'PRICE_ABOVE_BAND':
    case 'PRICE_BELOW_BAND': {
      const bound = formatPrice(problem.bound, problem.tickSize, separators);
      const band =
        'times' in problem ? { times: dress(problem.times, separators), basis: problem.basis } : {};
      return words(say(`problem.${code}`, { bound, ...band }), bound);
    }
    case 'PRICE_OFF_TICK': {
      const price = (text: string): string => formatPrice(text, problem.tickSize, separators);
      const tick = price(problem.tickSize);
      const above = price(problem.above);
      // Below the first tick there is no price.
      if (problem.below === '0') return words(say('problem.PRICE_OFF_TICK', { tick, price: above }), above);
      const below = price(problem.below);
      return words(say('problem.PRICE_OFF_TICK_two', { tick, below, above }), below, above);
    }
    case 'PRICE_REQUIRED':
      return words(say(field === 'limitPrice' ? 'problem.enterLimitPrice' : 'problem.enterStopPrice'));
    case 'NOTIONAL_TOO_SMALL': {
      const { notional, minimum, currency } = problem;
      return words(
        say('problem.NOTIONAL_TOO_SMALL', {
          notional: atMost(notional, currency),
          minimum: atLeast(minimum, currency),
        }),
      );
    }
    case 'NOTIONAL_TOO_LARGE': {
      const { notional, maximum, currency } = problem;
      return words(
        say('problem.NOTIONAL_TOO_LARGE', {
          notional: atLeast(notional, currency),
          maximum: atMost(maximum, currency),
        }),
      );
    }
    case 'NOT_ENOUGH': {
      const { needed, isLeast, available, currency, lotSize } = problem;
      if (lotSize !== undefined) {
        const quantity = (text: string): string => `${formatQuantity(text, lotSize, separators)} ${currency}`;
        return words(say('problem.NOT_ENOUGH', { needed: quantity(needed), available: quantity(available) }));
      }
      return words(
        say(isLeast ? 'problem.NOT_ENOUGH_least' : 'problem.NOT_ENOUGH', {
          needed: atLeast(needed, currency),
          available: atMost(available, currency),
        }),
      );
    }
    case 'QUANTITY_FILLED': {
      const filled = formatQuantity(problem.filled, problem.lotSize, separators);
      return words(say('problem.QUANTITY_FILLED', { filled }));
    }
  }
}
