import type { AccountInfo } from '#src/contract/workspace.ts';
import { isTraded } from '#src/domain/account.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import {
  panelAt,
  type PanelInstance,
  type PanelPlace,
  usePanelStore,
} from '#renderer/desk/links/panel-store.ts';
import { usePanel } from '#renderer/desk/links/panel.tsx';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';

/** The account that a ticket places on: its own, else the first that trades. */
export function useTicketAccount(): AccountInfo | undefined {
  const ticket = usePanel();
  const kept = useWindowLink((state) => state.accountId);
  return useLiveStore((state) => accountOf(ticket, state.accounts, kept));
}

export function ticketAccount(place: PanelPlace): AccountInfo | undefined {
  const ticket = panelAt(usePanelStore.getState(), place);
  return accountOf(ticket, useLiveStore.getState().accounts, useWindowLink.getState().accountId);
}

function accountOf(
  { params }: PanelInstance,
  accounts: readonly AccountInfo[],
  kept: string | undefined,
): AccountInfo | undefined {
  const traded = accounts.filter(isTraded);
  const byId = (id: string | undefined) => traded.find((account) => account.id === id);
  return byId(params.accountId) ?? byId(kept) ?? traded[0];
}
