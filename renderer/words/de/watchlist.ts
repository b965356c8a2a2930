import type { watchlist as english } from '#renderer/words/en/watchlist.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const watchlist: Translated<typeof english> = {
  grid: 'Beobachtete Instrumente',
  useBid: 'Geld {price} für {symbol}: im Ticket verwenden',
  useAsk: 'Brief {price} für {symbol}: im Ticket verwenden',
  symbolOn: '{symbol} an {venue}',
  watch: '{symbol} beobachten',
  stopWatching: '{symbol} nicht mehr beobachten',
  notWatched: '{symbol} wird nicht mehr beobachtet',
  find: 'Symbol suchen',
  next: 'Nächstes Symbol',
  previous: 'Voriges Symbol',
  noInstruments:
    'Die Instrumente erscheinen hier, sobald die Liste des Marktes gelesen ist. Offline zeigt dieser Arbeitsbereich, was er aufgezeichnet hat.',
  nothingWatched: 'Es wird nichts beobachtet. Tippen Sie oben ein Symbol, um es zu finden und hinzuzufügen.',
  noneFound: 'Kein Symbol enthält „{query}“.',
  found: 'Gefundene Instrumente',
  venue: 'Handelsplatz',
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  listShown: 'Gezeigte Liste',
  changeLists: 'Listen ändern',
  newList: 'Neue Liste',
  newListName: 'Name der neuen Liste',
  listName: 'Name der Liste',
  renameList: '„{name}“ umbenennen',
  removeList: '„{name}“ entfernen',
  listRemoved: 'Die Liste „{name}“ ist entfernt',
};
