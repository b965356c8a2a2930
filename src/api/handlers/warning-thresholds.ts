import type { WarningThresholdsInput } from '#src/contract/order-warnings.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { WarningThresholds } from '#src/domain/plausibility/order-warning.ts';

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
