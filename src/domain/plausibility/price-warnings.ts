import type { Decimal } from '#src/domain/decimal.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { beyond, shareOf } from './distance.ts';
import type { OrderSurroundings, OrderWarning, WarningThresholds } from './order-warning.ts';

export function priceWarnings(
  terms: OrderTerms,
  around: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const { side, type, limitPrice, stopPrice } = terms;
  const warnings: OrderWarning[] = [];
  const market = side === 'BUY' ? around.ask : around.bid;
  if (type === 'LIMIT' && limitPrice !== undefined && market !== undefined) {
    warnings.push(...limitWarnings(side, limitPrice, market, thresholds));
  }
  if (stopPrice === undefined) return warnings;
  const traded = around.last ?? market;
  if (traded !== undefined) warnings.push(...stopWarnings(side, stopPrice, traded, thresholds));
  if (type === 'STOP_LIMIT' && limitPrice !== undefined) {
    // How far the limit waits on its own side of the stop is no question of distance: it cannot fill there.
    if (beyond(side, limitPrice, stopPrice).isNegative()) {
      warnings.push({ code: 'STOP_LIMIT_CANNOT_FILL', stopPrice, limitPrice });
    } else warnings.push(...throughWarnings(side, limitPrice, stopPrice, thresholds));
  }
  return warnings;
}

function limitWarnings(
  side: OrderTerms['side'],
  price: Decimal,
  market: Decimal,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const share = shareOf(beyond(side, price, market).negated(), market);
  if (share?.greaterThan(thresholds.fromMarket) === true) {
    return [{ code: 'FAR_FROM_MARKET', field: 'limitPrice', price, market, share }];
  }
  return throughWarnings(side, price, market, thresholds);
}

function throughWarnings(
  side: OrderTerms['side'],
  price: Decimal,
  market: Decimal,
  { throughMarket }: WarningThresholds,
): readonly OrderWarning[] {
  const share = shareOf(beyond(side, price, market), market);
  return share?.greaterThan(throughMarket) === true
    ? [{ code: 'LIMIT_THROUGH_MARKET', price, market, share }]
    : [];
}

function stopWarnings(
  side: OrderTerms['side'],
  price: Decimal,
  market: Decimal,
  { fromMarket }: WarningThresholds,
): readonly OrderWarning[] {
  const away = beyond(side, price, market);
  if (!away.isPositive()) return [{ code: 'STOP_AT_ONCE', price, market }];
  const share = shareOf(away, market);
  return share?.greaterThan(fromMarket) === true
    ? [{ code: 'FAR_FROM_MARKET', field: 'stopPrice', price, market, share }]
    : [];
}
