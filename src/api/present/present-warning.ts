import type { OrderWarningInfo, WarningThresholdsInput } from '#src/contract/order-warnings.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { OrderWarning, WarningThresholds } from '#src/domain/order-plausibility.ts';

const hundredth = Decimal.from('0.01');

export function thresholdsOf(input: WarningThresholdsInput): WarningThresholds {
  return {
    throughMarket: Decimal.from(input.throughMarketPercent).times(hundredth),
    fromMarket: Decimal.from(input.fromMarketPercent).times(hundredth),
    timesUsual: Decimal.from(input.timesUsual),
    equityShare: Decimal.from(input.equityPercent).times(hundredth),
    spread: Decimal.from(input.spreadPercent).times(hundredth),
    quoteAge: Decimal.from(input.quoteAgeSeconds).toNumber() * 1000,
  };
}

export function presentWarning(warning: OrderWarning): OrderWarningInfo {
  switch (warning.code) {
    case 'LIMIT_THROUGH_MARKET':
    case 'FAR_FROM_MARKET':
      return {
        ...warning,
        price: warning.price.toString(),
        market: warning.market.toString(),
        share: warning.share.toString(),
      };
    case 'STOP_AT_ONCE':
      return { ...warning, price: warning.price.toString(), market: warning.market.toString() };
    case 'STOP_LIMIT_CANNOT_FILL':
      return {
        ...warning,
        stopPrice: warning.stopPrice.toString(),
        limitPrice: warning.limitPrice.toString(),
      };
    case 'SIZE_UNUSUAL':
      return {
        ...warning,
        asked: warning.asked.toString(),
        usual: warning.usual.toString(),
        times: warning.times.toString(),
      };
    case 'EQUITY_SHARE':
      return {
        ...warning,
        notional: warning.notional.toString(),
        equity: warning.equity.toString(),
        share: warning.share.toString(),
      };
    case 'QUANTITY_LIKE_PRICE':
      return { ...warning, quantity: warning.quantity.toString(), price: warning.price.toString() };
    case 'SPREAD_WIDE':
      return {
        ...warning,
        bid: warning.bid.toString(),
        ask: warning.ask.toString(),
        share: warning.share.toString(),
      };
    case 'BOOK_TOO_THIN':
      return { ...warning, quantity: warning.quantity.toString(), shown: warning.shown.toString() };
    case 'OWN_ORDER_MET':
      return { ...warning, price: warning.price?.toString() };
    case 'CLOSED_ALREADY':
      return {
        ...warning,
        held: warning.held.toString(),
        working: warning.working.toString(),
        excess: warning.excess.toString(),
      };
    case 'QUOTE_UNKNOWN':
    case 'QUOTE_OLD':
      return warning;
  }
}
