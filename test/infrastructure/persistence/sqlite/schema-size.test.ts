import { closeSync, copyFileSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { ForeignSchemaError } from '#src/ports/store-errors.ts';
import { fillList } from '#test/attacks/hostile-databases.ts';
import {
  temporaryFolder,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const reading = { synchronous: 'FULL', readOnly: true } as const;
/** SQLite would not come to the end of it. */
const endless = 300_000;

async function recordOf(): Promise<string> {
  return join(await temporaryWorkspace(), 'record.sqlite');
}

/** What another program has written to a record, with `last` as the last thing that it does. */
function harm(path: string, work: (record: Database.Database) => void, last = (): void => undefined): void {
  const record = new Database(path);
  try {
    work(record);
    last();
  } finally {
    record.close();
  }
}

it('refuses an endless list of tables', async () => {
  const path = await recordOf();
  harm(path, (record) => fillList(record, endless));
  expect(() => openConnection(path, reading)).toThrow(ForeignSchemaError);
});

it('refuses one that is in the log alone', async () => {
  const path = await recordOf();
  const copy = join(await temporaryFolder(), 'record.sqlite');
  harm(
    path,
    (record) => {
      record.pragma('wal_autocheckpoint = 0');
      copyFileSync(path, copy);
      fillList(record, endless);
    },
    () => copyFileSync(`${path}-wal`, `${copy}-wal`),
  );
  expect(statSync(copy).size).toBeLessThan(1 << 20);
  expect(() => openConnection(copy, reading)).toThrow(ForeignSchemaError);
});

it('refuses few tables that are described at endless length', async () => {
  const path = await recordOf();
  harm(path, (record) => record.exec(`CREATE TABLE a (b) -- ${'x'.repeat(2 << 20)}\n`));
  harm(path, (record) => record.exec(`CREATE TABLE c (d /* ${'x'.repeat(2 << 20)} */)`));
  expect(() => openConnection(path, reading)).toThrow(ForeignSchemaError);
});

it('refuses a list that leads back to where it begins', async () => {
  const path = await recordOf();
  // The last pointer of the first page, which is an interior one.
  const file = openSync(path, 'r+');
  expect(readFileSync(file)[100]).toBe(0x05);
  writeSync(file, Buffer.from([0, 0, 0, 1]), 0, 4, 108);
  closeSync(file);
  expect(() => openConnection(path, reading)).toThrow(ForeignSchemaError);
});

/** The locks of a process on a file are let go of when it closes any descriptor of that file. */
it.runIf(process.platform === 'linux')('keeps the locks of a file that is open already', async () => {
  const path = await recordOf();
  const locks = (): readonly string[] =>
    readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${statSync(path).ino} `));
  const writer = openConnection(path, { synchronous: 'FULL', readOnly: false });
  try {
    expect(locks()).toHaveLength(1);
    openConnection(path, reading).database.close();
    expect(locks()).toHaveLength(1);
  } finally {
    writer.database.close();
  }
});
