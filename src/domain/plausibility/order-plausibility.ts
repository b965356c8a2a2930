import type { OrderTerms } from '#src/domain/order.ts';
import { marketWarnings } from './market-warnings.ts';
import type { OrderSurroundings, OrderWarning, WarningThresholds } from './order-warning.ts';
import { closingWarnings, ownOrderWarnings } from './own-order-warnings.ts';
import { priceWarnings } from './price-warnings.ts';
import { sizeWarnings } from './size-warnings.ts';

/**
 * What about the order is so unlikely to be meant that it is said before it is sent. Whether the instrument and the
 * account allow it is not asked here (order-terms.ts, risk-limits.ts).
 */
export function warningsAbout(
  terms: OrderTerms,
  around: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  return [
    ...priceWarnings(terms, around, thresholds),
    ...marketWarnings(terms, around, thresholds),
    ...sizeWarnings(terms, around, thresholds),
    ...ownOrderWarnings(terms, around),
    ...closingWarnings(terms, around),
  ];
}
