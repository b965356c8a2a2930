import type { failure as english } from '#renderer/words/en/failure.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const failure: Translated<typeof english> = {
  nothingSent: 'Es wurde nichts gesendet: Ihre Orders und Ihr Geld sind unverändert.',
  whole: '{title}. {remedy}',
  full: '{meaning} {remedy}',
  DISCONNECTED: '{action}: Die Verbindung brach ab, bevor eine Antwort kam',
  DISCONNECTED_meaning:
    'Es kann ausgeführt worden sein oder nicht. Es wird nicht von selbst erneut gesendet.',
  DISCONNECTED_remedy:
    'Warten Sie auf die Verbindung und sehen Sie unter Orders nach, bevor Sie es wiederholen.',
  PLACING_UNANSWERED_meaning:
    'Sie kann aufgegeben worden sein oder nicht. Sie wird nicht von selbst erneut gesendet.',
  PLACING_UNANSWERED_remedy:
    'Sobald die Verbindung wieder besteht, geben Sie sie aus dem unveränderten Ticket noch einmal auf: Daraus entsteht höchstens eine Order, und das Ticket sagt, was aus ihr wurde.',
  NOT_SENT: '{action}: Der Kern von Tapedeck hat nicht rechtzeitig geantwortet, daher wurde nichts gesendet',
  NOT_SENT_remedy: 'Sobald er wieder antwortet, sehen Sie sich die Kurse an und entscheiden Sie neu.',
  OUTCOME_UNKNOWN: '{action}: Der Handelsplatz hat es nicht bestätigt',
  OUTCOME_UNKNOWN_meaning:
    'Der Handelsplatz hat es möglicherweise. {reason} Es wird nie zweimal gesendet; der Handelsplatz wird gefragt.',
  OUTCOME_UNKNOWN_remedy:
    'Sehen Sie unter Orders nach: Dort steht „Unbestätigt“, bis der Handelsplatz geantwortet hat.',
  INTERNAL: '{action}: durch einen Fehler in Tapedeck fehlgeschlagen',
  INTERNAL_meaning:
    'Was vorher aufgezeichnet wurde, ist sicher. Unter Orders steht, was tatsächlich geschah.',
  INTERNAL_remedy:
    'Sehen Sie unter Orders nach, bevor Sie es erneut versuchen. Einzelheiten stehen im Protokoll unter {incident}.',
  NOT_ACCEPTED: '{action}: nicht angenommen',
  fieldProblem: '{field}: {message}',
  NO_WORKSPACE: '{action}: nur in einem geöffneten Arbeitsbereich möglich',
  NO_WORKSPACE_remedy: 'Öffnen Sie zuerst einen Arbeitsbereich.',
  STORE_FAILED: '{action}: fehlgeschlagen, die Aufzeichnung ließ sich nicht schreiben oder lesen',
  STORE_FAILED_meaning:
    'Nichts wird gesendet, bevor es aufgezeichnet ist. Was vorher aufgezeichnet wurde, ist sicher.',
  STORE_FAILED_remedy:
    '{reason} Wenn das behoben ist, sehen Sie unter Orders nach, bevor Sie es erneut versuchen.',
  WORKSPACE_UNAVAILABLE_meaning: 'Darin wurde nichts geändert.',
  NAME_TAKEN: 'Es gibt bereits einen Arbeitsbereich namens „{name}“',
  nothingCreated: 'Es wurde nichts angelegt.',
  NAME_TAKEN_remedy: 'Wählen Sie einen anderen Namen oder öffnen Sie diesen Arbeitsbereich.',
  TASK_RUNNING: '{action}: Das läuft bereits',
  TASK_RUNNING_meaning: 'Es wurde nichts Neues begonnen.',
  TASK_RUNNING_remedy: 'Warten Sie, bis es fertig ist, oder brechen Sie es ab.',
  TASK_FAILED: '{action}: fehlgeschlagen',
  NOT_FOUND_remedy: 'Es kann inzwischen beendet sein. Wählen Sie etwas anderes.',
  ACCOUNT_REFUSED: '{action}: abgelehnt',
  nothingChanged: 'Es wurde nichts geändert.',
  nothingLeft: 'Es bleibt nichts zu tun.',
};
