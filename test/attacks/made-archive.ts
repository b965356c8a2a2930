/** Archives as somebody else would make them: every checksum is right, whatever is in them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

import { paddingAfter, tarEnd, tarHeader } from '#src/infrastructure/persistence/sqlite/operations/tar.ts';

export type TarFile = { readonly name: string; readonly content: Buffer };

/** The files of a workspace that is closed, behind a manifest that agrees with them. */
export function filesOf(workspace: string): readonly TarFile[] {
  const files = ['record.sqlite', 'market.sqlite'].map((name) => {
    const path = join(workspace, name);
    const database = new Database(path);
    database.pragma('journal_mode = DELETE');
    const schemaVersion = Number(database.pragma('user_version', { simple: true }));
    database.close();
    return { name, content: readFileSync(path), schemaVersion };
  });
  const described = files.map(({ name, content, schemaVersion }) => [
    name.replace('.sqlite', ''),
    { bytes: content.length, sha256: sha256(content), schemaVersion, rows: {} },
  ]);
  const manifest = { format: 1, madeAt: 0, reason: 'export', files: Object.fromEntries(described) };
  return [{ name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) }, ...files];
}

export function archiveOf(files: readonly TarFile[]): Buffer {
  return gzipSync(Buffer.concat([...files.flatMap(entryOf), tarEnd]), { level: 1 });
}

export function entryOf({ name, content }: TarFile): readonly Buffer[] {
  return [
    tarHeader({ name, bytes: content.length, modifiedAt: 0 }),
    content,
    Buffer.alloc(paddingAfter(content.length)),
  ];
}

/** A header as any program may write one: fields by their offset, and a checksum that is right. */
export function rawHeader(fields: Readonly<Record<number, string | Buffer>>): Buffer {
  const header = tarHeader({ name: 'manifest.json', bytes: 0, modifiedAt: 0 });
  for (const [offset, value] of Object.entries(fields)) {
    Buffer.from(value).copy(header, Number(offset));
  }
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
