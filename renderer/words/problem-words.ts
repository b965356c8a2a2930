import type { FieldProblem } from '#src/contract/orders.ts';
import { formatMoneyToward } from '#renderer/format/money.ts';
import type { Separators } from '#renderer/format/number.ts';
import { formatPrice, formatQuantity } from '#renderer/format/price.ts';

/** What is wrong with a field, in words that say how to mend it. */
export type FieldWords = {
  readonly field: FieldProblem['field'];
  readonly message: string;
  /** Texts that would be right in the field. */
  readonly fills: readonly string[];
};

export function problemWords(problem: FieldProblem, separators: Separators): FieldWords {
  const say = (message: string, ...fills: string[]): FieldWords => ({ field: problem.field, message, fills });
  const atLeast = (amount: string, currency: string): string =>
    formatMoneyToward(amount, currency, separators, 'ceiling');
  const atMost = (amount: string, currency: string): string =>
    formatMoneyToward(amount, currency, separators, 'floor');
  switch (problem.code) {
    case 'NOT_A_NUMBER':
      return say('This is not a number.');
    case 'QUANTITY_NOT_POSITIVE':
      return say('Quantity must be more than zero.');
    case 'QUANTITY_OFF_LOT': {
      const { lotSize, nearest } = problem;
      const lot = formatQuantity(lotSize, lotSize, separators);
      return say(`Quantity must be a multiple of ${lot}.`, formatQuantity(nearest, lotSize, separators));
    }
    case 'QUANTITY_TOO_SMALL': {
      const minimum = formatQuantity(problem.minimum, problem.lotSize, separators);
      return say(`The least quantity is ${minimum}.`, minimum);
    }
    case 'QUANTITY_TOO_LARGE': {
      const maximum = formatQuantity(problem.maximum, problem.lotSize, separators);
      return say(`The most in one order is ${maximum}.`, maximum);
    }
    case 'PRICE_NOT_POSITIVE':
      return say('The price must be more than zero.');
    case 'PRICE_OFF_TICK': {
      const price = (text: string): string => formatPrice(text, problem.tickSize, separators);
      const above = price(problem.above);
      // Below the first tick there is no price.
      const fills = problem.below === '0' ? [above] : [price(problem.below), above];
      return say(`Prices step by ${price(problem.tickSize)}: ${fills.join(' or ')}.`, ...fills);
    }
    case 'PRICE_REQUIRED':
      return say(problem.field === 'limitPrice' ? 'Enter a limit price.' : 'Enter a stop price.');
    case 'PRICE_NOT_ALLOWED':
      return say('This order type takes no such price.');
    case 'NOTIONAL_TOO_SMALL': {
      const { notional, minimum, currency } = problem;
      return say(
        `The order is worth ${atMost(notional, currency)}; the least is ${atLeast(minimum, currency)}.`,
      );
    }
    case 'NOT_ENOUGH': {
      const { needed, isLeast, available, currency, lotSize } = problem;
      if (lotSize !== undefined) {
        const quantity = (text: string): string => `${formatQuantity(text, lotSize, separators)} ${currency}`;
        return say(`Needs ${quantity(needed)}; ${quantity(available)} is available.`);
      }
      const least = isLeast ? 'at least ' : '';
      return say(`Needs ${least}${atLeast(needed, currency)}; ${atMost(available, currency)} is available.`);
    }
    case 'QUANTITY_FILLED': {
      const filled = formatQuantity(problem.filled, problem.lotSize, separators);
      return say(`${filled} of it has filled. Enter more than that; to end the rest, cancel the order.`);
    }
    case 'TIME_IN_FORCE_NOT_ALLOWED':
      return say('A stop order waits for its price: use GTC or DAY.');
    case 'NOT_TRADABLE':
      return say('The venue does not trade this symbol at present.');
    case 'OTHER_VENUE':
      return say('This symbol is not traded at the venue of this account. Choose an account there.');
  }
}
