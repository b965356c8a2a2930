import type { firstPage as english } from '#renderer/words/en/first-page.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const firstPage: Translated<typeof english> = {
  lead: 'Ein Handelsarbeitsplatz, der jede Order, Ausführung und Entscheidung auf Ihrem eigenen Datenträger behält.',
  demo: 'Demo erkunden',
  demoMeaning:
    'Sechs Monate Orders, Ausführungen und geschlossene Trades in einem simulierten Markt. Nichts einzurichten, kein Netz, kein Geld.',
  demoNote: 'Empfohlen für einen ersten Blick',
  preparing: 'Demo wird vorbereitet',
  connect: 'Handelsplatz verbinden',
  connectMeaning:
    'Handeln Sie mit Papiergeld live gegen das öffentliche Orderbuch von Binance. Kein Konto und kein Schlüssel nötig.',
  connectNote: 'Echte Preise, kein echtes Geld',
  import: 'Verlauf importieren',
  importMeaning:
    'Bringen Sie die Ausführungen Ihrer früheren Trades in einer CSV-Datei mit. Sie sehen jede Zeile und was an ihr falsch ist, bevor etwas geschrieben wird.',
  importNote: 'Positionen, Gewinn und Gebühren prüfen',
  adopt: 'Arbeitsbereichsdatei importieren',
  workspaces: 'Ihre Arbeitsbereiche',
  created: 'Angelegt {date}',
  createdIn: 'Angelegt {date} im Ordner „{folder}“',
  open: 'Öffnen',
  openNamed: '{name} öffnen',
  openNamedIn: '{name} im Ordner „{folder}“ öffnen',
};
