import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { holdState, releaseState } from '#src/infrastructure/persistence/sqlite/operations/held-state.ts';
import { temporaryFolder } from '../temporary-workspace.ts';

async function openWriter() {
  const path = join(await temporaryFolder(), 'record.sqlite');
  const { database } = openConnection(path, { synchronous: 'NORMAL', readOnly: false });
  database.pragma('wal_autocheckpoint = 0');
  database.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY) STRICT; INSERT INTO orders VALUES (1)');
  return { path, writer: database };
}

function ordersIn(database: Database.Database): unknown {
  return database.prepare('SELECT count(*) FROM orders').pluck().get();
}

/** Pages of the log that are not in the file yet. */
function pagesToBring(database: Database.Database): number {
  const pages = database
    .prepare<[], { readonly log: number; readonly checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
    .get();
  if (pages === undefined) throw new Error('it does not say how long the log is');
  return pages.log - pages.checkpointed;
}

describe('a held state', () => {
  it('is the one of its beginning, although others commit', async () => {
    const { path, writer } = await openWriter();
    const held = holdState(path);
    writer.exec('INSERT INTO orders VALUES (2)');
    expect(ordersIn(held)).toBe(1);
    releaseState(held);
    writer.close();
  });

  it('leaves the next commit nothing of the log to bring into the file', async () => {
    const { path, writer } = await openWriter();
    const held = holdState(path);
    for (let id = 2; id < 50; id += 1) writer.exec(`INSERT INTO orders VALUES (${id})`);
    expect(pagesToBring(writer)).toBeGreaterThan(40);
    releaseState(held);
    expect(pagesToBring(writer)).toBe(0);
    expect(ordersIn(writer)).toBe(49);
    writer.close();
  });

  it('is let go also where another one is held, or a unit of work is open', async () => {
    const { path, writer } = await openWriter();
    const [held, other] = [holdState(path), holdState(path)];
    writer.exec('BEGIN IMMEDIATE; INSERT INTO orders VALUES (2)');
    releaseState(held);
    expect(held.open).toBe(false);
    expect(ordersIn(other)).toBe(1);
    writer.exec('COMMIT');
    releaseState(other);
    expect(pagesToBring(writer)).toBe(0);
    writer.close();
  });
});
