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
  return {
    side: quantity.isNegative() ? 'BUY' : 'SELL',
    type: 'MARKET',
    quantity: formatQuantity(quantity.abs().toString(), lotSize, separators),
    limitPrice: '',
    stopPrice: '',
    timeInForce: 'GTC',
    strategy: '',
  };
}

/** What was imported is traded elsewhere, though a coin of it may be priced here. */
export function canBeClosed(
  { closedAt, instrumentId, accountId }: PositionInfo,
  { instruments, accounts }: Known,
): boolean {
  if (closedAt !== undefined || instruments[instrumentId]?.tradable === false) return false;
  return accounts.find(({ id }) => id === accountId)?.mode !== 'history';
}

type Known = {
  readonly instruments: Readonly<Record<string, InstrumentInfo>>;
  readonly accounts: readonly Pick<AccountInfo, 'id' | 'mode'>[];
};
