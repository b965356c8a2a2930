import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { upgradeChanges } from '#src/infrastructure/persistence/sqlite/operations/upgrade-changes.ts';
import { main } from '#test/ports/sample-entities.ts';
import { openTemporary, temporaryWorkspace } from '../temporary-workspace.ts';

const cash = { accountId: main, name: 'cash', currency: 'EUR', value: '12.5' };

/** Of a record with nothing in it. */
async function changesSince(noted: unknown) {
  const folder = await temporaryWorkspace();
  const { record } = await openTemporary(folder);
  await record.transact(async ({ audit }) => {
    const note = { action: 'migrated', subject: 'schema', detail: JSON.stringify(noted) };
    await audit.append({ time: 1, actor: 'tapedeck', ...note });
  });
  const database = new Database(join(folder, 'record.sqlite'), { readonly: true });
  try {
    return upgradeChanges(database);
  } finally {
    database.close();
  }
}

const versions = { record: { from: 3, to: 9 } };

describe('what an upgrade changed', () => {
  it('is what was noted before it, beside what is there now', async () => {
    const figures = { fills: 0, entries: 0, isWhole: true, figures: [cash] };
    expect(await changesSince({ ...versions, figures })).toEqual({
      from: 3,
      to: 9,
      isWhole: true,
      changes: [
        {
          accountId: main,
          name: 'cash',
          held: undefined,
          currency: 'EUR',
          before: '12.5',
          after: '0',
        },
      ],
    });
  });

  it('is not known once something else was recorded', async () => {
    const figures = { fills: 1, entries: 0, isWhole: true, figures: [cash] };
    expect(await changesSince({ ...versions, figures })).toBeUndefined();
  });

  it('is of accounts alone where there was too much else to note', async () => {
    const ofHeld = { accountId: main, name: 'quantity', held: 'BTC', value: '1' };
    const figures = { fills: 0, entries: 0, isWhole: false, figures: [cash, ofHeld] };
    const changes = await changesSince({ ...versions, figures });
    expect(changes).toMatchObject({ isWhole: false });
    expect(changes?.changes.map(({ name }) => name)).toEqual(['cash']);
  });

  it('is not known of an upgrade that noted nothing, or something else', async () => {
    expect(await changesSince(versions)).toBeUndefined();
    expect(await changesSince({ ...versions, figures: { fills: 'many' } })).toBeUndefined();
  });
});
