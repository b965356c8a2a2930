import type { OrderTerms } from '#src/domain/order.ts';
import { shareOf } from './distance.ts';
import type { OrderSurroundings, OrderWarning, WarningThresholds } from './order-warning.ts';

export function marketWarnings(
  { side, type }: OrderTerms,
  { bid, ask, quoteAge, shown, quantityToFill }: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const warnings: OrderWarning[] = [];
  if (shown !== undefined) warnings.push({ code: 'BOOK_TOO_THIN', quantity: quantityToFill, shown });
  if (type !== 'MARKET') return warnings;
  if (quoteAge === undefined || (side === 'BUY' ? ask : bid) === undefined)
    return shown === undefined ? [{ code: 'QUOTE_UNKNOWN' }] : warnings;
  if (quoteAge > thresholds.quoteAge) warnings.push({ code: 'QUOTE_OLD', age: quoteAge });
  if (bid === undefined || ask === undefined) return warnings;
  const share = shareOf(ask.minus(bid), bid);
  if (share?.greaterThan(thresholds.spread) === true) warnings.push({ code: 'SPREAD_WIDE', bid, ask, share });
  return warnings;
}
