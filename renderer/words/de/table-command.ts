import type { tableCommand as english } from '#renderer/words/en/table-command.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const tableCommand: Translated<typeof english> = {
  'table.open': 'Zeile öffnen oder Zelle bearbeiten',
  'table.edit': 'Zeile oder Zelle bearbeiten',
  'table.remove': 'Order der Zeile stornieren oder ihr Symbol nicht mehr beobachten',
  'table.next': 'Nächste Zeile',
  'table.previous': 'Vorige Zeile',
  'table.right': 'Zelle rechts',
  'table.left': 'Zelle links',
  'table.pageDown': 'Eine Seite nach unten',
  'table.pageUp': 'Eine Seite nach oben',
  'table.first': 'Erste Zeile oder Zelle der Zeile',
  'table.last': 'Letzte Zeile oder Zelle der Zeile',
  'table.top': 'Erste Zelle der Tabelle',
  'table.bottom': 'Letzte Zelle der Tabelle',
  'table.group': 'Nach der Spalte der Zelle gruppieren oder nicht mehr',
  'table.selectAll': 'Alle Zeilen auswählen',
};
