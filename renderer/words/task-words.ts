import type { TaskOutcome } from '#src/contract/maintenance.ts';
import type { Format } from '#renderer/format/format.ts';
import { contentWords, leftOutWords } from './import-words.ts';

/** What is being done, as in "Making a backup failed". */
export const taskActions: Readonly<Record<TaskOutcome['type'], string>> = {
  verify: 'Verifying the record',
  backup: 'Making a backup',
  restore: 'Restoring the backup',
  export: 'Exporting the workspace',
  import: 'Importing the workspace',
  fills: 'Importing the file',
  undo: 'Undoing the import',
};

/** Whether it tells of damage. */
export function isUnsound(outcome: TaskOutcome): boolean {
  return outcome.type === 'verify' && outcome.verification.findings.length > 0;
}

/** What came of it, for the trader. */
export function outcomeWords(outcome: TaskOutcome, format: Format): string {
  switch (outcome.type) {
    case 'verify': {
      const { rows, findings } = outcome.verification;
      return findings.length === 0
        ? `All is well: ${format.count(rows)} rows were verified.`
        : 'The record is not sound: what was found is listed above.';
    }
    case 'backup':
      return `A backup was made and verified: ${format.bytes(outcome.backup.bytes)}.`;
    case 'restore':
      return `The workspace is as it was at ${format.dateTime(outcome.madeAt)}. What it replaced is kept in ${outcome.aside}.`;
    case 'export':
      return `Exported ${format.bytes(outcome.file.bytes)} to ${outcome.file.path}`;
    case 'import':
      return 'The workspace was imported, and is among your workspaces.';
    case 'fills': {
      const { fileName, accountName, done } = outcome;
      const imported = `Imported ${contentWords(done.imported, done.entries, format)} of ${fileName} into the account ${accountName}.`;
      return [imported, ...leftOutWords(done, format).map((words) => `${words}.`)].join(' ');
    }
    case 'undo':
      return `Undone: ${contentWords(outcome.fills, outcome.entries, format)} of ${outcome.fileName}.`;
  }
}
