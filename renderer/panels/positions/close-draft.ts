import type { InstrumentInfo } from '#src/contract/market.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { emptyDraft, type TicketDraft } from '#renderer/stores/ticket-store.ts';

/** A ticket that would close the position at the market. It is placed by the trader, not by this. */
export function closeDraft(position: PositionInfo): TicketDraft {
  const quantity = Decimal.from(position.quantity);
  return {
    ...emptyDraft,
    side: quantity.isNegative() ? 'BUY' : 'SELL',
    type: 'MARKET',
    quantity: quantity.abs().toString(),
  };
}

/** What was imported is traded elsewhere. */
export function canBeClosed(
  { closedAt, instrumentId }: PositionInfo,
  instruments: Readonly<Record<string, InstrumentInfo>>,
): boolean {
  return closedAt === undefined && instruments[instrumentId]?.tradable !== false;
}
