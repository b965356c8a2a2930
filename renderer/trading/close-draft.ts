import type { InstrumentInfo } from '#src/contract/market.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Separators } from '#renderer/format/number.ts';
import { formatQuantity } from '#renderer/format/price.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import type { DraftTerms } from './ticket-store.ts';

/**
 * A ticket that would close the position at the market. It is placed by the trader, not by this. It has no strategy of
 * its own: a round trip is of the strategy whose orders name one.
 */
export function closeDraft(
  position: PositionInfo,
  lotSize: string | undefined,
  separators: Separators,
): DraftTerms {
  const quantity = Decimal.from(position.quantity);
  const size = closable(quantity.abs(), lotSize);
  return {
    side: quantity.isNegative() ? 'BUY' : 'SELL',
    type: 'MARKET',
    quantity: formatQuantity(size.toString(), lotSize, separators),
    limitPrice: '',
    stopPrice: '',
    timeInForce: 'GTC',
    strategy: '',
  };
}

/** In whole lots, where it is one: a rest stays as dust. */
function closable(quantity: Decimal, lotSize: string | undefined): Decimal {
  const lots = lotSize === undefined ? quantity : quantity.roundToMultiple(Decimal.from(lotSize), 'floor');
  return lots.isPositive() ? lots : quantity;
}

/** Of dust, by the rules and the price of now. */
export function isTooSmall(
  { dustBelow, quantity, marketValue }: PositionInfo,
  instrument: InstrumentInfo | undefined,
): boolean {
  if (dustBelow === undefined || instrument === undefined) return dustBelow !== undefined;
  const { lotSize, minQuantity = lotSize, minNotional } = instrument;
  const size = closable(Decimal.from(quantity).abs(), lotSize);
  if (size.lessThan(Decimal.max(Decimal.from(lotSize), Decimal.from(minQuantity)))) return true;
  if (minNotional === undefined) return false;
  const worth = Decimal.from(marketValue ?? '0').abs();
  return worth.lessThan(Decimal.from(minNotional));
}

/** What was imported is traded elsewhere, though a coin of it may be priced here. */
export function canBeClosed(position: PositionInfo, { instruments, accounts }: Known): boolean {
  const { closedAt, instrumentId, accountId } = position;
  if (closedAt !== undefined || instruments[instrumentId]?.tradable === false) return false;
  if (isTooSmall(position, instruments[instrumentId])) return false;
  return accounts.find(({ id }) => id === accountId)?.mode !== 'history';
}

type Known = {
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly accounts: readonly Pick<AccountInfo, 'id' | 'mode'>[];
};
