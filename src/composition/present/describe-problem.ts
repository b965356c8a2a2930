import type { FieldProblem } from '#src/contract/orders.ts';
import type { TermsProblem } from '#src/domain/order-terms.ts';

/** A broken rule in words that name the value and say what would be right. */
export function describeProblem(problem: TermsProblem): FieldProblem {
  const { field, code } = problem;
  switch (problem.code) {
    case 'QUANTITY_NOT_POSITIVE':
      return { field, code, message: 'Quantity must be more than zero.' };
    case 'QUANTITY_OFF_LOT': {
      const below = problem.quantity.roundToMultiple(problem.lotSize, 'floor');
      const suggestion = (below.isZero() ? problem.lotSize : below).toString();
      return {
        field,
        code,
        message: `Quantity must be a multiple of ${problem.lotSize.toString()}.`,
        suggestion,
      };
    }
    case 'QUANTITY_TOO_SMALL':
      return {
        field,
        code,
        message: `The least quantity is ${problem.minimum.toString()}.`,
        suggestion: problem.minimum.toString(),
      };
    case 'QUANTITY_TOO_LARGE':
      return {
        field,
        code,
        message: `The most in one order is ${problem.maximum.toString()}.`,
        suggestion: problem.maximum.toString(),
      };
    case 'PRICE_NOT_POSITIVE':
      return { field, code, message: 'The price must be more than zero.' };
    case 'PRICE_OFF_TICK': {
      const { below, above, tickSize } = problem;
      const suggestion = (below.isZero() ? above : below).toString();
      return {
        field,
        code,
        message: `Prices step by ${tickSize.toString()}: ${below.toString()} or ${above.toString()}.`,
        suggestion,
      };
    }
    case 'PRICE_REQUIRED':
      return {
        field,
        code,
        message: field === 'limitPrice' ? 'Enter a limit price.' : 'Enter a stop price.',
      };
    case 'PRICE_NOT_ALLOWED':
      return { field, code, message: 'This order type takes no such price.' };
    case 'NOTIONAL_TOO_SMALL':
      return {
        field,
        code,
        message: `The order is worth ${problem.notional.toString()}; the least is ${problem.minimum.toString()}.`,
      };
    case 'TIME_IN_FORCE_NOT_ALLOWED':
      return { field, code, message: 'A stop order waits for its price: use GTC or DAY.' };
    case 'NOT_TRADABLE':
      return { field, code, message: 'The venue does not trade this symbol at present.' };
  }
}
