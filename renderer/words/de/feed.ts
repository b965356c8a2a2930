import type { feed as english } from '#renderer/words/en/feed.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const feed: Translated<typeof english> = {
  FEED_SILENT: 'Die Verbindung wurde aufgegeben: In {seconds} s war darauf nichts zu hören.',
  FEED_NO_CONNECTION: 'In {seconds} s kam keine Verbindung zustande.',
  FEED_CLOSED_BY_VENUE: 'Der Handelsplatz hat die Verbindung geschlossen ({closeCode}).',
  FEED_RESTARTING: 'Der Handelsplatz startet seine Server neu.',
  FEED_TOO_OLD: 'Die Verbindung hat ihr Höchstalter erreicht.',
  FEED_UNANSWERED: 'Ein Abonnement wurde nicht beantwortet.',
  FEED_FAILED: 'Die Verbindung ist gescheitert: {cause}.',
  FEED_CLOSED: 'Sie wurde geschlossen.',
  FEED_STARTING: 'Sie wird gestartet.',
  FEED_CONNECTING: 'Verbindung mit {address} wird hergestellt.',
  FEED_NOTHING_HEARD: 'Seit {seconds} s war nichts zu hören.',
  FEED_WORKER_STOPPED: 'Der Programmteil, der dem Markt folgt, wurde beendet: {cause}.',
  ASKING_LIMITED:
    '{what, select, book {Orderbücher warten} other {Orderbücher und Kerzen warten}} auf das Anfragelimit des Handelsplatzes bis {until}.',
  ASKING_BANNED:
    'Der Handelsplatz hat diese Adresse bis {until} gesperrt: Orderbücher und Kerzen warten bis dahin.',
  ASKING_UNANSWERED:
    '{address} antwortet nicht: {cause}. Orderbücher und Kerzen warten darauf, und es wird von selbst wieder gefragt.',
  retry: '{reason} Erneut in {seconds} s.',
};
