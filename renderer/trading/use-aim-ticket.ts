import { useCallback } from 'react';
import { runCommand } from '#renderer/commands/handlers.ts';
import { aimedPanel, type PanelPlace, setPanel, usePanelStore } from '#renderer/desk/links/panel-store.ts';
import { useFollowAt, usePlace } from '#renderer/desk/links/panel.tsx';
import { ticketAccount } from './ticket-account.ts';
import type { DraftPlace } from './ticket-store.ts';

type Aimed = { readonly ticket: PanelPlace; readonly place: DraftPlace | undefined };

/**
 * Leads a symbol that was clicked here, and an account with it, to the ticket that is meant: this one, the one that
 * follows the same link, or the one that was used last. Where none is open one is opened.
 */
export function useAimTicket(): (instrumentId: string, accountId?: string) => Aimed {
  const here = usePlace();
  const followAt = useFollowAt();
  return useCallback(
    (instrumentId, accountId) => {
      followAt(here, { instrumentId });
      const isOpen = Object.values(usePanelStore.getState().open).some(({ type }) => type === 'ticket');
      if (!isOpen) runCommand('panels.show.ticket');
      const ticket = aimedPanel('ticket', here);
      followAt(ticket, { instrumentId });
      if (accountId !== undefined) setPanel(ticket, { accountId });
      const account = accountId ?? ticketAccount(ticket)?.id;
      return { ticket, place: account === undefined ? undefined : { accountId: account, instrumentId } };
    },
    [here, followAt],
  );
}
