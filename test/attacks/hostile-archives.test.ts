import { execFileSync } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { importWorkspace } from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { busyWorkspace } from '#test/infrastructure/persistence/sqlite/operations/busy-workspace.ts';
import { optionsFor, temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { hostileArchives } from './hostile-archives.ts';
import { archiveOf, filesOf, type TarFile } from './made-archive.ts';

let made: readonly TarFile[] | undefined;

/** Made once for all of them: what is read stays when its folder goes. */
async function soundFiles(): Promise<readonly TarFile[]> {
  return (made ??= filesOf(await busyWorkspace(1)));
}

/** Imports what was written, into a folder beside which nothing else is. */
async function imported(archive: string) {
  const folder = await temporaryFolder();
  const importing = importWorkspace(archive, optionsFor(join(folder, 'imported')), unattended);
  const refusal = await importing.then(
    () => 'it was imported',
    (fault: unknown) => (fault instanceof Error ? fault.message : String(fault)),
  );
  return { refusal, left: await readdir(folder) };
}

async function written(content: Buffer): Promise<string> {
  const path = join(await temporaryFolder(), 'foreign.tapedeck');
  await writeFile(path, content);
  return path;
}

it('an archive that somebody else made as ours are is imported', async () => {
  const { refusal, left } = await imported(await written(archiveOf(await soundFiles())));
  expect({ refusal, left }).toEqual({ refusal: 'it was imported', left: ['imported'] });
});

it.each(hostileArchives)('an archive with $name is refused, and nothing is left', async ({ make, says }) => {
  const path = await written(make(await soundFiles()));
  const { refusal, left } = await imported(path);
  expect(refusal).toMatch(says);
  expect(refusal).toContain(path);
  expect(left).toEqual([]);
});

describe.runIf(process.platform !== 'win32')('a path that leads to no file', () => {
  it.each<[string, (path: string) => Promise<unknown>]>([
    ['a pipe', async (path) => execFileSync('mkfifo', [path])],
    ['a folder', (path) => mkdir(path)],
    ['a device', (path) => symlink('/dev/zero', path)],
    ['a socket', listenAt],
  ])('but to %s is refused by its kind, and nobody waits for it', async (kind, make) => {
    const path = join(await temporaryFolder(), 'x.tapedeck');
    await make(path);
    const { refusal, left } = await imported(path);
    expect(refusal).toBe(`${path} is ${kind} and no file. Choose another one.`);
    expect(left).toEqual([]);
  });

  it('but to a pipe where a database was is refused when the workspace is opened', async () => {
    const folder = await temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'record.sqlite')]);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(
      'record.sqlite is a pipe and no file',
    );
  });
});

it('a path that leads nowhere is named', async () => {
  expect((await imported('/nowhere/x.tapedeck')).refusal).toBe(
    'There is no file /nowhere/x.tapedeck. Choose another one.',
  );
  expect((await imported('/nowhere/\0')).refusal).toMatch(/cannot be read/);
});

async function listenAt(path: string): Promise<void> {
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
}
