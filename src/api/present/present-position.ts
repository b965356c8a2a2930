import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { amountIn } from '#src/domain/money.ts';
import { averagePrice, marketValue, unrealisedProfit, type Position } from '#src/domain/position.ts';
import type { ProtectionPrices } from '#src/domain/protection.ts';
import { inText } from '#src/domain/in-text.ts';
import { pricePlaces } from '#src/domain/rounding.ts';

export function presentPosition(
  position: Position,
  instrument: Instrument,
  mark: Decimal | undefined,
  protection: ProtectionPrices | undefined,
): PositionInfo {
  const open = position.closedAt === undefined;
  const feesKnown = position.unknownFees === 0;
  const netKnown = feesKnown && position.fees.every((fee) => fee.currency === instrument.settle);
  return {
    id: position.id,
    accountId: position.accountId,
    instrumentId: position.instrumentId,
    side: position.side,
    quantity: position.quantity.toString(),
    averagePrice: (open
      ? averagePrice(position, instrument)
      : average(position.entered, instrument)
    )?.toString(),
    averageExit: average(position.left, instrument)?.toString(),
    enteredQuantity: position.entered.quantity.toString(),
    mark: open ? mark?.toString() : undefined,
    marketValue: open && mark !== undefined ? marketValue(position, instrument, mark).toString() : undefined,
    cost: position.cost.toString(),
    unrealised:
      open && mark !== undefined ? unrealisedProfit(position, instrument, mark).toString() : undefined,
    realised: position.realised.toString(),
    fees: feesKnown ? inText(position.fees) : undefined,
    net: netKnown
      ? position.realised.minus(amountIn(position.fees, instrument.settle)).toString()
      : undefined,
    currency: instrument.settle,
    method: position.method,
    openedAt: position.openedAt,
    updatedAt: position.updatedAt,
    closedAt: position.closedAt,
    stopLoss: protection?.stopLoss?.toString(),
    takeProfit: protection?.takeProfit?.toString(),
  };
}

function average({ quantity, value }: Position['entered'], instrument: Instrument): Decimal | undefined {
  if (quantity.isZero()) return undefined;
  return value.dividedBy(quantity.times(instrument.multiplier), pricePlaces, 'half-even');
}
