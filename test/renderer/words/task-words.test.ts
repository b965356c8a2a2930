import { expect, test } from 'vitest';
import { createFormat } from '#renderer/format/format.ts';
import { outcomeWords } from '#renderer/words/task-words.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

const format = createFormat('comma-point', 'utc', false);

test('a verification says that all is well only when nothing was found', () => {
  const sound = { finishedAt: 0, rows: 12_345, findings: [], more: false };
  const problem = { code: 'CHANGED' } as const;
  const finding = { file: 'record', table: 'fills', row: '7', problem } as const;
  expect(outcomeWords({ type: 'verify', verification: sound }, format)).toBe(
    'All is well: 12,345 rows were verified.',
  );
  const unsound = outcomeWords({ type: 'verify', verification: { ...sound, findings: [finding] } }, format);
  expect(unsound).toContain('not sound');
  expect(unsound).not.toContain('All is well');
});

test('a restore says which time it went back to, and where the replaced files are', () => {
  const words = outcomeWords({ type: 'restore', madeAt: 0, aside: '/w/quarantine/1' }, format);
  expect(words).toContain('1970-01-01 00:00:00');
  expect(words).toContain('/w/quarantine/1');
});

test('nothing is not said to be missing while orders wait for the trader’s word', () => {
  const counts = { orders: 0, fills: 0, imported: 0, partly: [] };
  const none = { type: 'history' as const, accountName: 'Ann', ...counts };
  expect(outcomeWords({ ...none, alike: 0, alikes: [] }, format)).toBe('Nothing was missing of Ann.');
  const alikes = [{ symbol: 'BTCUSD', order: '7', accountName: 'Files' }];
  const words = outcomeWords({ ...none, alike: 1, alikes }, format);
  expect(words).toContain('Nothing was brought in of Ann. Order 7 in BTCUSD may be what a file');
  expect(words).not.toContain('missing');
});
