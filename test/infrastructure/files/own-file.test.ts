import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createAppSettings } from '#src/infrastructure/config/app-settings.ts';
import { readOwnFile } from '#src/infrastructure/files/own-file.ts';

function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'own-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const others: readonly (readonly [string, (path: string) => void])[] = [
  ['a pipe, which nobody writes to', (path) => void execFileSync('mkfifo', [path])],
  [
    'a link to a file of somebody else',
    (path) => {
      writeFileSync(`${path}-of-another`, '{"theme":"dark"}');
      symlinkSync(`${path}-of-another`, path);
    },
  ],
  ['a folder', (path) => mkdirSync(path)],
  [
    'more than it can hold',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 100 * 2 ** 20);
    },
  ],
];

describe('a file of our own', () => {
  it('is read with when it was changed', () => {
    const path = join(folderForTest(), 'own');
    writeFileSync(path, 'text');
    const { text, changedAt } = readOwnFile(path, 4);
    expect(text).toBe('text');
    expect(Math.abs(Date.now() - changedAt)).toBeLessThan(60_000);
  });

  it.runIf(process.platform !== 'win32').each(others)('is not %s', (_, make) => {
    const path = join(folderForTest(), 'own');
    make(path);
    expect(() => readOwnFile(path, 1000)).toThrow(/no file of ours|ELOOP/);
  });

  it.runIf(process.platform !== 'win32').each(others)(
    'with preferences is not waited for where it is %s: the default serves',
    async (_, make) => {
      const folder = folderForTest();
      make(join(folder, 'preferences.json'));
      expect(await createAppSettings(folder).find('theme')).toBeUndefined();
    },
  );
});
