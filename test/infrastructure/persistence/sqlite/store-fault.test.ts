import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';

async function faultOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (fault) {
    return fault;
  }
}

it('tells what the store refuses in its words', () => {
  expect(storeFault(new NoRoomError('insert order 1: the disk is full'))).toMatchObject({
    name: expect.stringContaining('Error'),
    message: 'insert order 1: the disk is full',
  });
});

it.skipIf(process.platform !== 'linux')('tells of a full disk below a file of its own', async () => {
  const fault = await faultOf(() => writeFile('/dev/full', 'x'));
  expect(storeFault(fault)).toMatchObject({
    name: expect.stringContaining('Error'),
    message: expect.stringContaining('the disk is full'),
  });
});

it('tells of a temporary database that has no room, without its SQL', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-failures-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const database = new Database(join(folder, 'small.sqlite'));
  database.pragma('max_page_count = 2');
  database.exec('CREATE TABLE t (text)');
  const fault = await faultOf(() => database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(50_000)));
  database.close();
  expect(storeFault(fault)).toMatchObject({
    name: expect.stringContaining('Error'),
    message: 'a temporary file: the disk is full',
  });
});

it('tells of what stands in the place of a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-failures-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [file, link] = [join(folder, 'file'), join(folder, 'link')];
  await writeFile(file, '');
  await symlink(join(folder, 'nowhere', 'below'), link, 'dir');
  for (const [path, fault, work] of [
    [file, 'EEXIST', () => mkdir(file, { recursive: true })],
    [link, 'ENOENT', () => mkdir(link, { recursive: true })],
    [file, 'ENOTDIR', () => readdir(file)],
  ] as const) {
    expect(storeFault(await faultOf(work))).toMatchObject({
      problem: { code: 'FOLDER_UNUSABLE', folder: path, fault },
    });
  }
});

it('leaves a fault of the program what it is', async () => {
  expect(storeFault(new TypeError('undefined is not a function'))).toBeUndefined();
  expect(storeFault(await faultOf(() => readdir('/nowhere/at/all')))).toBeUndefined();
});
