import type { common as english } from '#renderer/words/en/common.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const common: Translated<typeof english> = {
  close: 'Schließen',
  back: 'Zurück',
  open: 'Öffnen',
  putAway: 'Ausblenden',
  cancel: 'Abbrechen',
  restore: 'Wiederherstellen',
  none: 'Keine',
  noneYet: 'Noch keine.',
  loading: '{name} – wird geladen …',
  tryAgain: 'Erneut versuchen',
  giveName: 'Geben Sie einen Namen ein.',
  takeBack: 'Rückgängig machen',
  hideAmounts: 'Beträge ausblenden',
  showAmounts: 'Beträge anzeigen',
  notes: 'Die Hinweise',
  screen: 'Die Oberfläche',
  news: 'Nachrichten',
  urgentNews: 'Dringende Nachrichten',
  partStopped: '{name} wurde durch einen Fehler in Tapedeck angehalten.',
  partStoppedMeaning:
    'Betroffen ist nur diese Anzeige: Orders, Positionen und Aufzeichnung liegen beim Kern und laufen weiter.',
  partStoppedRemedy: 'Wieder anzeigen',
  partUnloaded: '{name} konnte nicht geladen werden.',
  partUnloadedMeaning:
    'Dieser Programmteil kam nicht an, etwa weil der Kern gerade beendet wurde. Orders und Aufzeichnung sind nicht betroffen.',
  partUnloadedRemedy: 'Erneut laden',
  timeLeft: 'noch etwa {time}',
  cancelWork: 'Abbrechen: {label}',
  of: '{done} von {total}',
  seconds: '{count} s',
  minutes: '{count} min',
  hours: '{count} h',
  Demo: 'Demo',
  paper: 'Papier',
  LIVE: 'LIVE',
  settingsNotKept:
    '<strong>{title}.</strong> Sie gilt in diesem Fenster, andere Fenster haben sie noch nicht, und es wird erneut versucht, bis sie gesichert ist. Orders und Geld sind nicht betroffen.',
  quoted: '„{text}“',
  joined: '{first} {second}',
};
