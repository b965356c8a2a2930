import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { holdState } from '#src/infrastructure/persistence/sqlite/operations/held-state.ts';
import { openTemporary } from '../temporary-workspace.ts';
import { busyWorkspace, trade } from './busy-workspace.ts';

/** Pages of the log that are not in the file yet. */
function pagesAway(folder: string): number {
  const { database } = openConnection(join(folder, 'record.sqlite'), { synchronous: 'FULL', readOnly: true });
  const pages = database
    .prepare<[], { readonly log: number; readonly checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)')
    .get();
  database.close();
  if (pages === undefined) throw new Error('it does not say how long the log is');
  return pages.log - pages.checkpointed;
}

function ordersIn(database: Database.Database): unknown {
  return database.prepare('SELECT count(*) FROM orders').pluck().get();
}

/** More than a commit checkpoints by itself. */
const longLog = 200;

describe('a held state', () => {
  it('is the one of its beginning, although others commit', async () => {
    const folder = await busyWorkspace(3);
    const store = await openTemporary(folder);
    const held = holdState(join(folder, 'record.sqlite'), store);
    await trade(store, 4);
    expect(ordersIn(held.database)).toBe(3);
    held.release();
  });

  it('leaves nothing of the log to the next commit, also with a unit of work open', async () => {
    const folder = await busyWorkspace(3);
    const store = await openTemporary(folder);
    const held = holdState(join(folder, 'record.sqlite'), store);
    for (let number = 4; number < longLog; number += 1) await trade(store, number);
    expect(pagesAway(folder)).toBeGreaterThan(1_000);
    const unit = await store.record.begin();
    held.release();
    await unit.rollback();
    expect(pagesAway(folder)).toBe(0);
  });

  it('has the program take its logs back once all that held one have let go', async () => {
    const folder = await busyWorkspace(3);
    const store = await openTemporary(folder);
    const [held, other] = [store.pauseCheckpoints(), store.pauseCheckpoints()];
    for (let number = 4; number < longLog; number += 1) await trade(store, number);
    held();
    await trade(store, longLog);
    expect(pagesAway(folder)).toBeGreaterThan(1_000);
    other();
    await trade(store, longLog + 1);
    expect(pagesAway(folder)).toBe(0);
  });
});
