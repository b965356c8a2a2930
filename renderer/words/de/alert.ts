import type { alert as english } from '#renderer/words/en/alert.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const alert: Translated<typeof english> = {
  BACKUP_FAILED: 'Eine Sicherung ließ sich nicht anlegen',
  BACKUP_FAILED_message:
    '{cause} Frühere Sicherungen bleiben erhalten. Prüfen Sie den Arbeitsbereich, um zu sehen, ob er beschädigt ist.',
  RECORD_CHANGED: 'Die Aufzeichnung ist nicht, was aufgezeichnet wurde',
  RECORD_CHANGED_message:
    'Die Prüfung hat in {table} einen Schaden gefunden. Die Seite „Arbeitsbereich“ zeigt alles, was gefunden wurde, und was zu tun ist.',
  RECORD_ROW_CHANGED: 'Die Aufzeichnung ist nicht, was aufgezeichnet wurde',
  RECORD_ROW_CHANGED_message:
    'Die Prüfung hat in {table}, Zeile {row}, einen Schaden gefunden. Die Seite „Arbeitsbereich“ zeigt alles, was gefunden wurde, und was zu tun ist.',
  RECOVERY_FAILED: 'Die Wiederherstellung einer Order ist gescheitert',
  RECOVERY_FAILED_message:
    'Es war die Order {order}. {cause} Das Konto bleibt gesperrt, und es wird erneut versucht; prüfen Sie die Order beim Handelsplatz.',
  ORDERS_NOT_RECOVERED:
    '{orders, plural, one {Wiederherstellung einer Order fehlgeschlagen: {account}} other {Wiederherstellung von # Orders fehlgeschlagen: {account}}}',
  ORDERS_NOT_RECOVERED_message:
    '{cause} {account} bleibt gesperrt, und es wird erneut versucht; vergleichen Sie die Orders mit dem Handelsplatz.',
  ANSWER_NOT_RECORDED: 'Antwort nicht aufgezeichnet: {instrument}',
  ANSWER_NOT_RECORDED_message:
    'Der Handelsplatz hat zur Order {order} geantwortet, und die Aufzeichnung ließ sich nicht schreiben. {cause} Der Handel auf diesem Konto wartet, bis das möglich ist. Prüfen Sie, ob auf dem Datenträger Platz ist.',
  REPORTS_WAIT: 'Berichte des Handelsplatzes warten auf die Aufzeichnung',
  REPORTS_WAIT_message:
    'Was der Handelsplatz über Ihre Orders berichtet, lässt sich nicht schreiben. {cause} Es wird im Speicher gehalten und erneut versucht; Orders und Positionen werden wie zuvor gezeigt. {remedy, select, room {Schaffen Sie Platz auf dem Datenträger, und lassen Sie Tapedeck geöffnet, bis es meldet, dass die Berichte aufgezeichnet sind.} program {Schließen Sie dieses Programm, und lassen Sie Tapedeck geöffnet, bis es meldet, dass die Berichte aufgezeichnet sind.} other {Beheben Sie das, und lassen Sie Tapedeck geöffnet, bis es meldet, dass die Berichte aufgezeichnet sind.}}',
  REPORTS_RECORDED: 'Berichte des Handelsplatzes werden wieder aufgezeichnet',
  REPORTS_RECORDED_message:
    'Alles, was gewartet hat, ist aufgezeichnet: Orders und Positionen sind auf dem neuesten Stand.',
  REPORT_SET_ASIDE: 'Ein Bericht des Handelsplatzes ließ sich nicht anwenden',
  REPORT_SET_ASIDE_message:
    '{report, select, accepted {Der Bericht, dass die Order {order} angenommen wurde,} triggered {Der Bericht, dass der Stop der Order {order} ausgelöst wurde,} filled {Der Bericht über eine Ausführung der Order {order}} amended {Der Bericht, dass die Order {order} geändert wurde,} cancelled {Der Bericht, dass die Order {order} storniert wurde,} rejected {Der Bericht, dass die Order {order} abgelehnt wurde,} expired {Der Bericht, dass die Order {order} abgelaufen ist,} other {Ein Bericht zur Order {order}}} wurde beiseitegelegt. {cause} Der Handelsplatz wird zur Order gefragt, und der Handel auf ihrem Konto wartet auf die Antwort. Prüfen Sie die Order beim Handelsplatz.',
  REPORT_OF_STRANGER: 'Ein Bericht zu einer unbekannten Order',
  REPORT_OF_STRANGER_message:
    '{report, select, filled {Der Handelsplatz berichtet eine Ausführung der Order {order}} accepted {Der Handelsplatz berichtet, dass er die Order {order} hat} other {Der Handelsplatz berichtet etwas zur Order {order}}}; sie steht nicht in dieser Aufzeichnung. Prüfen Sie das Konto beim Handelsplatz.',
  TOO_MANY_ELSEWHERE: 'Sehr viele Orders von {account}, die nicht hier platziert wurden',
  TOO_MANY_ELSEWHERE_message:
    'Der Handelsplatz von {account} berichtet von mehr Orders, die nicht hier platziert wurden, oder von mehr, das sich nicht anwenden lässt, als auf einmal aufgezeichnet wird. Ihre eigenen Orders sind alle aufgezeichnet; die übrigen folgen, und der Handel auf dem Konto wartet darauf. Handelt dort kein Programm von Ihnen, prüfen Sie das Konto und seine Schlüssel beim Handelsplatz.',
  OVERFILLED: 'Überausgeführt: {instrument}',
  OVERFILLED_message:
    'Der Handelsplatz hat {quantity} mehr ausgeführt, als die Order {order} verlangte. Die Ausführungen sind wie berichtet aufgezeichnet; prüfen Sie die Position und wenden Sie sich an den Handelsplatz.',
  PRESUMED_IS_THERE: 'Der Handelsplatz hat eine Order, die als nicht aufgegeben galt: {instrument}',
  PRESUMED_IS_THERE_message:
    'Die Order {order} ist beim Handelsplatz {status, select, SUBMITTED {in Arbeit} PARTIALLY_FILLED {teilweise ausgeführt} FILLED {ausgeführt} CANCELLED {storniert} REJECTED {abgelehnt} EXPIRED {abgelaufen} other {bekannt}}. So steht es jetzt in der Aufzeichnung; prüfen Sie, ob Sie sie wollen.',
  ORDERS_UNCONFIRMED:
    '{orders, plural, one {Ausgang einer Order unbekannt: {account}} other {Ausgang von # Orders unbekannt: {account}}}',
  ORDERS_UNCONFIRMED_message:
    '{orders, plural, one {Es ist nicht bekannt, ob der Handelsplatz sie hat. Sie wird nicht erneut gesendet; der Handelsplatz wird gefragt, und der Handel auf {account} wartet auf die Antwort.} other {Es ist nicht bekannt, welche davon der Handelsplatz hat. Keine wird erneut gesendet; der Handelsplatz wird zu jeder gefragt, und der Handel auf {account} wartet auf die Antworten.}} Unter „Orders“ steht, welche noch unbestätigt sind.',
  CLOSED_BACKUP_FAILED: 'Eine Sicherung des Arbeitsbereichs „{workspace}“ ist fehlgeschlagen',
  CLOSED_BACKUP_FAILED_message:
    '{cause} Die früheren Sicherungen bleiben. Öffnen Sie ihn wieder und prüfen Sie ihn, um zu sehen, ob er beschädigt ist.',
  CLOSED_RECORD_CHANGED:
    'Die Aufzeichnung des Arbeitsbereichs „{workspace}“ ist nicht, was aufgezeichnet wurde',
  CLOSED_RECORD_CHANGED_message:
    'Die Prüfung hat in {table} einen Schaden gefunden. Öffnen Sie ihn wieder und prüfen Sie ihn: Die Seite „Arbeitsbereich“ zeigt alles Gefundene und was zu tun ist.',
  OUTCOME_UNKNOWN: 'Ausgang unbekannt: {instrument}',
  OUTCOME_UNKNOWN_message:
    'Es ist nicht bekannt, ob der Handelsplatz die Order {order} hat. Sie wird nicht erneut gesendet; der Handelsplatz wird gefragt, und der Handel auf diesem Konto wartet auf die Antwort.',
  VENUE_FAILED: 'Der Handelsplatz von {account} hat einmal versagt',
  VENUE_FAILED_message:
    'Was dort in diesem Augenblick geschah, kann fehlen. {cause} Es geht weiter; vergleichen Sie die offenen Orders von {account} mit dem, was Sie erwarten, und öffnen Sie den Arbeitsbereich erneut, wenn sie abweichen.',
  VENUE_NOT_OPENED: 'Der Handelsplatz von {account} konnte nicht geöffnet werden',
  VENUE_NOT_OPENED_message:
    '{cause} Von hier wird nichts an ihn gesendet, auch keine Stornierung, und was {account} dort offen hat, läuft weiter. Die anderen Konten sind nicht betroffen. Öffnen Sie den Arbeitsbereich erneut, um es noch einmal zu versuchen.',
  KILL_SWITCH_NOT_KEPT: 'Der Notaus konnte nicht festgehalten werden',
  KILL_SWITCH_NOT_KEPT_message:
    'Er gilt, solange das Programm läuft: Nichts wird platziert oder geändert. Ein Neustart kann ihn vergessen. {cause}',
  DISK_FULL: 'Der Datenträger ist voll',
  DISK_FULL_message:
    'Neue Orders werden nicht angenommen. Stornierungen und was die Handelsplätze berichten, werden weiter aufgezeichnet, in dem kleinen Platz, der dafür bereitgehalten wird. Schaffen Sie Platz auf dem Datenträger.',
  DISK_HAS_ROOM: 'Der Datenträger hat wieder Platz',
  DISK_HAS_ROOM_message: 'Neue Orders werden angenommen, und alles wird wie zuvor aufgezeichnet.',
  RECORD_MISPLACED: 'Die Aufzeichnung ist nicht mehr, wo sie geöffnet wurde',
  RECORD_MISPLACED_message:
    '{cause} Neue Orders werden nicht angenommen. Stornierungen und was die Handelsplätze berichten, werden weiter in der geöffneten Datei aufgezeichnet. Wird der Arbeitsbereich geschlossen und ist sein Ordner noch da, so bleibt darin unter „quarantine“ eine Kopie davon.',
  RECORD_BACK: 'Die Aufzeichnung ist wieder an ihrem Platz',
  RECORD_BACK_message: 'Neue Orders werden angenommen, und alles wird wie zuvor aufgezeichnet.',
  NOT_OPENED_AGAIN: '„{workspace}“ ließ sich nicht wieder öffnen',
  NOT_OPENED_AGAIN_message:
    '{cause} {remedy, select, FREE_SPACE {Geben Sie Platz auf dem Datenträger frei, und öffnen Sie ihn wieder.} CHECK_FOLDER {Prüfen Sie, ob {folder} da ist, beschrieben werden darf und Platz hat.} RESTORE {npm run db -- verify --workspace "{folder}" nennt jede beschädigte Zeile; „restore“ statt „verify“ setzt die neueste Sicherung an ihre Stelle.} RESTORE_FOREIGN {Jemand oder ein anderes Programm hat etwas geändert. npm run db -- restore --workspace "{folder}" setzt die neueste Sicherung an ihre Stelle.} other {Andere Arbeitsbereiche sind nicht betroffen.}}',
  FILE_REPLACED: 'Eine beschädigte Datei wurde ersetzt',
  FILE_REPLACED_message:
    '{file} ließ sich nicht lesen und liegt in {aside}. An ihrer Stelle ist die Sicherung vom {madeAt}. {counted, select, none {Es fehlt, was danach geschrieben wurde.} other {Es fehlt, was danach geschrieben wurde; davon lässt sich noch zählen: {counted}.}} Vergleichen Sie mit den Handelsplätzen.',
  FILE_REPLACED_EMPTY: 'Eine beschädigte Datei wurde ersetzt',
  FILE_REPLACED_EMPTY_message:
    '{file} ließ sich nicht lesen und liegt in {aside}. An ihrer Stelle ist eine leere Datei: Die gespeicherten Marktdaten fehlen und werden wieder geholt, wenn sie gebraucht werden.',
  RESTORE_FINISHED: 'Eine unterbrochene Wiederherstellung wurde abgeschlossen',
  RESTORE_FINISHED_message:
    'Die Aufzeichnung ist auf dem Stand der Sicherung vom {madeAt}. Was vorher da war, liegt in {folder}. Vergleichen Sie mit den Handelsplätzen.',
  READ_ONLY: 'Nur zum Lesen geöffnet',
  READ_ONLY_message: '{cause}',
  FILES_WERE_OPEN: 'Andere Benutzer dieses Rechners konnten Ihre Dateien lesen',
  FILES_WERE_OPEN_message:
    '{files, plural, one {# Datei oder Ordner Ihrer Arbeitsbereiche war} other {# Dateien und Ordner Ihrer Arbeitsbereiche waren}} für jeden Benutzer dieses Rechners lesbar, wie eine frühere Version es hinterlassen hatte. Jetzt haben nur noch Sie Zugriff. Was in der Zwischenzeit kopiert wurde, lässt sich nicht feststellen.',
  FILES_OF_ANOTHER: 'Dateien Ihrer Arbeitsbereiche gehören einem anderen Benutzer',
  FILES_OF_ANOTHER_message:
    '{files, plural, one {# Datei oder Ordner gehört} other {# Dateien und Ordner gehören}} einem anderen Benutzer, der den Inhalt lesen und ändern kann: {first}. Übernehmen Sie den Besitz, oder legen Sie sie an einen anderen Ort.',
  MARKET_UNSEEN: '{account}: Der Markt war nicht zu sehen',
  MARKET_UNSEEN_message:
    'Von {from} bis {to} war er nicht durchgehend zu sehen. Was dann gehandelt wurde, hat {orders, plural, one {die ruhende Order} other {die # ruhenden Orders}} weder ausgeführt noch ausgelöst: Vergleichen Sie sie mit dem Chart.',
  FIGURES_CHANGED: 'Diese Version rechnet manche Beträge anders',
  FIGURES_CHANGED_message:
    '{figures, plural, one {# Wert dieses Arbeitsbereichs hat} other {# Werte dieses Arbeitsbereichs haben}} sich geändert. „Arbeitsbereich“ im Menü nennt jeden, alt und neu, mit dem Grund.',
  EARLIER_ALERTS_UNREADABLE: 'Frühere Meldungen lassen sich nicht lesen',
  EARLIER_ALERTS_UNREADABLE_message:
    'Sie sind in der Aufzeichnung beschädigt. Orders, Ausführungen und Geld sind nicht betroffen. Prüfen Sie den Arbeitsbereich, um zu sehen, was noch beschädigt ist.',
};
