import type { store as english } from '#renderer/words/en/store.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const store: Translated<typeof english> = {
  quoted: 'Der Grund: „{text}“.',

  DISK_FULL: 'Der Datenträger ist voll. Geben Sie Platz frei.',
  ESSENTIALS_ONLY:
    'Der Datenträger ist voll: Bis wieder Platz ist, werden nur Stornierungen und Berichte der Handelsplätze aufgezeichnet.',
  DISK_REFUSES:
    '{trouble, select, ENOSPC {Der Datenträger ist voll: {file} ließ sich nicht schreiben.} EDQUOT {Ihr Anteil am Datenträger ist aufgebraucht: {file} ließ sich nicht schreiben.} EROFS {Der Datenträger ist schreibgeschützt: {file} ließ sich nicht schreiben.} EIO {Der Datenträger ist gestört: {file} ließ sich nicht schreiben oder lesen.} ENOENT {{file} ist nicht mehr da: Die Datei wurde verschoben oder gelöscht. Legen Sie sie zurück.} other {Sie dürfen {file} nicht schreiben oder lesen.}}',
  RECORD_REPLACED:
    '{file} ist jetzt eine andere Datei als die geöffnete: Ein Synchronisierungsprogramm, oder jemand, hat sie dorthin gelegt. Legen Sie die geöffnete zurück, oder schließen Sie den Arbeitsbereich.',
  FILE_UNREADABLE: 'Eine Datei ließ sich nicht schreiben oder lesen ({fault}).',
  FILE_DAMAGED: 'Eine Datei ist beschädigt ({fault}).',
  FILE_LOCKED:
    'Ein anderes Programm hält eine Datei gesperrt ({fault}); es wurde nichts geändert. Schließen Sie es (ein Datenbankprogramm, eine Sicherung oder Synchronisierung), und versuchen Sie es erneut.',
  RECORD_LOCKED:
    'Seit {seconds, plural, one {# Sekunde} other {# Sekunden}} hält ein anderes Programm record.sqlite des Arbeitsbereichs gesperrt, daher wurde dies nicht aufgezeichnet. Schließen Sie es (ein Datenbankprogramm, eine Sicherung oder Synchronisierung), und versuchen Sie es erneut.',
  WORKSPACE_CLOSED: 'Der Arbeitsbereich wurde inzwischen geschlossen.',
  TOOK_TOO_LONG: 'Es dauerte zu lange und wurde beendet.',
  PROCESS_ENDED:
    'Der Prozess, der daran arbeitete, wurde von außen beendet oder ist abgestürzt, vielleicht aus Mangel an Arbeitsspeicher. Versuchen Sie es erneut.',
  PROCESS_NOT_STARTED:
    'Der Prozess dafür ließ sich nicht starten ({fault}): Das System hat zu wenige Prozesse, offene Dateien oder zu wenig Arbeitsspeicher übrig. Schließen Sie andere Programme und versuchen Sie es dann erneut.',
  READ_ONLY: 'Er wurde zum Lesen geöffnet.',

  NOT_A_DATABASE:
    '{file} ist keine Datenbank oder beschädigt. Es wurde nichts geändert: Verschieben Sie die Datei, und setzen Sie eine Sicherung an ihre Stelle.',
  OTHER_PROGRAMS_FILE: '{file} ist eine Datenbank eines anderen Programms. Wählen Sie einen anderen Ordner.',
  FILE_NOT_WRITABLE:
    '{file} lässt sich nicht schreiben. Geben Sie sich die Erlaubnis dazu, oder wählen Sie einen anderen Ordner.',
  FILE_NOT_CREATED: '{file} lässt sich nicht anlegen. Wählen Sie einen Ordner, in den Sie schreiben dürfen.',
  FILE_HAS_TWO_NAMES:
    '{file} hat auf diesem Datenträger einen zweiten Namen (einen Hardlink, wie ihn manche Werkzeuge statt einer Kopie anlegen): Was hier geschrieben wird, würde sie auch dort ändern. Setzen Sie eine echte Kopie an ihre Stelle.',
  FILE_IN_USE: '{file} wird von einem anderen Programm benutzt. Schließen Sie es zuerst.',
  FILE_NOT_OPENED: '{file} lässt sich nicht öffnen ({fault}).',
  SETTING_DIFFERS: '{setting} von {file} ist {value} statt {wanted}.',

  NO_WORKSPACE: 'In {folder} ist kein Arbeitsbereich: Dort ist keine record.sqlite.',
  NEVER_FINISHED: 'Der Arbeitsbereich in {folder} wurde nie fertig angelegt. Legen Sie ihn noch einmal an.',
  LINK_TO_NOWHERE:
    '{folder} ist ein Link auf {target}, wo kein Ordner ist. Schließen Sie diesen Datenträger an, oder entfernen Sie den Link.',
  FOLDER_NOT_MADE: 'Der Ordner {folder} lässt sich nicht anlegen ({fault}). Wählen Sie einen anderen.',
  PATH_TOO_LONG:
    '{folder} ist {bytes} Bytes lang. Höchstens {most} lassen Platz für die Sicherungen darunter: Wählen Sie einen anderen Ordner.',
  FOLDER_NOT_READABLE:
    'Der Ordner {folder} lässt sich nicht lesen ({fault}). Geben Sie sich die Erlaubnis dazu.',
  FOLDER_NOT_WRITABLE:
    'In den Ordner {folder} lässt sich nicht schreiben ({fault}). Geben Sie sich die Erlaubnis dazu.',
  FOLDER_UNUSABLE: '{folder} lässt sich nicht benutzen ({fault}).',
  CONTENT_UNREADABLE: '{folder} enthält, was sich nicht lesen lässt: „{fault}“.',
  FOLDER_NOT_LOCKED:
    'Der Arbeitsbereich {folder} lässt sich nicht sperren ({fault}). Geben Sie sich die Erlaubnis, workspace.lock darin zu schreiben.',
  OPEN_IN_PROCESS:
    'Der Arbeitsbereich {folder} ist im Prozess {process} geöffnet. Benutzen Sie diesen, oder schließen Sie ihn zuerst.',
  LOCKED_BY_OTHER:
    'Der Arbeitsbereich {folder} ist von einem anderen Programm gesperrt, und kein Tapedeck meldet sich als dieses. Schließen Sie, was workspace.lock darin geöffnet hat (ein Datenbankprogramm, eine Sicherung, eine Synchronisierung oder ein Tapedeck, das keinen Platz fand).',
  REAL_AND_PLAY_MIXED:
    'Darin ist das Konto „{account}“, das echtes Geld mit Papierhandel mischt: Beides wird nie zusammen geführt.',

  TOO_MANY_ROWS:
    'Mehr als {most} Zeilen in „{table}“ sind mehr, als dieses Programm liest. In der Aufzeichnung wurde nichts geändert. Wird sie deshalb nicht geöffnet, stellen Sie eine Sicherung wieder her, oder finden Sie heraus, wer sie angelegt hat.',
  TOO_MANY_WORKING:
    'Darin sind {orders} Orders, die noch offen sind, und höchstens {most} werden verfolgt. Nichts darin wurde geändert: Stellen Sie eine Sicherung wieder her, oder finden Sie heraus, wer ihn angelegt hat.',

  SCHEMA_HAS:
    '{file} ist nicht so aufgebaut, wie Tapedeck sie anlegt: Es gibt {object}{others, plural, =0 {} one {, und # weitere Stelle ist fremd} other {, und # weitere Stellen sind fremd}}. Nichts darin wurde benutzt.',
  SCHEMA_LACKS:
    '{file} ist nicht so aufgebaut, wie Tapedeck sie anlegt: {object} fehlt{others, plural, =0 {} one {, und # weitere Stelle ist fremd} other {, und # weitere Stellen sind fremd}}. Nichts darin wurde benutzt.',
  SCHEMA_DIFFERS:
    '{file} ist nicht so aufgebaut, wie Tapedeck sie anlegt: {object} lautet anders{others, plural, =0 {} one {, und # weitere Stelle ist fremd} other {, und # weitere Stellen sind fremd}}. Nichts darin wurde benutzt.',

  SCHEMA_TOO_LARGE:
    '{file} ist nicht so aufgebaut, wie Tapedeck sie anlegt: Das Verzeichnis ihrer Tabellen und Indizes ist beschädigt oder länger, als das einer Aufzeichnung sein kann. Nichts darin wurde benutzt.',
  NEWER_VERSION:
    '{file} wurde von einem neueren Tapedeck geschrieben: Die Schemaversion ist {version, plural, other {#}}, dieses Programm kennt sie bis {known, plural, other {#}}. Darin kann gelesen, aber nicht gehandelt werden: Aktualisieren Sie Tapedeck, oder öffnen Sie einen anderen Arbeitsbereich.',
  MIGRATION_MISSING: 'In {folder} fehlt eine Migration. Installieren Sie Tapedeck neu.',
  MIGRATION_DIFFERS:
    'Die Migration {migration} ist nicht die, mit der {file} entstand: Sie wurde nach ihrer Veröffentlichung geändert. Installieren Sie Tapedeck neu.',
  MIGRATIONS_UNCLEAR:
    '{file} führt nicht die Migrationen auf, aus denen die Schemaversion besteht. Stellen Sie eine Sicherung wieder her.',
  MIGRATION_FAILED:
    '{file} bleibt auf Schemaversion {version, plural, other {#}}: „{fault}“. Es wurde nichts geändert.',

  NO_GOOD_BACKUP:
    '{file} ist keine Datenbank oder beschädigt, und in {folder} ist keine gute Sicherung. Es wurde nichts geändert: Legen Sie eine Kopie zurück, oder importieren Sie einen Export des Arbeitsbereichs.',
  NO_BACKUP: '{folder} ist keine Sicherung. Wählen Sie eine andere.',
  BACKUP_UNREADABLE: '{file} lässt sich nicht deuten. Wählen Sie eine andere Sicherung.',
  BACKUP_CHANGED: '{file} ist nicht, was gesichert wurde. Wählen Sie eine andere Sicherung.',
  BACKUPS_NOT_LISTED: 'Die Sicherungen lassen sich nicht auflisten: „{fault}“.',
  COPY_DIFFERS: 'Die Kopie {file} ist nicht, was kopiert wurde: Die Tabelle {table} weicht ab.',

  NO_FILE: 'Die Datei {file} gibt es nicht. Wählen Sie eine andere.',
  NOT_A_FILE:
    '{file} ist {kind, select, folder {ein Ordner} pipe {eine Pipe} socket {ein Socket} link {ein Verweis} other {ein Gerät}} und keine Datei. Wählen Sie eine andere.',
  NO_ARCHIVE:
    '{file} ist kein Export eines Arbeitsbereichs oder beschädigt. Exportieren Sie den Arbeitsbereich noch einmal.',
  ARCHIVE_OF_OTHERS:
    '{file} enthält {entry}, was in keinem Arbeitsbereich ist. Exportieren Sie den Arbeitsbereich noch einmal.',
  ARCHIVE_CUT_OFF: '{file} endet zu früh. Exportieren Sie den Arbeitsbereich noch einmal.',
  TOO_LITTLE_ROOM:
    '{folder} braucht {needed} MiB freien Platz und hat {free}. Schaffen Sie dort Platz und versuchen Sie es noch einmal; geschrieben wurde nichts.',
  ARCHIVE_SWELLS:
    '{file} würde {size} MiB schreiben, weit mehr, als ein Export dieser Größe enthält ({longest} MiB). Die Datei stammt nicht von Tapedeck oder ist beschädigt.',
  TOO_LARGE_FOR_ARCHIVE: '{file} ist zu groß für einen Export (8 GiB).',

  FREE_SPACE: 'Geben Sie Platz auf dem Datenträger frei, und versuchen Sie es erneut.',
  CHECK_FOLDER:
    'Prüfen Sie, ob der Ordner da ist, beschrieben werden darf und Platz hat; oder starten Sie mit --workspaces DIR.',
  RESTORE:
    'npm run db -- verify --workspace "{folder}" nennt jede beschädigte Zeile; „restore“ statt „verify“ setzt die neueste Sicherung an ihre Stelle und bewahrt auf, was sie ersetzt. Andere Arbeitsbereiche sind nicht betroffen.',
  RESTORE_FOREIGN:
    'Jemand oder ein anderes Programm hat etwas geändert. npm run db -- restore --workspace "{folder}" setzt die neueste Sicherung an ihre Stelle und bewahrt auf, was sie ersetzt. Andere Arbeitsbereiche sind nicht betroffen.',
  OTHERS_WELL: 'Andere Arbeitsbereiche sind nicht betroffen.',
};
