import { beforeEach, expect, test } from 'vitest';
import {
  defaultPreferences,
  setPreferences,
  usePreferencesStore,
} from '#renderer/stores/preferences-store.ts';
import { startPreferencesSync } from '#renderer/stores/sync-preferences.ts';
import { createFakeCore } from '#test/renderer/stores/fake-core.ts';

beforeEach(() => usePreferencesStore.setState(defaultPreferences));

test('what is stored is read with the connection, and never overwritten by the defaults', async () => {
  const core = createFakeCore({ 'settings.find': () => ({ json: '{"theme":"light","density":32}' }) });
  startPreferencesSync(core.connection);
  setPreferences({ privacy: true });
  expect(core.asked).toEqual([]);
  core.become('open');
  await core.answer();
  expect(usePreferencesStore.getState()).toMatchObject({ theme: 'light', density: 32 });
  setPreferences({ density: 22 });
  expect(core.asked.map(({ input }) => input)).toEqual([
    { scope: 'app', key: 'preferences', json: JSON.stringify(usePreferencesStore.getState()) },
  ]);
});

test('a stored text that fits no longer leaves the defaults', async () => {
  const core = createFakeCore({ 'settings.find': () => ({ json: '{"theme":"sepia"}' }) });
  startPreferencesSync(core.connection);
  core.become('open');
  await core.answer();
  expect(usePreferencesStore.getState()).toEqual(defaultPreferences);
});
