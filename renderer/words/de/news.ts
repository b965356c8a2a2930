import type { news as english } from '#renderer/words/en/news.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const news: Translated<typeof english> = {
  fills: '{count, plural, one {# Ausführung} other {# Ausführungen}}',
  ended: '{count, plural, one {# Order beendet} other {# Orders beendet}}',
  rejected: '{count, plural, one {# Order abgelehnt} other {# Orders abgelehnt}}',
  alerts: '{count, plural, one {# Meldung} other {# Meldungen}}',
  feeds:
    '{count, plural, one {# Wechsel der Verbindung zum Markt} other {# Wechsel der Verbindung zum Markt}}',
  back: 'Wieder mit dem Kern von Tapedeck verbunden',
  filled: 'Ausgeführt: {name}',
  orderEnded: '{status}: {name}',
  orderEndedReason: '{status}: {name}. {reason}',
  alert: '{title}. {message}',
};
