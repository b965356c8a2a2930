import type { alertList as english } from '#renderer/words/en/alert-list.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const alertList: Translated<typeof english> = {
  none: 'Keine Meldungen. Was Ihre Aufmerksamkeit braucht, etwa eine Order mit unbekanntem Ausgang, erscheint hier.',
  acknowledgeAll: '{count, plural, other {Alle # quittieren}}',
  more: '{count, plural, other {# weitere zeigen}}',
  acknowledge: 'Quittieren',
  acknowledgeOne: '„{title}“ quittieren',
  acknowledged: 'Quittiert {time}',
};
