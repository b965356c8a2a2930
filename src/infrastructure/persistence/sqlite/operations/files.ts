import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Operation } from './operation.ts';

/** The two files of a workspace. */
export const databases = ['record', 'market'] as const;
export type DatabaseName = (typeof databases)[number];

export function fileOf(name: DatabaseName): string {
  return `${name}.sqlite`;
}

/** What SQLite keeps beside a file while it is open, or after a crash. */
export const companions = ['-wal', '-shm'] as const;

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

export async function sha256Of(path: string, { signal }: Operation): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/** Durable also after a power cut: the file, and then its entry in the folder. */
export async function flushFile(path: string): Promise<void> {
  await flush(path, 'r+');
  await flushFolder(dirname(path));
}

/** Windows cannot flush a folder, and writes its entries through by itself. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await flush(path, 'r');
}

async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  await using file = await open(path, flags);
  await file.sync();
}

/** 2026-01-05T09:30:00.000Z as a part of a file's name that sorts by time. */
export function timeStamp(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:.]/g, '');
}

/** The wanted name, or the first numbered one that nothing in the folder has. */
export async function freeName(folder: string, wanted: string): Promise<string> {
  for (let number = 2, name = wanted; ; name = `${wanted}-${number}`, number += 1) {
    if (!(await exists(join(folder, name)))) return name;
  }
}
