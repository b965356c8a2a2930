import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  defaultPreferences,
  setPreferences,
  usePreferencesStore,
} from '#renderer/saved/preferences-store.ts';
import { useSettingStore } from '#renderer/saved/setting-store.ts';
import { startSettingsSync } from '#renderer/saved/sync-settings.ts';
import { createFakeCore } from '#test/renderer/core/fake-core.ts';

let stored: Record<string, string>;
let stop: () => void;

beforeEach(() => {
  usePreferencesStore.setState(defaultPreferences);
  useSettingStore.setState({}, true);
  stored = {};
});

afterEach(() => stop());

/** A page with a core, connected, what is stored read. */
async function open() {
  const core = createFakeCore({
    'settings.find': () => ({
      epoch: 'first',
      sequence: 0,
      values: Object.entries(stored).map(([name, json]) => ({ key: `preference.${name}`, json })),
    }),
    'settings.set': () => ({ epoch: 'first', sequence: 1 }),
  });
  stop = startSettingsSync(core.connection);
  await core.answer();
  return core;
}

test('what is stored is read, and only what the trader changes is written', async () => {
  stored = { theme: '"light"', density: '32' };
  const core = await open();
  expect(usePreferencesStore.getState()).toEqual({ ...defaultPreferences, theme: 'light', density: 32 });
  setPreferences({ density: 22 });
  expect(core.asked.map(({ input }) => input)).toEqual([
    { scope: 'app', key: 'preference.density', json: '22' },
  ]);
});

test('one bad stored value is its default, and the others are kept', async () => {
  stored = { theme: '"sepia"', density: '32', privacy: 'not JSON', confirmOrders: 'false' };
  const core = await open();
  expect(usePreferencesStore.getState()).toEqual({
    ...defaultPreferences,
    density: 32,
    confirmOrders: false,
  });
  expect(core.asked).toEqual([]);
});

test('a change in another window is a change here, and is not written back', async () => {
  stored = { confirmOrders: 'false' };
  const core = await open();
  const json = 'true';
  const setting = { scope: 'app', key: 'preference.confirmOrders', json };
  core.emit('settings', { epoch: 'first', sequence: 1, setting });
  expect(usePreferencesStore.getState()).toEqual({ ...defaultPreferences, confirmOrders: true });
  expect(core.asked).toEqual([]);
});

test('what was chosen before the stored values came stays, and replaces nothing else', async () => {
  stored = { theme: '"light"', privacy: 'false' };
  const opening = open();
  setPreferences({ privacy: true });
  const core = await opening;
  expect(usePreferencesStore.getState()).toMatchObject({ theme: 'light', privacy: true });
  expect(core.asked.map(({ input }) => input)).toEqual([
    { scope: 'app', key: 'preference.privacy', json: 'true' },
  ]);
});
