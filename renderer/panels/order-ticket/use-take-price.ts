import { useTicketDraft } from '#renderer/panels/order-ticket/use-ticket-draft.ts';
import { select } from '#renderer/stores/selection-store.ts';
import type { TicketDraft } from '#renderer/stores/ticket-store.ts';

/** Puts a price that was clicked into the ticket: the stop price of a stop order, otherwise the limit price. */
export function useTakePrice(): (instrumentId: string, price: string) => void {
  const { draft, change } = useTicketDraft();
  return (instrumentId, price) => {
    select(instrumentId);
    change(withPrice(draft.type, price));
  };
}

export function withPrice(type: TicketDraft['type'], price: string): Partial<TicketDraft> {
  switch (type) {
    case 'STOP':
      return { stopPrice: price };
    case 'MARKET':
      return { type: 'LIMIT', limitPrice: price };
    case 'LIMIT':
    case 'STOP_LIMIT':
      return { limitPrice: price };
  }
}
