import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { GivenPrices } from '#src/application/portfolio/given-prices.ts';
import type { GivenFrom } from '#src/domain/given-price.ts';
import type { GivenFromInfo } from '#src/contract/prices.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { isDust } from '#src/domain/dust.ts';
import { averageOf, type Instrument } from '#src/domain/instrument.ts';
import { amountIn } from '#src/domain/money.ts';
import {
  allFees,
  averagePrice,
  costAsHeld,
  marketValue,
  unrealisedProfit,
  type Position,
} from '#src/domain/position.ts';
import type { ProtectionPrices } from '#src/domain/protection.ts';
import { inText } from '#src/domain/in-text.ts';

export function presentPosition(
  position: Position,
  instrument: Instrument,
  mark: Decimal | undefined,
  protection: ProtectionPrices | undefined,
): PositionInfo {
  const open = position.closedAt === undefined;
  const feesKnown = position.unknownFees === 0;
  const hasResult = position.undecided.isZero();
  const charged = allFees(position);
  const netKnown = hasResult && feesKnown && charged.every((fee) => fee.currency === instrument.settle);
  return {
    id: position.id,
    accountId: position.accountId,
    held: position.held,
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
    marketValue: open && mark !== undefined ? marketValue(position, instrument, mark)?.toString() : undefined,
    cost: position.uncosted.isZero() ? costAsHeld(position, instrument).toString() : undefined,
    uncosted: position.uncosted.isZero() ? undefined : position.uncosted.toString(),
    unrealised:
      open && mark !== undefined ? unrealisedProfit(position, instrument, mark)?.toString() : undefined,
    realised: hasResult ? position.realised.toString() : undefined,
    undecided: hasResult ? undefined : position.undecided.toString(),
    unseen: position.unseen.isZero() ? undefined : position.unseen.toString(),
    dustBelow: isDust(position) ? position.dustBelow?.toString() : undefined,
    fees: feesKnown ? inText(position.fees) : undefined,
    estimatedFees: position.estimatedFees.length === 0 ? undefined : inText(position.estimatedFees),
    partOfFees: feesKnown ? undefined : { known: inText([...position.fees]), unknown: position.unknownFees },
    net: netKnown ? position.realised.minus(amountIn(charged, instrument.settle)).toString() : undefined,
    currency: instrument.settle,
    method: position.method,
    openedAt: position.openedAt,
    updatedAt: position.updatedAt,
    closedAt: position.closedAt,
    stopLoss: protection?.stopLoss?.toString(),
    takeProfit: protection?.takeProfit?.toString(),
  };
}

/** At the market's price or, where it tells none, at the one that the trader gave. */
export function presentOpenPosition(
  position: Position,
  instrument: Instrument,
  prices: Pick<GivenPrices, 'markOf' | 'usedFor'>,
  protection: ProtectionPrices | undefined,
): PositionInfo {
  const given = prices.usedFor(instrument.id);
  return {
    ...presentPosition(position, instrument, prices.markOf(instrument.id), protection),
    markFrom: given && {
      source: given.source,
      time: given.source === 'market' ? undefined : given.time,
      instrumentId: given.source === 'hand' ? undefined : given.instrumentId,
    },
  };
}

export function presentSource(given: GivenFrom): GivenFromInfo {
  switch (given.source) {
    case 'hand':
      return { source: given.source, price: given.price.toString(), time: given.time };
    case 'candle': {
      const { source, price, time, instrumentId } = given;
      return { source, price: price.toString(), time, instrumentId };
    }
    case 'market':
      return { source: given.source, instrumentId: given.instrumentId };
  }
}

function average({ quantity, value }: Position['entered'], instrument: Instrument): Decimal | undefined {
  return quantity.isZero() ? undefined : averageOf(instrument, quantity, value);
}
