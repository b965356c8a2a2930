import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { createAppSettings } from '#src/infrastructure/config/app-settings.ts';
import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
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

  it.runIf(process.platform !== 'win32').each(others.filter(([what]) => what !== 'a folder'))(
    'is kept also where %s stands in the way of the new one, which stays what it is',
    async (_, make) => {
      const folder = folderForTest();
      const settings = createAppSettings(folder);
      await settings.set('theme', '"dark"');
      const [name] = readdirSync(join(folder, '.settings'));
      make(join(folder, '.settings', `${name}.new`));
      await settings.set('theme', '"light"');
      expect(await settings.find('theme')).toBe('"light"');
      const ofAnother = readdirSync(join(folder, '.settings')).filter((file) => file.endsWith('-of-another'));
      const texts = ofAnother.map((file) => readFileSync(join(folder, '.settings', file), 'utf8'));
      expect(texts.filter((text) => text !== '{"theme":"dark"}')).toEqual([]);
    },
  );

  it.each(['', '.new'])(
    'of which a folder stands in the place (%s) is refused with its path',
    async (end) => {
      const folder = folderForTest();
      const settings = createAppSettings(folder);
      await settings.set('theme', '"dark"');
      const [name] = readdirSync(join(folder, '.settings'));
      const place = join(folder, '.settings', `${name}${end}`);
      rmSync(place, { force: true });
      mkdirSync(place);
      const refused = await settings.set('theme', '"light"').catch((fault: unknown) => storeFault(fault));
      expect(refused).toMatchObject({ problem: { code: 'FOLDER_UNUSABLE' } });
      expect(JSON.stringify(refused)).toContain(name);
    },
  );
});
