import type { task as english } from '#renderer/words/en/task.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const task: Translated<typeof english> = {
  FAILED: 'Am Arbeitsbereich wurde nichts geändert.',
  FAILED_remedy: '{cause}',
  NOT_OPEN_ANY_MORE:
    'Der Arbeitsbereich wurde geschlossen, bevor die Sicherung an seine Stelle treten konnte. An ihm wurde nichts geändert.',
  NOT_OPEN_ANY_MORE_remedy: 'Öffnen Sie ihn, und stellen Sie die Sicherung noch einmal wieder her.',
  NOT_BROUGHT_IN: '{why}',
  NOT_BROUGHT_IN_remedy:
    'Was bis dahin aufgezeichnet wurde, bleibt. Beginnen Sie später noch einmal: Es geht mit dem weiter, was fehlt.',
  UNDONE_BEFORE: 'Das wurde bereits rückgängig gemacht: Die Ausführungen sind ungültig.',
  UNDONE_BEFORE_remedy: 'Es bleibt nichts zu tun.',
  READ_BEFORE:
    'Eine frühere Version hat diese Zeit aus „{file}“ importiert, und manches falsch gelesen. Es wurde nichts geschrieben.',
  READ_BEFORE_remedy: 'Importieren Sie die Datei noch einmal, und lassen Sie sie jenen Import ersetzen.',
  NAME_OF_TRADING_ACCOUNT: 'Ein Konto, das handelt, hat diesen Namen. Es wurde nichts geschrieben.',
  NAME_OF_TRADING_ACCOUNT_remedy: 'Importieren Sie die Datei noch einmal, unter einem anderen.',
  PART_LEFT:
    'Ein Teil der Datei ist da, bis er zurückgenommen ist; bis dahin sind die Zahlen seines Portfolios nicht bekannt.',
  PART_LEFT_remedy:
    '{cause} Wenn das behoben ist, importieren Sie die Datei erneut: Der Teil wird zuerst entfernt. Oder nehmen Sie ihn unter „Frühere Importe“ zurück.',
  PART_TAKEN_BACK:
    'Ein Teil des Imports ist ungültig, der Rest zählt noch; bis alles zurückgenommen ist, sind die Zahlen seines Portfolios nicht bekannt.',
  PART_TAKEN_BACK_remedy:
    '{cause} Wenn das behoben ist, nehmen Sie ihn unter „Frühere Importe“ noch einmal zurück: Es geht dort weiter, wo es aufgehört hat.',
  TAKEN_BACK_LATER: 'Der Arbeitsbereich wurde inzwischen geschlossen.',
  TAKEN_BACK_LATER_remedy: 'Was vom Import da ist, wird zurückgenommen, wenn er wieder geöffnet wird.',
  CLOSED_BEFORE: 'Der Arbeitsbereich wurde geschlossen, bevor es begann. Es wurde nichts geändert.',
  CLOSED_BEFORE_remedy: 'Öffnen Sie ihn, und beginnen Sie noch einmal.',
  NAME_TAKEN: 'Ein Arbeitsbereich heißt schon „{name}“. Es wurde nichts importiert.',
  NAME_TAKEN_remedy: 'Importieren Sie die Datei noch einmal, unter einem anderen Namen.',
};
