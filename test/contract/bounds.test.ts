import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bounds } from '#src/contract/bounds.ts';
import { calls } from '#src/contract/contract.ts';

it('every call has a bound, and the page of bounds tells it', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/bounds.md'), 'utf8');
  const told = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(told).toEqual(
    Object.entries(bounds).map(
      ([name, { atOnce, characters, milliseconds }]) =>
        `| \`${name}\` | ${atOnce} | ${characters / 1024} KiB | ${milliseconds / 1000} s |`,
    ),
  );
  expect(Object.keys(bounds)).toEqual(Object.keys(calls));
});
