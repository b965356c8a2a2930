import type { finding as english } from '#renderer/words/en/finding.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const finding: Translated<typeof english> = {
  CHANGED: 'Die Zeile ist nicht, was aufgezeichnet wurde.',
  CHANGED_OR_EARLIER: 'Die Zeile oder eine davor ist nicht, was aufgezeichnet wurde.',
  CHAIN_END_UNKNOWN: 'Wo die Kette endete, ist nicht aufgezeichnet.',
  CHAIN_END_DIFFERS: 'Hier endete die Kette nicht.',
  CHAIN_END_MISSING: 'Die Aufzeichnung endet mit Zeile {last}, und die fehlt.',
  BEHIND_CHAIN_END: 'Die Zeile wurde hinter dem Ende der Kette angefügt.',
  DIFFERS_FROM_ROWS: '{column} ist {stored}, und die Zeilen, aus denen es folgt, ergeben {made}.',
  PARENT_MISSING: 'Die Zeile verweist auf eine Zeile von {parent}, die nicht da ist.',
  VOIDED_BY_ANOTHER: 'Ungültig gemacht hat sie etwas anderes als die Rücknahme ihres Imports.',
  IMPORT_UNFINISHED:
    'Der Import läuft oder wurde abgebrochen. Bis er fertig ist oder beim Öffnen des Arbeitsbereichs zurückgenommen wird, weicht der Bestand des Kontos {account} von seinen Ausführungen ab.',
  POSITION_WITHOUT_FILLS: 'Keine Ausführungen ergeben diese Position.',
  POSITION_MISSING: 'Die Ausführungen ergeben diese Position, und sie ist nicht gespeichert.',
  LOT_WITHOUT_FILLS: 'Keine Ausführungen ergeben dieses Lot.',
  LOT_MISSING: 'Die Ausführungen ergeben dieses Lot, und es ist nicht gespeichert.',
  SCHEMA_HAS: 'Sie ist nicht so aufgebaut, wie Tapedeck sie anlegt: Es gibt {object}.',
  SCHEMA_LACKS: 'Sie ist nicht so aufgebaut, wie Tapedeck sie anlegt: {object} fehlt.',
  SCHEMA_DIFFERS: 'Sie ist nicht so aufgebaut, wie Tapedeck sie anlegt: {object} lautet anders.',
  NOT_READ: 'Sie lässt sich nicht lesen. {cause}',
  FILE_UNSOUND: 'SQLite meldet: {text}',
};
