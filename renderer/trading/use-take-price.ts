import { useCallback } from 'react';
import { useChangeDraft } from './use-ticket-draft.ts';
import { formatPrice } from '#renderer/format/price.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useAimTicket } from './use-aim-ticket.ts';
import type { DraftTerms } from './ticket-store.ts';

/**
 * Puts a price that was clicked into the draft of its own instrument: the stop price of a stop order, otherwise the
 * limit price.
 */
export function useTakePrice(): (instrumentId: string, price: string) => void {
  const changeDraft = useChangeDraft();
  const aim = useAimTicket();
  return useCallback(
    (instrumentId, price) => {
      const { ticket, place } = aim(instrumentId);
      if (place !== undefined)
        changeDraft(ticket, place, (draft) => withPrice(draft.type, shownPrice(instrumentId, price)));
    },
    [aim, changeDraft],
  );
}

/** The price as it would have been typed. */
function shownPrice(instrumentId: string, price: string): string {
  const tickSize = useLiveStore.getState().instruments[instrumentId]?.tickSize;
  return formatPrice(price, tickSize, usePreferencesStore.getState().separators);
}

export function withPrice(type: DraftTerms['type'], price: string): Partial<DraftTerms> {
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
