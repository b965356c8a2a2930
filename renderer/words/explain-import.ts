import type { Failure } from '#renderer/core/failure.ts';
import { createFormat } from '#renderer/format/format.ts';
import type { Separators } from '#renderer/format/number.ts';
import { causeWords } from './coded-words.ts';
import type { Explanation } from './explanation.ts';
import { fileProblemWords } from './file-problem-words.ts';
import { say } from './say.ts';

type ImportFailure = Extract<
  Failure,
  {
    readonly code:
      | 'UNREADABLE_FILE'
      | 'ALREADY_UNDONE'
      | 'WORKSPACE_CHANGED'
      | 'EARLIER_IMPORT'
      | 'QUESTIONS_OPEN'
      | 'CANCELLED'
      | 'HALF_IMPORTED'
      | 'HALF_UNDONE'
      | 'TAKEN_BACK_LATER'
      | 'UNKNOWN_FORMAT';
  }
>;

/** Why a file was not imported, or an import not undone. */
export function explainImport(action: string, failure: ImportFailure, separators: Separators): Explanation {
  switch (failure.code) {
    case 'UNREADABLE_FILE':
      return {
        title: say('imports.UNREADABLE_FILE'),
        meaning: say('imports.nothingWritten'),
        remedy: fileProblemWords(failure.problem),
      };
    case 'ALREADY_UNDONE':
      return {
        title: say('imports.ALREADY_UNDONE', { action }),
        meaning: say('imports.ALREADY_UNDONE_meaning'),
        remedy: say('failure.nothingLeft'),
      };
    case 'WORKSPACE_CHANGED':
      return {
        title: say('imports.WORKSPACE_CHANGED', { action }),
        meaning: say('imports.nothingWritten'),
        remedy: say('imports.WORKSPACE_CHANGED_remedy'),
      };
    case 'EARLIER_IMPORT':
      return {
        title: say('imports.EARLIER_IMPORT', { action, file: failure.file }),
        meaning: say('imports.nothingWritten'),
        remedy: say(failure.isCovered ? 'imports.EARLIER_IMPORT_remedy' : 'imports.EARLIER_IMPORT_wider'),
      };
    case 'QUESTIONS_OPEN':
      return {
        title: say('imports.QUESTIONS_OPEN', { action }),
        meaning: say('imports.nothingWritten'),
        remedy: say('imports.QUESTIONS_OPEN_remedy'),
      };
    case 'CANCELLED':
      return {
        title: say('imports.CANCELLED'),
        meaning: say('imports.nothingStayed'),
        remedy: say('imports.CANCELLED_remedy'),
      };
    case 'HALF_IMPORTED':
      return {
        title: say('imports.HALF_IMPORTED', { action }),
        meaning: say('imports.HALF_IMPORTED_meaning', {
          reason: causeWords(failure.reason, createFormat(separators, 'utc', false)),
        }),
        remedy: say('imports.HALF_IMPORTED_remedy'),
      };
    case 'HALF_UNDONE':
      return {
        title: say('imports.HALF_UNDONE', { action }),
        meaning: say('imports.HALF_UNDONE_meaning', {
          reason: causeWords(failure.reason, createFormat(separators, 'utc', false)),
        }),
        remedy: say('imports.HALF_UNDONE_remedy'),
      };
    case 'TAKEN_BACK_LATER':
      return {
        title: say('imports.TAKEN_BACK_LATER', { action }),
        meaning: say('imports.TAKEN_BACK_LATER_meaning'),
        remedy: say('imports.TAKEN_BACK_LATER_remedy'),
      };
    case 'UNKNOWN_FORMAT':
      return {
        title: say('imports.UNKNOWN_FORMAT'),
        meaning: say('imports.nothingWritten'),
        remedy: say('imports.UNKNOWN_FORMAT_remedy'),
      };
  }
}
