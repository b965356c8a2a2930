import { create } from 'zustand';

/** Whether keys send orders from anywhere on the page. Of this page alone and never kept: a page begins safe. */
export const useArmStore = create<{ readonly armed: boolean }>()(() => ({ armed: false }));

export function setArmed(armed: boolean): void {
  useArmStore.setState({ armed });
}

/** Marks the element in which keys always send: the ticket, where the trader sees what. */
export const sendsHere = { 'data-sends-here': '' } as const;

/** Whether a key that is pressed now may send. */
export function mayKeysSend(): boolean {
  const inTicket = document.activeElement?.closest('[data-sends-here]') ?? null;
  return inTicket !== null || useArmStore.getState().armed;
}
