import type { palette as english } from '#renderer/words/en/palette.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const palette: Translated<typeof english> = {
  activeOrders: 'Aktive Orders',
  endedOrders: 'Beendete Orders',
  symbols: 'Symbole',
  sends: 'Kann eine Order senden: aus dem Ticket oder überall, solange Tasten scharf sind',
  nothingFound: 'Nichts dieses Namens',
  type: 'Aktion, Symbol, Order oder Einstellung eingeben',
  find: 'Aktion suchen',
  changeKeys: 'Tasten ändern',
  onlyInPalette: 'Palette',
};
