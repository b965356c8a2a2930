import type { rates as english } from '#renderer/words/en/rates.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const rates: Translated<typeof english> = {
  title: 'Veröffentlichte Kurse',
  open: 'Veröffentlichte Kurse…',
  lead: 'Kurse von Tagen, aus einer Datei: eurofxref-hist.csv der Europäischen Zentralbank, eine CSV ihres Datenportals (Datensatz EXR) oder eine Tabelle mit den Spalten date, currency, rate und quote. Einzahlungen, Einstände und Ergebnisse, die keinen Kurs eines Handelsplatzes haben, nehmen den ihres Tages; am Wochenende oder Feiertag den letzten davor, höchstens 7 Tage alt.',
  choose: 'Datei wählen…',
  reading: 'Lesen der Kursdatei',
  taking: 'Übernehmen der Kurse',
  look: 'Ansehen',
  base: 'Kurse von',
  quotation: 'Wie sie angegeben sind',
  unitsForOne: '1 {base} = so viele der anderen',
  oneUnitIn: '1 der anderen = so viel {base}',
  baseNotTold:
    'Die Datei sagt nicht, wovon ihre Kurse sind. Falsch herum würden sie jede Zahl umkehren: sehen Sie bei ihrer Quelle nach.',
  inFile: 'In der Datei',
  readAs: 'Gelesen als, zuletzt',
  first: 'Erster Tag',
  last: 'Letzter Tag',
  count: 'Kurse',
  found:
    '{count, plural, one {# Kurs} other {# Kurse}} von {currencies, plural, one {# Währungspaar} other {# Währungspaaren}}. Sehen Sie nach, ob jedes richtig herum ist.',
  invalid: '{count, plural, one {# Angabe bleibt} other {# Angaben bleiben}} weg:',
  row: 'Zeile {line}, {column}: {problem, select, DAY {kein vergangener Tag, wie 2024-03-28} CURRENCY {keine Währung} RATE {kein Kurs über 0, wie 1.0811} SAME_CURRENCY {beide Währungen sind dieselbe} TWICE {ein anderer Kurs desselben Tages steht darüber} other {kein Kurs eines Tages}}',
  take: 'Kurse übernehmen',
  taken:
    '{count, plural, one {# Kurs war} other {# Kurse waren}} neu und übernommen; {known, plural, =0 {keiner war} one {# war} other {# waren}} schon da. Bewegungen ohne Kurs werden nachgeschlagen.',
  nothingNew: 'Nichts war neu: {known, plural, one {# Kurs war} other {alle # Kurse waren}} schon da.',
  files: 'Übernommene Dateien',
  file: 'Datei',
  days: 'Tage',
  currencies: 'Währungen',
  takenAt: 'Übernommen',
  actions: 'Aktionen',
  undo: 'Zurücknehmen',
  undoOf: '{name} zurücknehmen',
  undoing: 'Zurücknehmen der Kurse',
  undone: 'zurückgenommen {time}',
  problem:
    '{problem, select, NOT_RATES {Das ist keine Kursdatei, die hier bekannt ist: eurofxref-hist.csv, eine CSV des Datenportals oder die Spalten date, currency, rate und quote.} BASE_NOT_TOLD {Die Datei sagt nicht, wovon ihre Kurse sind: sagen Sie es.} NO_RATES {Es steht kein Kurs darin.} TOO_MANY {Sie hat mehr als 500.000 Kurse: teilen Sie sie nach Jahren.} TOO_MANY_PAIRS {Sie hat Kurse zwischen mehr als 1.000 Währungspaaren: behalten Sie die, die Sie brauchen.} TOO_LONG {Sie ist länger als 3,5 Millionen Zeichen: exportieren Sie weniger Währungen oder Jahre.} REVERSED {Sie sagt das Gegenteil dessen, was von denselben Tagen bekannt ist: 1 der einen und 1 der anderen sind vertauscht. Prüfen Sie ihre Basis.} other {Die Datei ist nicht mehr zu lesen: wählen Sie sie neu.}}',
};
