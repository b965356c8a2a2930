import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import {
  exportWorkspace,
  importWorkspace,
} from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { exists } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { blockSize, tarHeader } from '#src/infrastructure/persistence/sqlite/operations/tar.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { openTemporary, optionsFor, temporaryFolder } from '../temporary-workspace.ts';
import { busyWorkspace, trade } from './busy-workspace.ts';

const run = promisify(execFile);
const dying = join(import.meta.dirname, 'snapshot-and-die.ts');

async function exported(): Promise<{ readonly archive: string; readonly elsewhere: string }> {
  const target = join(await temporaryFolder(), 'exports', 'trading.tapedeck');
  const { path } = await exportWorkspace(await busyWorkspace(), target, Date, unattended);
  return { archive: path, elsewhere: join(await temporaryFolder(), 'imported') };
}

describe('an export', () => {
  it('is one file that opens elsewhere as the same workspace, which can be traded in', async () => {
    const { archive, elsewhere } = await exported();
    const { files } = await importWorkspace(archive, optionsFor(elsewhere), unattended);
    expect(files.record.rows).toMatchObject({ orders: 5, fills: 5, positions: 1 });
    expect((await readdir(elsewhere)).toSorted()).toEqual([
      'audit-notes.jsonl',
      'market.sqlite',
      'record.sqlite',
    ]);
    const store = await openTemporary(elsewhere);
    expect(store.meta.name).toBe('My trading');
    await trade(store, 6);
    expect(await store.record.read.orders.count({})).toBe(6);
  });

  it('leaves nothing beside it', async () => {
    const { archive } = await exported();
    expect(await readdir(join(archive, '..'))).toEqual(['trading.tapedeck']);
  });

  it.runIf(process.platform === 'linux')('is unpacked by tar itself', async () => {
    const { archive, elsewhere } = await exported();
    await mkdir(elsewhere);
    await run('tar', ['-xzf', archive, '-C', elsewhere]);
    await rm(join(elsewhere, 'manifest.json'));
    const files = await readdir(elsewhere);
    expect(files.toSorted()).toEqual(['market.sqlite', 'record.sqlite']);
  });

  it('that is cancelled, early or late, leaves nothing', async () => {
    const folder = await busyWorkspace();
    const exports = join(await temporaryFolder(), 'exports');
    for (const share of [0.01, 0.3, 0.6, 0.9]) {
      const stopping = new AbortController();
      const operation = {
        signal: stopping.signal,
        report: (done: number, total: number) => {
          if (done / total >= share) stopping.abort();
        },
      };
      const exporting = exportWorkspace(folder, join(exports, 'x.tapedeck'), Date, operation);
      await expect(exporting).rejects.toThrow('aborted');
      expect(await readdir(exports)).toEqual([]);
    }
  });

  it('that was killed is swept away by the next one', async () => {
    const folder = await busyWorkspace();
    const exports = join(await temporaryFolder(), 'exports');
    const target = join(exports, 'x.tapedeck');
    await expect(run(process.execPath, [dying, folder, '4', target])).rejects.toMatchObject({
      killed: false,
      signal: 'SIGKILL',
    });
    expect(await exists(target)).toBe(false);
    await exportWorkspace(folder, target, Date, unattended);
    expect(await readdir(exports)).toEqual(['x.tapedeck']);
  });

  it('takes away what was begun of its own workspace, and nothing that another program makes of another', async () => {
    const folder = await busyWorkspace();
    const exports = join(await temporaryFolder(), 'exports');
    const stamp = '20260105T093000000Z';
    const others = ['.unfinished-a-2-STAMP', '.unfinished-b-STAMP', '.unfinished-.unfinished-b-STAMP-files'];
    const own = ['.unfinished-a-STAMP', '.unfinished-a-STAMP-files', '.unfinished-.unfinished-a-STAMP-files'];
    const named = (name: string): string => name.replace('STAMP', `${stamp}.tapedeck`);
    for (const name of [...others, ...own].map(named)) await mkdir(join(exports, name), { recursive: true });
    await exportWorkspace(folder, join(exports, 'a-20260107T110000000Z.tapedeck'), Date, unattended);
    expect((await readdir(exports)).toSorted()).toEqual(
      [...others.map(named), 'a-20260107T110000000Z.tapedeck'].toSorted(),
    );
  });
});

describe('an archive that would write far more than one of its size holds', () => {
  it('is refused before that is written', async () => {
    const folder = await temporaryFolder();
    const archive = join(folder, 'bomb.tapedeck');
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    const header = tarHeader({ name: 'record.sqlite', bytes: zeros.length, modifiedAt: 0 });
    await writeFile(archive, gzipSync(Buffer.concat([header, zeros]), { level: 9 }));
    const target = join(folder, 'imported');
    await expect(importWorkspace(archive, optionsFor(target), unattended)).rejects.toMatchObject({
      problem: { code: 'ARCHIVE_SWELLS', size: 64, longest: 22 },
    });
    expect(await readdir(folder)).toEqual(['bomb.tapedeck']);
  });
});

describe('an import', () => {
  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['is cut off', (bytes) => bytes.subarray(0, bytes.length >> 1), /not compressed|cut off|too early/],
    ['is empty', () => Buffer.alloc(0), /too early|cut off/],
    ['is no archive', () => Buffer.from('time,symbol,side\n'.repeat(100)), /not compressed/],
    ['is some other archive', () => gzipSync(Buffer.alloc(2_000, 'x')), /not an archive of a workspace/],
    [
      'lost its last file',
      (bytes) => gzipSync(gunzipSync(bytes).subarray(0, 3 * blockSize)),
      /too early|cut off/,
    ],
    [
      'has a file that leads out of the folder',
      () => gzipSync(tarHeader({ name: '../record.sqlite', bytes: 0, modifiedAt: 0 })),
      /holds "\.\.\/record\.sqlite"/,
    ],
    [
      'has a bit that flipped in a database',
      (bytes) => {
        const tar = gunzipSync(bytes);
        tar.writeUInt8(tar.readUInt8(20_000) ^ 1, 20_000);
        return gzipSync(tar);
      },
      /has changed since it was made/,
    ],
  ])('of a file that %s is refused, and nothing is left', async (_what, harm, message) => {
    const { archive, elsewhere } = await exported();
    await writeFile(archive, harm(await readFile(archive)));
    const importing = importWorkspace(archive, optionsFor(elsewhere), unattended);
    await expect(importing).rejects.toThrow(IntegrityError);
    await expect(importing).rejects.toThrow(message);
    await expect(importing).rejects.toThrow(archive);
    expect(await exists(elsewhere)).toBe(false);
  });

  it('that is cancelled leaves nothing', async () => {
    const { archive, elsewhere } = await exported();
    const stopping = new AbortController();
    const operation = { signal: stopping.signal, report: () => stopping.abort() };
    await expect(importWorkspace(archive, optionsFor(elsewhere), operation)).rejects.toThrow('aborted');
    expect(await exists(elsewhere)).toBe(false);
  });

  it('takes an archive whatever its name', async () => {
    const { archive, elsewhere } = await exported();
    await copyFile(archive, `${archive}.tar.gz`);
    await importWorkspace(`${archive}.tar.gz`, optionsFor(elsewhere), unattended);
    expect(await (await openTemporary(elsewhere)).record.read.orders.count({})).toBe(5);
  });
});
