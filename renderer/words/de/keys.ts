import type { keys as english } from '#renderer/words/en/keys.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const keys: Translated<typeof english> = {
  of: 'Schlüssel…',
  ofNamed: 'Schlüssel von {name}',
  title: 'Schlüssel von {name}',
  lead: 'Mit einem Schlüssel wird dieses Konto an seinem Handelsplatz gelesen: was es dort hält, neben dem, was die Aufzeichnung sagt. Dort wird nichts geändert und keine Order gesendet.',
  howTo:
    'Legen Sie bei {venue} einen Schlüssel an, der nur lesen darf: keine Auszahlungen, keine Überträge, und nur von der Adresse dieses Rechners, falls sie gleich bleibt. Ein Schlüssel, der auszahlen oder übertragen darf, wird abgelehnt.',
  noVenue: 'Kein Handelsplatz hier nimmt Schlüssel.',
  venue: 'Handelsplatz',
  key: 'API-Schlüssel',
  secret: 'Geheimer Schlüssel',
  keyMissing: 'Der API-Schlüssel, wie ihn der Handelsplatz zeigt.',
  secretMissing: 'Der geheime Schlüssel. Der Handelsplatz zeigt ihn einmal, beim Anlegen.',
  place: 'Aufbewahren',
  keychain: 'Im Schlüsselbund dieses Systems',
  keychainMeaning: 'Das System schützt ihn, und er ist nach dem nächsten Start noch da.',
  session: 'Bis Tapedeck endet',
  sessionMeaning:
    'Nur im Speicher, für einen Rechner ohne Schlüsselbund. Nach dem nächsten Start wird er wieder gebraucht.',
  connect: 'Prüfen und aufbewahren',
  connecting: 'Schlüssel prüfen',
  there:
    'Ein Schlüssel von {venue} liest dieses Konto. {place, select, keychain {Er ist im Schlüsselbund dieses Systems.} other {Er bleibt, bis Tapedeck endet.}}',
  test: 'Schlüssel testen',
  testing: 'Schlüssel testen',
  works: 'Der Schlüssel funktioniert.',
  signs: 'Mit seinem Schlüssel handelt dieses Konto an seinem Handelsplatz und wird mit ihm verglichen.',
  maySign: 'Er darf Orders aufgeben.',
  mayNotSign:
    'Er darf keine Orders aufgeben: Der Handelsplatz wird sie ablehnen. Erlauben Sie es dort, oder verbinden Sie einen anderen Schlüssel.',
  mayTrade: 'Er darf Orders erteilen, was Tapedeck damit nicht tut.',
  fromAnywhere:
    'Er gilt von jeder Adresse: Wer ihn erlangt, kann ihn verwenden. Beschränken Sie ihn beim Handelsplatz auf die Adresse dieses Rechners.',
  addressNotTold:
    'Der Handelsplatz sagt nicht, von welchen Adressen er gilt. Sehen Sie dort nach, dass es allein die Adresse dieses Rechners ist.',
  replace: 'Anderer Schlüssel',
  remove: 'Schlüssel entfernen',
  removing: 'Schlüssel entfernen',
  removed: 'Dieses Konto benutzt den Schlüssel nicht mehr. Löschen Sie ihn auch beim Handelsplatz.',
  left: 'Der bisherige Schlüssel des Kontos ist vielleicht noch im Schlüsselbund dieses Systems',
  leftWhere:
    'Der Schlüsselbund hat nicht bestätigt, dass er ihn entfernt hat: {said}. Suchen Sie dort nach „Tapedeck“ (in der Schlüsselbundverwaltung, der Anmeldeinformationsverwaltung oder unter „Passwörter und Verschlüsselung“) und löschen Sie den Eintrag <strong>{item}</strong>.',
  ask: 'Jetzt bei {venue} fragen',
  asking: 'Beim Handelsplatz fragen',
  balances: 'Was das Konto laut {venue} hält, neben der Aufzeichnung',
  currency: 'Wert',
  atVenue: 'Am Handelsplatz',
  recorded: 'Aufgezeichnet',
  difference: 'Differenz',
  agrees: 'stimmt',
  empty: 'Dort wird nichts gehalten, und die Aufzeichnung sagt dasselbe.',
  allAgree:
    '{count, plural, one {Der eine Bestand stimmt} other {Alle # Bestände stimmen}} mit der Aufzeichnung überein.',
  differ:
    '{count, plural, one {Ein Bestand weicht} other {# Bestände weichen}} von der Aufzeichnung ab: Dort fehlt etwas, oder es ist doppelt. Importieren Sie, was fehlt, oder tragen Sie es unter Aktivität ein; bei einem Konto, das handelt, übernehmen Sie unter Vergleichen…, was es vorher gehandelt hat.',
  refused: '{action}: nicht gelungen',
  askAgain:
    'Öffnen Sie den Schlüssel des Kontos unter Konten und versuchen Sie es erneut: Dort steht dann, was nicht stimmt.',
  KEY_NOT_ACCEPTED:
    'Der Handelsplatz nimmt diesen Schlüssel nicht: Er ist dort nicht bekannt, darf nicht lesen oder gilt nicht von der Adresse dieses Rechners. Kopieren Sie ihn neu und sehen Sie beim Handelsplatz nach seinen Rechten und Adressen.',
  KEY_MAY_NOT:
    'Der Handelsplatz sagt, diesem Schlüssel fehle eine Berechtigung: {said}. Erlauben Sie es dort, oder verbinden Sie einen anderen Schlüssel unter Konten.',
  SIGNATURE_WRONG:
    'Der Handelsplatz nimmt die Unterschrift nicht: Der geheime Schlüssel gehört nicht zu diesem Schlüssel oder wurde nicht ganz kopiert.',
  CLOCK_OFF:
    'Für den Handelsplatz kommt die Anfrage zu früh oder zu spät. Stellen Sie die Uhr dieses Rechners und versuchen Sie es erneut.',
  ADDRESS_BANNED:
    'Der Handelsplatz hat die Adresse dieses Rechners bis {until} gesperrt, nach zu vielen Anfragen von ihr. Vorher wird nichts gefragt.',
  VENUE_LIMIT:
    'Das Kontingent an Anfragen dieser Adresse ist aufgebraucht. Versuchen Sie es nach {until} erneut.',
  VENUE_NOT_REACHED: 'Der Handelsplatz ist nicht erreichbar: {said}. Sehen Sie nach dem Netz.',
  VENUE_NOT_WORKING:
    'Der Handelsplatz, oder was vor ihm steht, arbeitet zurzeit nicht: Die Antwort ist HTTP {status}.',
  ANSWER_NOT_OF_VENUE:
    'Die Antwort ist HTTP {status}, und nicht so, wie der Handelsplatz antwortet: Sie kommt von etwas, das vor ihm steht, wie einem Proxy oder der Anmeldeseite des Netzes. Sehen Sie nach dem Netz.',
  ANSWER_NOT_UNDERSTOOD: 'Die Antwort des Handelsplatzes ist nicht zu verstehen: {said}.',
  VENUE_REFUSED: 'Der Handelsplatz hat abgelehnt: {said}.',
  KEY_MAY_WITHDRAW:
    'Dieser Schlüssel darf Geld aus dem Konto nehmen, durch Auszahlungen oder Überträge, und wird darum nicht aufbewahrt. Legen Sie beim Handelsplatz einen an, der nur lesen darf.',
  NO_KEYS_TAKEN: 'Konten bei {venue} lassen sich nicht mit einem Schlüssel lesen.',
  OTHER_MARKET_KEY:
    'Das Konto handelt an einem Markt seines Handelsplatzes, und dieser Schlüssel gehört zu einem anderen.',
  PAPER_ACCOUNT: 'Was ein Papierkonto hält, gibt es nur in diesem Programm: Kein Handelsplatz weiß davon.',
  NO_KEY: 'Das Konto hat keinen Schlüssel. Geben Sie einen ein.',
  KEY_NOT_KEPT:
    'Der Schlüssel ist nicht mehr da: Er blieb, bis Tapedeck endete, oder wurde aus dem Schlüsselbund genommen. Geben Sie ihn erneut ein.',
  KEYCHAIN_SILENT:
    'Der Schlüsselbund dieses Systems hat nicht geantwortet: {said}. Vielleicht wartet er in einem eigenen Fenster auf sein Kennwort. Entsperren Sie ihn und versuchen Sie es erneut, oder bewahren Sie den Schlüssel auf, bis Tapedeck endet.',
  KEY_MAY_BE_KEPT:
    'Der Schlüsselbund dieses Systems hat nicht geantwortet: {said}. Kein Konto benutzt den Schlüssel. Er kann trotzdem dort sein: Suchen Sie im Schlüsselbund nach „Tapedeck“ und löschen Sie {item}. Entsperren Sie den Schlüsselbund und versuchen Sie es erneut, oder bewahren Sie den Schlüssel auf, bis Tapedeck endet.',
  KEYCHAIN_FAILED:
    'Der Schlüsselbund dieses Systems ist nicht da oder gesperrt: {said}. Entsperren Sie ihn und versuchen Sie es erneut, oder bewahren Sie den Schlüssel auf, bis Tapedeck endet.',
};
