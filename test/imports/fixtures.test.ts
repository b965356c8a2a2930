import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../fixtures/imports');

test('files as brokers and venues write them come out as their own columns say', { timeout: 300_000 }, () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), folder],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(stdout.split('\n').filter((line) => !/^(?:right|read) /.test(line))).toEqual([
    expect.stringMatching(
      /^(\d+) files, \1 recognised, mapped or rightly refused; (\d+) of \2 .* are right\.$/,
    ),
    '',
  ]);
  expect(status).toBe(0);
});
