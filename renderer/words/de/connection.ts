import type { connection as english } from '#renderer/words/en/connection.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const connection: Translated<typeof english> = {
  connecting: 'Verbindung zum Kern wird hergestellt',
  coreLost: 'Der Kern von Tapedeck antwortet nicht',
  coreLostMeaning:
    'Ihre Aufzeichnung ist sicher auf dem Datenträger. Wenn das so bleibt, starten Sie Tapedeck neu. {address}',
  signedOut: 'Diese Seite ist nicht angemeldet',
  signedOutMeaning:
    'Jede Adresse von Tapedeck meldet eine Seite einmal an; diese wurde bereits verwendet oder stammt von einem früheren Start. {address}',
  banner_lost:
    '<strong>Verbindung zum Kern von Tapedeck verloren seit {time}.</strong> Alles Folgende ist auf dem damaligen Stand, und Orders bleiben an ihrem Handelsplatz, wie sie sind. Die Oberfläche verbindet sich von selbst wieder. Wenn nicht, starten Sie Tapedeck neu. {address}',
  banner_silent:
    '<strong>Der Kern von Tapedeck antwortet nicht seit {time}.</strong> Alles Folgende ist auf dem damaligen Stand, und Orders bleiben an ihrem Handelsplatz, wie sie sind. Bis er antwortet, wird keine Order gesendet; auf dieser Seite ist nichts zu tun.',
  banner_behind:
    '<strong>Der Kern von Tapedeck kann seine Aufzeichnung nicht lesen seit {time}.</strong> Alles Folgende ist auf dem damaligen Stand, und Orders bleiben an ihrem Handelsplatz, wie sie sind. Er wird alle zwei Sekunden erneut gefragt; bis dahin wird keine Order gesendet, Stornierungen schon. Wenn das so bleibt, starten Sie Tapedeck neu und prüfen Sie den Arbeitsbereich.',
  'banner_signed-out':
    '<strong>Diese Seite ist vom Kern von Tapedeck abgemeldet seit {time}.</strong> Alles Folgende ist auf dem damaligen Stand, und Orders bleiben an ihrem Handelsplatz, wie sie sind. {address}',
  chip_lost: 'Kern verloren',
  'chip_signed-out': 'Kern verloren',
  chip_silent: 'Kern still',
  chip_behind: 'Kern im Rückstand',
  chips: 'Verbindung',
  offline: 'offline',
  since: 'Seit {time}',
  feed_live: '{venue} live',
  feed_connecting: '{venue} verbindet',
  feed_stale: '{venue} veraltet seit {time}',
  feed_offline: '{venue} offline',
  feedReason: '{feed}: {reason}',
  noticePrices: '{feed}. Die Preise sind die letzten bekannten.',
  noticeNoPrice: '{feed}. Es ist kein Preis bekannt.',
  noticeConnecting: '{feed}.',
  offlinePrices: 'Offline. Die Preise sind die letzten bekannten.',
  offlineNoPrice: 'Offline. Es ist kein Preis bekannt.',
  staleSince: 'Veraltet seit {time}',
  staleHint: 'Was hier steht, war zuletzt um diese Zeit gesichert',
  outage_lost: 'Keine Verbindung zum Kern von Tapedeck seit {time}. {meaning}',
  'outage_signed-out': 'Keine Verbindung zum Kern von Tapedeck seit {time}. {meaning}',
  outage_silent: 'Der Kern von Tapedeck antwortet nicht seit {time}. {meaning}',
  outage_behind: 'Der Kern von Tapedeck kann seine Aufzeichnung nicht lesen seit {time}. {meaning}',
  notSent: 'Es kann nichts gesendet werden.',
  handedOver:
    'Dies wurde ihm vorher übergeben. Was daraus wurde, steht hier, sobald er antwortet; was ihn zu spät erreicht, wird nicht gesendet.',
  cancelSilent: 'Eine Stornierung wird ihm trotzdem übergeben und ausgeführt, sobald er antwortet.',
  cancelLost:
    'Von hier aus kann nichts storniert werden; Orders bleiben an ihrem Handelsplatz, wie sie sind.',
  awaited: 'Was hier erwartet wird, kommt, wenn das vorbei ist.',
  goodAddress:
    'Die gültige Adresse steht in der Datei „sign-in-address“ im Ordner der Arbeitsbereiche von Tapedeck und gleich nach einem Start in der Zeile „Tapedeck ready: …“, wo es gestartet wurde.',
  simulatedMarket: 'Simulierter Markt',
};
