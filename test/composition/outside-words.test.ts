import { expect, test } from 'vitest';
import { findingText, outsideLanguage, startFailureText } from '#src/composition/outside-words.ts';

const folder = '/home/ada/Tapedeck';

test('a start that fails says why, and the way out', () => {
  const cause = { code: 'FOLDER_UNUSABLE', folder, fault: 'ENOSPC' } as const;
  const failure = { code: 'CANNOT_START', cause, remedy: 'CHECK_FOLDER', folder } as const;
  expect(startFailureText(failure)).toBe(
    '/home/ada/Tapedeck cannot be used (ENOSPC). Check that the folder is there, may be written and has free space; or start with --workspaces DIR.',
  );
  expect(startFailureText(failure, 'de')).toMatch(
    /^\/home\/ada\/Tapedeck lässt sich nicht benutzen \(ENOSPC\)\./u,
  );
});

test('a program that has the workspaces already is named by its process', () => {
  const cause = { code: 'OPEN_IN_PROCESS', folder, process: '4711' } as const;
  const failure = { code: 'ALREADY_RUNNING', cause, remedy: 'CHECK_FOLDER', folder } as const;
  expect(startFailureText(failure)).toBe(
    'The workspace /home/ada/Tapedeck is open in process 4711. Use that one, or close it first.',
  );
  expect(startFailureText(failure, 'de')).toContain('ist im Prozess 4711 geöffnet');
});

test('what a newer version wrote is told with both versions', () => {
  const cause = { code: 'NEWER_VERSION', file: 'record.sqlite', version: 12, known: 10 } as const;
  expect(startFailureText({ code: 'NO_DEMO', cause, remedy: 'OTHERS_WELL', folder })).toContain(
    'its schema version is 12, this program knows up to 10.',
  );
});

test('a dialog of the system is in its language where that is spoken, else in English', () => {
  expect(outsideLanguage(['de-AT', 'en'])).toBe('de');
  expect(outsideLanguage(['fr', 'de'])).toBe('en');
  expect(outsideLanguage([])).toBe('en');
});

test('a finding is a sentence in the terminal too', () => {
  expect(findingText({ code: 'DIFFERS_FROM_ROWS', column: 'cost', stored: '7', made: '21000.05' })).toBe(
    'cost is 7, and the rows that it comes from make 21000.05.',
  );
  expect(findingText({ code: 'NOT_READ', cause: { code: 'FILE_DAMAGED', fault: 'SQLITE_CORRUPT' } })).toBe(
    'It cannot be read. A file is damaged (SQLITE_CORRUPT).',
  );
});
