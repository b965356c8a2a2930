import type { TaskOutcome } from '#src/contract/maintenance.ts';
import type { Format } from '#renderer/format/format.ts';
import { contentWords, leftOutWords } from './import-words.ts';
import { say } from './say.ts';

type TaskType = TaskOutcome['type'];

/** Orders of which files had a part, or may have, each by its name. */
const mostNamed = 5;

const actions = {
  verify: 'verify',
  backup: 'backup',
  restore: 'restore',
  export: 'exportWorkspace',
  import: 'importWorkspace',
  fills: 'importFile',
  undo: 'undoImport',
  history: 'bringInHistory',
} as const satisfies Readonly<Record<TaskType, string>>;

/** What is being done, as a failure names it. */
export function taskAction(type: TaskType): string {
  return say(`action.${actions[type]}`);
}

/** Whether it tells of damage. */
export function isUnsound(outcome: TaskOutcome): boolean {
  return outcome.type === 'verify' && outcome.verification.findings.length > 0;
}

/** What came of it, for the trader. */
export function outcomeWords(outcome: TaskOutcome, format: Format): string {
  switch (outcome.type) {
    case 'verify': {
      const { rows, findings } = outcome.verification;
      return findings.length === 0 ? say('maintenance.allWell', { rows }) : say('maintenance.unsoundListed');
    }
    case 'backup':
      return say('maintenance.backupMade', { size: format.bytes(outcome.backup.bytes) });
    case 'restore':
      return say('maintenance.restored', { time: format.dateTime(outcome.madeAt), folder: outcome.aside });
    case 'export':
      return say('maintenance.exported', {
        size: format.bytes(outcome.file.bytes),
        path: outcome.file.path,
      });
    case 'import':
      return say('maintenance.adopted');
    case 'fills': {
      const { fileName: file, accountName: account, done } = outcome;
      const content = contentWords(done.imported, done.entries);
      const leftOut = leftOutWords(done).map((words) => say('imports.sentence', { words }));
      return [say('imports.importedOf', { content, file, account }), ...leftOut].join(' ');
    }
    case 'undo':
      return say('maintenance.undone', {
        content: contentWords(outcome.fills, outcome.entries),
        file: outcome.fileName,
      });
    case 'history': {
      const { accountName: account, orders, fills, imported, partly, alike, alikes } = outcome;
      const mayBe = alikes.slice(0, mostNamed);
      return [
        say('maintenance.broughtIn', { account, orders, fills, imported, alike }),
        ...partly.slice(0, mostNamed).map((each) => say('maintenance.partlyImported', each)),
        ...(partly.length > mostNamed
          ? [say('maintenance.morePartlyImported', { count: partly.length - mostNamed })]
          : []),
        ...(partly.length > 0 ? [say('maintenance.partlyImportedRemedy')] : []),
        ...mayBe.map(({ symbol, order, accountName }) =>
          say('maintenance.mayBeImported', { symbol, order, account: accountName }),
        ),
        ...(alike > mayBe.length
          ? [say('maintenance.moreMayBeImported', { count: alike - mayBe.length })]
          : []),
        ...(alike > 0 ? [say('maintenance.mayBeImportedRemedy', { box: say('compare.bringsAlike') })] : []),
      ].join(' ');
    }
  }
}
