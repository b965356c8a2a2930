import Database from 'better-sqlite3';
import { expect, test } from 'vitest';

import { storeError } from '#src/infrastructure/persistence/sqlite/driver-errors.ts';

test('a lock that another program holds is told with what it means and what to do, on every thread', () => {
  const fault = new Database.SqliteError('database is locked', 'SQLITE_BUSY');
  expect(storeError(fault, 'begin a unit of work')).toMatchObject({
    name: 'BusyError',
    message: expect.stringMatching(
      /another program keeps the file locked.*nothing was changed.*Close that program/,
    ),
  });
});
