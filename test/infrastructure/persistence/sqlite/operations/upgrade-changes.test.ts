import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { upgradeChanges } from '#src/infrastructure/persistence/sqlite/operations/upgrade-changes.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { decimal, furnish, main, usdt } from '#test/ports/sample-entities.ts';
import { ethEuro, fillsOf } from '../planned-trips.ts';
import { openTemporary, temporaryWorkspace } from '../temporary-workspace.ts';

const cash = { accountId: main, name: 'cash', currency: 'EUR', value: '12.5' };

/** Of a record with nothing in it, unless it is prepared. */
async function changesSince(
  noted: unknown,
  prepare: (record: RecordStore) => Promise<void> = async () => undefined,
) {
  const folder = await temporaryWorkspace();
  const { record } = await openTemporary(folder);
  await prepare(record);
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

/** 30 euros and a fee of 2 of them, when a euro was 1.5 USDT. */
async function tradedInEuro(record: RecordStore): Promise<void> {
  await furnish(record);
  const rates = [{ currency: ethEuro.settle, into: usdt, rate: decimal('1.5') }];
  const fills = fillsOf([{ gain: 30, fee: 2, inEuro: true }], main).map((fill) => ({ ...fill, rates }));
  await record.transact(async (unit) => {
    await unit.instruments.saveMany([ethEuro]);
    await unit.positions.saveMany(foldFills(fills, ethEuro, 'FIFO', { base: usdt }));
  });
}

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

  it('is told of what results and fees were worth too, by a version of before that kept it', async () => {
    const worth = { accountId: main, currency: 'USDT' };
    const before = [
      { ...worth, name: 'realised-worth', value: '45' },
      { ...worth, name: 'fees-worth', value: '2.99999999985' },
    ];
    const figures = { fills: 0, entries: 0, isWhole: true, figures: before };
    const told = await changesSince({ record: { from: 40, to: 41 }, figures }, tradedInEuro);
    expect(told?.changes.filter(({ currency }) => currency === 'USDT')).toEqual([
      { ...worth, name: 'fees-worth', held: undefined, before: '2.99999999985', after: '3' },
    ]);
    const none = { ...figures, figures: [] };
    const older = await changesSince({ record: { from: 31, to: 41 }, figures: none }, tradedInEuro);
    expect(older?.changes.map(({ name }) => name)).toEqual(['realised', 'fees', 'round-trips']);
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
