import { expect, test } from 'vitest';
import { createSettingWriter } from '#renderer/stores/setting-writer.ts';
import { createFakeCore } from '#test/renderer/stores/fake-core.ts';

test('while one write is under way only the latest next value is kept', async () => {
  const core = createFakeCore({ 'settings.set': () => ({}) });
  const write = createSettingWriter(core.connection.client);
  for (const width of [1, 2, 3, 4]) write('workspace', 'layout', { width });
  expect(core.asked.map(({ input }) => input)).toEqual([
    { scope: 'workspace', key: 'layout', json: '{"width":1}' },
  ]);
  await core.answer();
  expect(core.asked.map(({ input }) => input)).toEqual([
    { scope: 'workspace', key: 'layout', json: '{"width":4}' },
  ]);
  await core.answer();
  expect(core.asked).toEqual([]);
});

test('keys do not wait for each other', () => {
  const core = createFakeCore({ 'settings.set': () => ({}) });
  const write = createSettingWriter(core.connection.client);
  write('workspace', 'layout', 1);
  write('workspace', 'ticket', 2);
  expect(core.asked).toHaveLength(2);
});
