import { Decimal } from '#src/domain/decimal.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { timesPlaces } from '#src/domain/rounding.ts';
import { shareOf } from './distance.ts';
import type { OrderSurroundings, OrderWarning, WarningThresholds } from './order-warning.ts';

/** A quantity this near to a price was probably typed into the wrong field. */
const likePrice = Decimal.from('0.001');

export function sizeWarnings(
  terms: OrderTerms,
  around: OrderSurroundings,
  thresholds: WarningThresholds,
): readonly OrderWarning[] {
  const { notional, equity, openingNotional } = around;
  const isLeast = terms.type === 'MARKET' && around.shown !== undefined;
  const warnings: OrderWarning[] = [];
  const size =
    around.usualQuantity === undefined
      ? unusual('notional', notional, around.usualNotional, isLeast, thresholds)
      : unusual('quantity', terms.quantity, around.usualQuantity, false, thresholds);
  if (size !== undefined) warnings.push(size);
  const price = priceLike(terms, around);
  if (price !== undefined) warnings.push({ code: 'QUANTITY_LIKE_PRICE', quantity: terms.quantity, price });
  if (openingNotional === undefined || equity === undefined) return warnings;
  const share = shareOf(openingNotional, equity);
  if (share?.greaterThan(thresholds.equityShare) === true) {
    warnings.push({ code: 'EQUITY_SHARE', notional: openingNotional, equity, share, isLeast });
  }
  return warnings;
}

function unusual(
  of: 'quantity' | 'notional',
  asked: Decimal | undefined,
  usual: Decimal | undefined,
  isLeast: boolean,
  { timesUsual }: WarningThresholds,
): OrderWarning | undefined {
  if (asked === undefined || usual?.isPositive() !== true) return undefined;
  if (asked.atMost(usual.times(timesUsual))) return undefined;
  const times = asked.dividedBy(usual, timesPlaces, 'down');
  return { code: 'SIZE_UNUSUAL', of, asked, usual, times, isLeast };
}

/** The price that the quantity repeats. Near 1 the two are alike by nature. */
function priceLike(
  { side, quantity, limitPrice, stopPrice }: OrderTerms,
  { bid, ask, last }: OrderSurroundings,
): Decimal | undefined {
  return [limitPrice, stopPrice, side === 'BUY' ? ask : bid, last]
    .filter((price) => price !== undefined)
    .filter((price) => !price.roundTo(0, 'half-even').equals(Decimal.one))
    .find((price) => shareOf(quantity.minus(price).abs(), price)?.atMost(likePrice) === true);
}
