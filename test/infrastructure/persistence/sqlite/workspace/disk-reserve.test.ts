import { mkdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { DiskReserve } from '#src/infrastructure/persistence/sqlite/workspace/disk-reserve.ts';
import { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';
import {
  temporaryFolder,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const mebibyte = 1024 * 1024;

describe('the reserve', () => {
  it('is given back piece by piece, tells so once, and is made whole again', async () => {
    const folder = await temporaryFolder();
    const reserve = await DiskReserve.open(folder);
    const told: boolean[] = [];
    reserve.onChange((spent) => told.push(spent));
    const size = () => statSync(join(folder, 'disk-reserve')).size;
    expect([size(), reserve.spent]).toEqual([8 * mebibyte, false]);

    expect([reserve.giveBack(), reserve.giveBack()]).toEqual([true, true]);
    expect([size(), reserve.spent, told]).toEqual([6 * mebibyte, true, [true]]);
    await reserve.restore();
    expect([size(), reserve.spent, told]).toEqual([8 * mebibyte, false, [true, false]]);
  });

  it('has nothing to give when it is used up', async () => {
    const folder = await temporaryFolder();
    const reserve = await DiskReserve.open(folder);
    truncateSync(join(folder, 'disk-reserve'), 0);
    expect([reserve.giveBack(), reserve.spent]).toEqual([false, true]);
  });

  it('is refused where a folder stands in its place: it would pass for a full disk', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'disk-reserve');
    mkdirSync(path);
    await expect(DiskReserve.open(folder)).rejects.toMatchObject({
      problem: { code: 'NOT_A_FILE', file: path, kind: 'folder' },
    });
  });

  it('is whole after a start that follows a full disk', async () => {
    const folder = await temporaryFolder();
    (await DiskReserve.open(folder)).giveBack();
    expect((await DiskReserve.open(folder)).spent).toBe(false);
  });
});

/** A record whose file may grow by a page for each piece that the reserve gives, and not otherwise. */
async function onFullDisk({ pieces }: { readonly pieces: number }) {
  const path = join(await temporaryWorkspace(), 'record.sqlite');
  const writer = openConnection(path, { synchronous: 'FULL', readOnly: false });
  const reader = openConnection(path, { synchronous: 'FULL', readOnly: true });
  // Without the pages that the migrations have left free.
  writer.database.exec('VACUUM');
  let limit = Number(writer.database.pragma('page_count', { simple: true }));
  let left = pieces;
  let room = false;
  writer.database.pragma(`max_page_count = ${limit}`);
  const reserve = {
    spent: false,
    giveBack() {
      reserve.spent = true;
      if (left === 0) return false;
      left -= 1;
      limit += 1;
      writer.database.pragma(`max_page_count = ${limit}`);
      return true;
    },
    async restore() {
      if (!room) return;
      writer.database.pragma('max_page_count = 1000000');
      reserve.spent = false;
    },
  };
  const store = new SqliteRecordStore(writer, reader, { reserve });
  onTestFinished(() => store.close());
  const save = (key: string, importance?: 'essential') =>
    store.transact((unit) => unit.settings.set(key, JSON.stringify('x'.repeat(9_000))), importance);
  return { store, save, makeRoom: () => void (room = true), piecesLeft: () => left };
}

describe('a record on a full disk', () => {
  it('refuses ordinary work from then on, and takes essential work', async () => {
    const { store, save } = await onFullDisk({ pieces: 20 });
    await expect(save('first')).rejects.toThrow(NoRoomError);
    await save('cancel', 'essential');
    await expect(save('second')).rejects.toThrow('only cancels and what the venues report are recorded');
    await expect(store.begin()).rejects.toThrow(NoRoomError);
    expect(await store.read.settings.find('cancel')).toBeDefined();
    expect(await store.read.settings.find('first')).toBeUndefined();
  });

  it('says that it is full when a unit that is ended by hand meets it', async () => {
    const { store, save } = await onFullDisk({ pieces: 20 });
    async function saveByHand(): Promise<void> {
      await using unit = await store.begin();
      await unit.repositories.settings.set('first', JSON.stringify('x'.repeat(9_000)));
      await unit.commit();
    }
    await expect(saveByHand()).rejects.toThrow(NoRoomError);
    await expect(save('second')).rejects.toThrow('only cancels and what the venues report are recorded');
    await save('cancel', 'essential');
  });

  it('gives nothing of what is kept for essential work to what is refused', async () => {
    const { save, piecesLeft } = await onFullDisk({ pieces: 20 });
    await expect(save('first')).rejects.toThrow(NoRoomError);
    // One piece, which says that the disk is full.
    expect(piecesLeft()).toBe(19);
    for (let time = 0; time < 20; time += 1) await expect(save('again')).rejects.toThrow(NoRoomError);
    expect(piecesLeft()).toBe(19);
    await save('cancel', 'essential');
  });

  it('is not asked for ever where another disk is the full one', async () => {
    const path = join(await temporaryWorkspace(), 'record.sqlite');
    const writer = openConnection(path, { synchronous: 'FULL', readOnly: false });
    const reader = openConnection(path, { synchronous: 'FULL', readOnly: true });
    const reserve = {
      spent: false,
      giveBack: () => (reserve.spent = true),
      // The disk of the record has room, every time.
      async restore() {
        reserve.spent = false;
      },
    };
    const store = new SqliteRecordStore(writer, reader, { reserve });
    onTestFinished(() => store.close());
    let tries = 0;
    const work = store.transact(async () => {
      tries += 1;
      if (tries < 100) throw new NoRoomError('no room for what SQLite sorts');
    });
    await expect(work).rejects.toThrow('no room for what SQLite sorts');
    expect(tries).toBe(1);
  });

  it('refuses essential work too when nothing is left', async () => {
    const { save } = await onFullDisk({ pieces: 1 });
    await expect(save('cancel', 'essential')).rejects.toThrow('the disk is full');
  });

  it('takes everything again when there is room', async () => {
    const { save, store, makeRoom } = await onFullDisk({ pieces: 0 });
    await expect(save('first')).rejects.toThrow(NoRoomError);
    makeRoom();
    await save('first');
    expect(await store.read.settings.find('first')).toBeDefined();
  });
});
