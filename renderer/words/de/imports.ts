import type { imports as english } from '#renderer/words/en/imports.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const imports: Translated<typeof english> = {
  title: 'Verlauf importieren',
  drop: 'CSV-Datei mit Trades hier ablegen',
  choose: 'Datei wählen',
  recognised:
    'Exporte von {names} werden an ihren Spalten erkannt; bei jeder anderen Datei geben Sie an, welche Spalte was ist. Sie sehen eine Vorschau, bevor etwas geschrieben wird.',
  errorRows: 'Zeilen mit Fehlern',
  errorCount:
    '{count, plural, one {# Zeile hat einen Fehler und wird ausgelassen} other {# Zeilen haben Fehler und werden ausgelassen}}',
  errorCountListed:
    '{count, plural, one {# Zeile hat einen Fehler und wird ausgelassen} other {# Zeilen haben Fehler und werden ausgelassen}}, die ersten {listed, plural, other {#}} sind aufgeführt',
  errors: 'Fehler',
  line: 'Zeile',
  column: 'Spalte',
  wrong: 'Was falsch ist',
  readAs:
    '<strong>{file}</strong> wurde als <strong>{format}</strong> gelesen. Nichts wird geschrieben, bevor Sie es bestätigen.',
  readAllThere:
    '<strong>{file}</strong> wurde als <strong>{format}</strong> gelesen. Alles davon ist bereits da.',
  readNothing:
    '<strong>{file}</strong> wurde als <strong>{format}</strong> gelesen. Darin gibt es nichts zu importieren.',
  format_fills: 'Ausführungen',
  format_mapped: 'von Ihnen zugeordnet',
  fillsToImport: 'Neue Ausführungen',
  alreadyThere: 'Bereits da',
  mayBeThere: 'Möglicherweise bereits da',
  movementsToImport: 'Neue Geldbewegungen',
  movementsThere: 'Geldbewegungen bereits da',
  movementsMayBe: 'Geldbewegungen, die da sein können',
  passedOver: 'Übergangen',
  withErrors: 'Mit Fehlern',
  symbols: 'Symbole',
  from: 'Von',
  to: 'Bis',
  chooseAnother: 'Andere Datei wählen',
  importFills: '{fills, plural, one {# Ausführung importieren} other {# Ausführungen importieren}}',
  importMovements:
    '{movements, plural, one {# Geldbewegung importieren} other {# Geldbewegungen importieren}}',
  importBoth:
    '{fills, plural, one {# Ausführung} other {# Ausführungen}} und {movements, plural, one {# Geldbewegung} other {# Geldbewegungen}} importieren',
  fills: '{fills, plural, one {# Ausführung} other {# Ausführungen}}',
  movements: '{movements, plural, one {# Geldbewegung} other {# Geldbewegungen}}',
  fillsAndMovements:
    '{fills, plural, one {# Ausführung} other {# Ausführungen}} und {movements, plural, one {# Geldbewegung} other {# Geldbewegungen}}',
  importedInto:
    '<good>✓</good> Importiert: {content} aus <strong>{file}</strong> in das Konto <strong>{account}</strong>.',
  importedOf: 'Importiert: {content} aus {file} in das Konto {account}.',
  undoable: 'Er steht unter „Verlauf importieren“, wo er im Ganzen rückgängig gemacht werden kann.',
  another: 'Weitere Datei importieren',
  done: 'Fertig',
  fillsWereThere:
    '{count, plural, one {# Ausführung war bereits da} other {# Ausführungen waren bereits da}}',
  movementsWereThere:
    '{count, plural, one {# Geldbewegung war bereits da} other {# Geldbewegungen waren bereits da}}',
  leftOutAsSaid: '{content} wie von Ihnen angegeben als bereits vorhanden ausgelassen',
  rowsPassedOver:
    '{count, plural, one {# Zeile war kein Trade und wurde übergangen} other {# Zeilen waren keine Trades und wurden übergangen}}',
  rowsLeftOut:
    '{count, plural, one {# Zeile mit Fehlern wurde ausgelassen} other {# Zeilen mit Fehlern wurden ausgelassen}}',
  sentence: '{words}.',
  readOnly: 'Der geöffnete Arbeitsbereich kann nur gelesen werden, daher geht die Datei in einen neuen.',
  into: 'Importieren in',
  newWorkspace: 'Einen neuen Arbeitsbereich',
  newWorkspaceName: 'Name des neuen Arbeitsbereichs',
  accountName: 'Kontoname',
  elsewhereOne:
    '{content} ist bereits in einem anderen Konto dieses Arbeitsbereichs und würde doppelt zählen. Wählen Sie jenes Konto, um sie auszulassen.',
  elsewhereMany:
    '{content} sind bereits in einem anderen Konto dieses Arbeitsbereichs und würden doppelt zählen. Wählen Sie jenes Konto, um sie auszulassen.',
  nameTaken: 'Ein Konto, das handelt, hat diesen Namen. Geben Sie dem Verlauf einen anderen.',
  time: 'Zeit',
  symbol: 'Symbol',
  side: 'Seite',
  quantity: 'Menge',
  price: 'Preis',
  currency: 'Preiswährung',
  fee: 'Gebühr',
  feecurrency: 'Gebührenwährung',
  orderid: 'Order-ID',
  tradeid: 'Trade-ID',
  decimalPoint: 'Punkt, 1234.56',
  decimalComma: 'Komma, 1.234,56',
  columnNumber: 'Spalte {number}',
  columnsUnknown:
    'Die Spalten von <strong>{file}</strong> sind nicht bekannt. Geben Sie an, welche was ist und wie Zeiten und Zahlen geschrieben sind; es wird für die nächste Datei dieser Art gemerkt.',
  chooseColumn: 'Spalte wählen',
  notInFile: 'Nicht in der Datei',
  zone: 'Zeitzone der Zeiten',
  datesWritten: 'Datumsschreibweise',
  decimalSeparator: 'Dezimaltrennzeichen',
  firstRowsOfFile: 'Erste Zeilen der Datei',
  firstRows: 'Die ersten Zeilen',
  rowsOfFile: 'Zeilen der Datei',
  preview: 'Vorschau',
  mayBe: '{content} möglicherweise bereits da',
  mayBeListed: '{content} möglicherweise bereits da, die ersten {listed, plural, other {#}} sind aufgeführt',
  mayBeMeaning:
    'Das Programm kann es nicht entscheiden: Sie stimmen überein, aber nur eine Seite hat eine Trade-ID, eine Order-ID oder die volle Zeit, ihre IDs sind von zweierlei Art oder dieselben, oder ein Export summiert oder rundet, was der andere auflistet. Importiert, obwohl sie dieselben sind, zählen sie doppelt.',
  rowsMayBe: 'Zeilen, die bereits da sein können',
  inFile: 'In der Datei',
  mayBeColumn: 'Kann sein',
  oneFurtherUp: 'eine mit derselben ID weiter oben',
  theyAre: 'Es sind',
  same: 'Dieselben: auslassen',
  others: 'Andere: importieren',
  terms: '{side, select, BUY {Kauf} other {Verkauf}} {quantity} zu {price}',
  noTradeId: 'keine Trade-ID',
  tradeIdIs: 'Trade-ID {id}',
  pastImports: 'Frühere Importe',
  imports: 'Importe',
  imported: 'Importiert',
  file: 'Datei',
  account: 'Konto',
  fillsColumn: 'Ausführungen',
  undo: 'Rückgängig',
  takeBack: 'Zurücknehmen',
  undoNamed: 'Import von {file} rückgängig machen',
  takeBackNamed: 'Import von {file} zurücknehmen',
  aPart: 'ein Teil',
  aPartHint: 'Er wurde abgebrochen: Wie viel davon da ist, ist nicht bekannt',
  undone: 'rückgängig',
  firstOf: 'Die ersten {shown, plural, other {#}} von {count, plural, other {#}} Ausführungen',
  fillsOfFile: 'Die Ausführungen der Datei',
  fillsOfFileList: 'Ausführungen der Datei',
  order: 'Order',
  note: 'Hinweis',
  buy: 'Kauf',
  sell: 'Verkauf',
  isThere: 'bereits da',
  mayBeHere: 'möglicherweise bereits da',
  reading: '<strong>{file}</strong> wird gelesen. Nichts wird geschrieben, bevor Sie es bestätigen.',
  looking: 'Bereits vorhandene Ausführungen werden gesucht',
  readingFile: 'Datei wird gelesen',
  rowsPassed: 'Übergangene Zeilen',
  skipped:
    '{count, plural, one {# Zeile ist kein Trade und wird übergangen} other {# Zeilen sind keine Trades und werden übergangen}}',
  skippedListed:
    '{count, plural, one {# Zeile ist kein Trade und wird übergangen} other {# Zeilen sind keine Trades und werden übergangen}}, die ersten {listed, plural, other {#}} sind aufgeführt',
  why: 'Warum',
  undoTitle: 'Import rückgängig machen',
  undoHalfTitle: 'Teil eines Imports zurücknehmen',
  undoHalf:
    'Nur ein Teil von <strong>{file}</strong> ist im Konto <strong>{account}</strong>: Der Import um {time} oder seine Rücknahme wurde abgebrochen. Der Teil ist in Guthaben, Ausführungen und Positionen, bis er zurückgenommen ist; bis dahin sind die Zahlen seines Portfolios nicht bekannt.',
  undoWhole:
    '<strong>{file}</strong> brachte um {time} <strong>{content}</strong> in das Konto <strong>{account}</strong>. All das zählt dann nicht mehr: Guthaben, Positionen und Gewinn werden, was sie ohne das sind.',
  importedLater: 'Später in dasselbe Konto importiert:',
  laterUnknown: '<strong>{file}</strong>, wovon Zeilen bereits da gewesen sein können',
  laterCount:
    '<strong>{file}</strong>, wovon {count, plural, one {# Zeile bereits da war} other {# Zeilen bereits da waren}}',
  overlapping:
    'Zeilen, die beide Dateien haben, zählen einmal und gehen mit diesem Import. Importieren Sie die spätere Datei danach erneut: Sie bringt die fehlenden zurück.',
  nothingDeleted:
    'Es wird nichts gelöscht: Alles bleibt in der Aufzeichnung, als ungültig markiert. Die Datei kann erneut importiert werden.',
  takingBack: 'Ausführungen werden zurückgenommen',
  keepIt: 'Behalten',
  undoContent: '{content} rückgängig machen',
  takingItBack: 'Wird zurückgenommen',
  movementsColumn: 'Geldbewegungen',
  takeBackThere: 'Zurücknehmen, was da ist',
  writing:
    '<strong>{file}</strong> wird importiert. Die Datei kommt ganz oder gar nicht herein und kann danach rückgängig gemacht werden.',
  writingFills: 'Ausführungen werden geschrieben',
  letItGoOn: 'Schließen und weiterlaufen lassen',
  comparing: 'Es wird verglichen, was der geöffnete Arbeitsbereich davon hat …',
  movement_fill: 'Ausführung',
  movement_fee: 'Gebühr',
  movement_funding: 'Finanzierung',
  movement_deposit: 'Einzahlung',
  movement_withdrawal: 'Auszahlung',
  movement_transfer: 'Übertrag',
  movement_dividend: 'Dividende',
  movement_split: 'Split',
  movement_adjustment: 'Anpassung',
  UNREADABLE_FILE: 'Diese Datei lässt sich nicht als Trades lesen',
  NOT_TEXT:
    'Das ist keine Textdatei. Speichern oder exportieren Sie sie als CSV in UTF-8, und wählen Sie diese.',
  FILE_EMPTY: 'Die Datei ist leer. Wählen Sie eine CSV-Datei mit Trades.',
  NO_HEADER:
    'Keine Zeile dieser Datei benennt Spalten. Exportieren Sie sie noch einmal als CSV mit einer Kopfzeile.',
  READ_TO_END: 'Die Datei wurde bereits bis zum Ende gelesen. Wählen Sie sie noch einmal.',
  COLUMN_NOT_CHOSEN:
    '{column, select, time {Für die Zeit ist keine Spalte gewählt.} symbol {Für das Symbol ist keine Spalte gewählt.} side {Für Kauf oder Verkauf ist keine Spalte gewählt.} quantity {Für die Menge ist keine Spalte gewählt.} other {Für den Preis ist keine Spalte gewählt.}} Wählen Sie eine.',
  COLUMN_TWICE:
    'Die erste Zeile nennt die Spalte „{column}“ zweimal. Benennen Sie eine davon um, oder entfernen Sie sie.',
  TOO_MANY_ROWS:
    'Die Datei hat mehr als {most, plural, other {# Zeilen}}. Teilen Sie sie, und importieren Sie die Teile.',
  LINE_TOO_LONG:
    'Zeile {line, plural, other {#}} ist länger als {longest, plural, other {# Zeichen}}. Entweder fehlt dort ein schließendes Anführungszeichen, oder das ist keine CSV-Datei.',
  QUOTE_LEFT_OPEN:
    'Das Anführungszeichen in Zeile {line, plural, other {#}} wird nie geschlossen. Schließen oder entfernen Sie es.',
  TWO_ACCOUNTS:
    'Zeile {line, plural, other {#}} gehört zum Konto „{account}“, die Zeilen davor zu „{before}“. Exportieren Sie jedes Konto für sich, oder teilen Sie die Datei, und importieren Sie jedes in ein eigenes Konto.',
  nothingWritten: 'Es wurde nichts geschrieben.',
  ALREADY_UNDONE: '{action}: Das wurde bereits rückgängig gemacht',
  ALREADY_UNDONE_meaning: 'Seine Ausführungen sind ungültig.',
  CANCELLED: 'Der Import wurde angehalten',
  nothingStayed: 'Davon ist nichts geblieben.',
  CANCELLED_remedy: 'Wählen Sie die Datei erneut, um sie zu importieren.',
  HALF_IMPORTED: '{action}: abgebrochen, und das Geschriebene ließ sich nicht zurücknehmen',
  HALF_IMPORTED_meaning:
    'Ein Teil der Datei ist da, in Guthaben, Ausführungen und Positionen, bis er zurückgenommen ist; bis dahin sind die Zahlen seines Portfolios nicht bekannt. {reason}',
  HALF_IMPORTED_remedy:
    'Wenn das behoben ist, importieren Sie die Datei erneut: Der Teil wird zuerst entfernt. Oder nehmen Sie ihn unter „Frühere Importe“ zurück.',
  HALF_UNDONE: '{action}: abgebrochen',
  HALF_UNDONE_meaning:
    'Ein Teil des Imports ist ungültig, der Rest zählt noch; bis alles zurückgenommen ist, sind die Zahlen seines Portfolios nicht bekannt. {reason}',
  HALF_UNDONE_remedy:
    'Wenn das behoben ist, nehmen Sie ihn unter „Frühere Importe“ noch einmal zurück: Es geht dort weiter, wo es aufgehört hat.',
  TAKEN_BACK_LATER: '{action}: Der Arbeitsbereich wurde währenddessen geschlossen',
  TAKEN_BACK_LATER_meaning:
    'Was vom Import da ist, wird zurückgenommen, sobald dieser Arbeitsbereich wieder geöffnet wird.',
  TAKEN_BACK_LATER_remedy: 'Öffnen Sie ihn wieder und sehen Sie unter „Frühere Importe“ nach.',
  UNKNOWN_FORMAT: 'Die Spalten dieser Datei sind nicht bekannt',
  UNKNOWN_FORMAT_remedy: 'Geben Sie an, welche Spalte was enthält.',
  WORKSPACE_CHANGED: '{action}: Jetzt ist ein anderer Arbeitsbereich geöffnet',
  WORKSPACE_CHANGED_remedy:
    'Sehen Sie es sich erneut an, wie es im geöffneten Arbeitsbereich steht, oder öffnen Sie den anderen.',
  listing: 'Frühere Importe auflisten',
};
