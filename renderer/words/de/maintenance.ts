import type { maintenance as english } from '#renderer/words/en/maintenance.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const maintenance: Translated<typeof english> = {
  title: 'Arbeitsbereich',
  backups: 'Sicherungen',
  noBackup: 'Noch keine. Eine wird jeden Tag angelegt oder jetzt mit „Jetzt sichern“.',
  backupList: 'Liste der Sicherungen',
  made: 'Angelegt und geprüft',
  why: 'Warum',
  orders: 'Orders',
  fills: 'Ausführungen',
  size: 'Größe',
  restore: 'Wiederherstellen',
  restoreOf: 'Sicherung von {time} wiederherstellen',
  reason_manual: 'von Hand',
  reason_daily: 'täglich',
  reason_migration: 'vor einer Migration',
  changedFigures:
    '{count, plural, one {# Wert, den ein Upgrade geändert hat} other {# Werte, die ein Upgrade geändert hat}}',
  changedAt:
    'Das Upgrade war am {time}, von Schema {from} zu {to}. Ausführungen und Buchungen sind, wie sie waren; was daraus wird, wird anders gerechnet:',
  changedFirst: 'Die ersten {count} stehen hier; alle stehen im Prüfprotokoll.',
  changedAccountsOnly: 'Es sind zu viele, um auch die jedes Bestands zu nennen: Diese sind die der Konten.',
  reason_COINS_HELD_ONCE:
    'Ein Coin wird einmal gehalten, in welchen Paaren er auch gehandelt wurde, und ist nicht auch noch Geld. Was verkauft wurde und nie hereinkam, ist ein fehlender Kauf und kein Leerverkauf.',
  reason_QUANTITIES_MOVE: 'Splits zählen, und auch Aktien und Kontrakte, die ohne Handel kamen oder gingen.',
  reason_MONEY_FOR_MONEY: 'Geld, das gegen Geld gehandelt wird, ist Guthaben und kein Trade.',
  reason_COINS_PAY:
    'Ein Coin, der für einen anderen oder für eine Gebühr zahlt, ist zu seinem damaligen Wert verkauft. Was durch eine Übertragung geht, nimmt seine Kosten mit.',
  reason_LOTS_BY_AGE:
    'Was vorher anderswo gekauft wurde, ist hier so alt wie dort: Zuerst gekauft, zuerst verkauft.',
  reason_RESULTS_HELD:
    'Was ein Kontrakt in einem Coin realisiert, wird gehalten, zu seinem damaligen Wert, und kann verkauft oder abgezogen werden.',
  reason_SHARES_LENT:
    'Aktien, die verkauft wurden und nie hereinkamen, sind ein fehlender Kauf und kein Leerverkauf, es sei denn, Leerverkäufe des Kontos sind zugelassen (Konten).',
  reason_COSTS_CARRIED:
    'Was in einer Währung gekauft und anderswo in einer anderen verkauft wird, hat ein Ergebnis, zum Kurs des Kaufs.',
  reason_EARNED_AT_WORTH:
    'Ein Coin als Ertrag kostet, was er beim Zugang wert war; einer, der als Gebühr abgeht, ist zu seinem Wert verkauft.',
  reason_WORTH_OF_ITS_TIME:
    'Ergebnisse und Gebühren von Trades zählen zum Kurs ihres Zeitpunkts, nicht mehr zu dem von heute.',
  reason_SPUN_OFF_COMES:
    'Was von etwas abgespalten wurde, das die Aufzeichnung nie sah, kommt ebenfalls herein, zu unbekannten Kosten.',
  reason_IN_ITS_CURRENCY:
    'Was in der Währung des Portfolios berechnet oder eingenommen wurde, zählt als das, worin auch immer seine Position bewertet wird.',
  account: 'Konto',
  figure: 'Wert',
  of: 'Wovon',
  before: 'Vorher',
  after: 'Jetzt',
  figure_cash: 'Guthaben',
  figure_quantity: 'Bestand',
  figure_cost: 'Kosten des Bestands',
  figure_realised: 'Realisiert',
  figure_fees: 'Gebühren',
  'figure_round-trips': 'Trades',
  'figure_unknown-results': 'Trades mit unbekanntem Ergebnis',
  'figure_realised-worth': 'Realisiert, zu damaligen Kursen',
  'figure_fees-worth': 'Gebühren, zu damaligen Kursen',
  figure_unrated: 'Ergebnisse und Gebühren ohne Kurs',
  found: 'Was gefunden wurde',
  unsound:
    'Die Aufzeichnung ist nicht in Ordnung: {count, plural, one {# Befund} other {# Befunde}} um {time}',
  advice:
    'Es wurde nichts geändert. Stellen Sie eine Sicherung von vor dem Schaden wieder her; was danach kam, fehlt dann, vergleichen Sie also mit den Handelsplätzen. Ohne solche Sicherung exportieren Sie den Arbeitsbereich, bevor Sie weitermachen.',
  findings: 'Befunde',
  file: 'Datei',
  table: 'Tabelle',
  row: 'Zeile',
  wrong: 'Was falsch ist',
  record: 'Aufzeichnung',
  market: 'Marktdaten',
  cancelled: '{label}: abgebrochen',
  failed: '{label}: fehlgeschlagen',
  nothingStayed: 'Davon ist nichts geblieben.',
  adoptTitle: 'Arbeitsbereichsdatei importieren',
  path: 'Pfad der Datei',
  pathMeaning:
    'Eine .tapedeck-Datei, die aus einem Arbeitsbereich exportiert wurde, auf dem Rechner, auf dem Tapedeck läuft.',
  openIt: 'Öffnen',
  import: 'Importieren',
  restoreTitle: 'Sicherung wiederherstellen',
  goesBack:
    'Der Arbeitsbereich kehrt zum <time>{at}</time> zurück. Jede danach aufgezeichnete Order, Ausführung, Einzahlung und Einstellung geht ihm verloren:',
  what: 'Was',
  now: 'Jetzt',
  inBackup: 'In der Sicherung',
  restoreMeaning:
    'Es wird nichts gelöscht: Die jetzigen Dateien werden beiseitegelegt, und Sie erfahren wohin. Der Arbeitsbereich ist währenddessen geschlossen, in ihm wird also nicht gehandelt.',
  keep: 'Arbeitsbereich unverändert lassen',
  readElsewhere: '{action}: beendet. Das Ergebnis wurde in einem anderen Fenster ausgeblendet.',
  startedAgain:
    '{action}: Tapedeck wurde inzwischen neu gestartet, daher ist es vielleicht nicht beendet. Beginnen Sie es erneut.',
  wasCancelled: '{action}: abgebrochen. Am Arbeitsbereich wurde nichts geändert.',
  allWell: 'Alles in Ordnung: {rows, plural, one {# Zeile} other {# Zeilen}} geprüft.',
  unsoundListed: 'Die Aufzeichnung ist nicht in Ordnung: Die Seite „Arbeitsbereich“ führt die Befunde auf.',
  backupMade: 'Eine Sicherung wurde angelegt und geprüft: {size}.',
  restored: 'Der Arbeitsbereich ist auf dem Stand von {time}. Was er ersetzt hat, liegt in {folder}.',
  exported: '{size} exportiert nach {path}',
  adopted: 'Der Arbeitsbereich wurde importiert und steht unter Ihren Arbeitsbereichen.',
  undone: 'Rückgängig gemacht: {content} aus {file}.',
  broughtIn:
    '{orders, plural, =0 {{alike, plural, =0 {Es fehlte nichts} other {Es wurde nichts übernommen}}} one {Eine Order} other {# Orders}} von {account}{fills, plural, =0 {} one {, mit einer Ausführung, die nicht aufgezeichnet war} other {, mit # Ausführungen, die nicht aufgezeichnet waren}}.{imported, plural, =0 {} one { Eine Order bleibt weg: Eine importierte Datei nannte sie.} other { # Orders bleiben weg: Importierte Dateien nannten sie.}}',
  partlyImported:
    'Von Order {order} in {symbol} nannten Dateien {imported, plural, other {#}} von {fills, plural, other {# Ausführungen}}: Der Rest ist nicht aufgezeichnet.',
  morePartlyImported:
    '{count, plural, one {So ist es bei einer weiteren Order} other {So ist es bei # weiteren Orders}}.',
  partlyImportedRemedy:
    'Importieren Sie eine Datei mit dem Rest, oder nehmen Sie die mit dem Teil unter „Frühere Importe“ zurück und beginnen Sie noch einmal.',
  mayBeImported:
    'Order {order} in {symbol} ist vielleicht, was eine Datei des Kontos {account} nennt: Sie wird nicht übernommen.',
  moreMayBeImported:
    '{count, plural, one {So ist es bei einer weiteren Order} other {So ist es bei # weiteren Orders}}.',
  mayBeImportedRemedy:
    'Vergleichen Sie sie mit jenem Konto. Sind alle andere, wählen Sie „{box}“ und beginnen Sie noch einmal; eine, die dieselbe ist, zählte dann doppelt.',
  asItWas: 'Verbindung zum Kern von Tapedeck verloren: Dies ist der Stand von {time}.',
  readOnly:
    '<strong>Nur zum Lesen geöffnet.</strong> {reason} Prüfen, Sicherungen, Export und Wiederherstellen gehen wie immer.',
  loading: 'Der Arbeitsbereich wird geladen …',
  closedForMoment: 'Der Arbeitsbereich ist für einen Augenblick geschlossen.',
  backUpNow: 'Jetzt sichern',
  verify: 'Prüfen',
  export: 'In eine Datei exportieren',
  state: 'Zustand des Arbeitsbereichs',
  name: 'Name',
  folder: 'Ordner',
  store: 'Speicher',
  lastVerified: 'Zuletzt geprüft',
  healthy: '✓ Jede Einstellung ist, wie sie sein muss',
  unhealthy: '✗ Nicht jede Einstellung ist, wie sie sein muss',
  notSinceStart: 'Nicht seit dem Start von Tapedeck',
  sound: '✓ In Ordnung',
  notSound: '✗ Nicht in Ordnung',
  rowsAt: '{time}, {rows, plural, one {# Zeile} other {# Zeilen}}',
  schema: 'Schema {version}',
  logAndSchema: 'und {size} im Protokoll, Schema {version}',
  unsoundMore:
    'Die Aufzeichnung ist nicht in Ordnung: mehr als {count, plural, one {# Befund} other {# Befunde}} um {time}. Die ersten stehen hier',
  lookingAt: 'Arbeitsbereich ansehen',
};
