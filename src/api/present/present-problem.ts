import type { FieldProblem } from '#src/contract/orders.ts';
import type { AmendedTermsProblem } from '#src/domain/order-terms.ts';
import type { ProtectionProblem } from '#src/domain/protection.ts';

/** A broken rule with the values that the screen needs to say what would be right. */
export function presentProblem(problem: AmendedTermsProblem | ProtectionProblem): FieldProblem {
  const { field, code } = problem;
  switch (code) {
    case 'QUANTITY_OFF_LOT': {
      const { quantity, lotSize } = problem;
      const below = quantity.roundToMultiple(lotSize, 'floor');
      const nearest = below.isZero() ? lotSize : below;
      return { field, code, lotSize: lotSize.toString(), nearest: nearest.toString() };
    }
    case 'QUANTITY_TOO_SMALL':
      return { field, code, minimum: problem.minimum.toString(), lotSize: problem.lotSize.toString() };
    case 'QUANTITY_TOO_LARGE':
      return { field, code, maximum: problem.maximum.toString(), lotSize: problem.lotSize.toString() };
    case 'QUANTITY_FILLED':
      return { field, code, filled: problem.filled.toString(), lotSize: problem.lotSize.toString() };
    case 'PRICE_OFF_TICK': {
      const { tickSize, below, above } = problem;
      return {
        field,
        code,
        tickSize: tickSize.toString(),
        below: below.toString(),
        above: above.toString(),
      };
    }
    case 'NOTIONAL_TOO_SMALL': {
      const { notional, minimum, currency } = problem;
      return { field, code, notional: notional.toString(), minimum: minimum.toString(), currency };
    }
    case 'QUANTITY_NOT_POSITIVE':
    case 'PRICE_NOT_POSITIVE':
    case 'PRICE_REQUIRED':
    case 'PRICE_NOT_ALLOWED':
    case 'TIME_IN_FORCE_NOT_ALLOWED':
    case 'NOT_TRADABLE':
    case 'OTHER_VENUE':
      return { field, code };
  }
}
