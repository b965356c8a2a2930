import { useCallback } from 'react';
import { type PanelPlace, setPanel } from '#renderer/desk/links/panel-store.ts';
import { useFollowAt, usePlace } from '#renderer/desk/links/panel.tsx';
import { reachPanel } from '#renderer/desk/links/reach-panel.ts';
import { ticketAccount } from './ticket-account.ts';
import type { DraftPlace } from './ticket-store.ts';

type Aimed = { readonly ticket: PanelPlace; readonly place: DraftPlace | undefined };

/**
 * Leads a symbol that was clicked here, and an account with it, to the ticket that is meant: this one, the one that
 * follows the same link, or the one that was used last; of several before others one that has the account, so that
 * none is turned to another without need. It is brought to where it is seen.
 */
export function useAimTicket(): (instrumentId: string, accountId?: string) => Aimed {
  const here = usePlace();
  const followAt = useFollowAt();
  return useCallback(
    (instrumentId, accountId) => {
      followAt(here, { instrumentId });
      const ticket = reachPanel(
        'ticket',
        here,
        accountId === undefined ? undefined : (open) => ticketAccount(open)?.id === accountId,
      );
      followAt(ticket, { instrumentId });
      if (accountId !== undefined) setPanel(ticket, { accountId });
      const account = accountId ?? ticketAccount(ticket)?.id;
      return { ticket, place: account === undefined ? undefined : { accountId: account, instrumentId } };
    },
    [here, followAt],
  );
}
