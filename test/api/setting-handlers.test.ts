import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '#src/composition/call-failures.ts';
import type { SettingChanged } from '#src/contract/settings.ts';
import { createAppSettings } from '#src/infrastructure/config/app-settings.ts';
import { BeyondBoundError } from '#src/ports/store-errors.ts';
import { connect } from '#src/transport/connect.ts';
import { serve } from '#src/transport/serve.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';
import { tamper, temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

const layout = { scope: 'workspace', workspaceId: 'trading', key: 'layout' } as const;
const confirms = { scope: 'app', key: 'preference.confirmOrders' } as const;

function raise(reason: unknown): never {
  throw new Error(String(reason));
}

/** A screen of the core, with what it hears of settings. */
function screenOf(core: Awaited<ReturnType<typeof desk>>) {
  const pair = createSocketPair();
  serve(pair.core, core.handlers, core.events, {
    nextIncident: () => 'incident',
    onFault: (_incident, where, fault) => raise(`${where}: ${String(fault)}`),
    onMalformed: raise,
    failureOf: (fault) => failureOf(fault, { error: raise }),
  });
  const client = connect(pair.screen, raise);
  const heard: SettingChanged[] = [];
  client.subscribe('settings', {}, (event) => void heard.push(event));
  return { client, heard };
}

describe('a setting', () => {
  it('that one screen changes is told to all, in the order of the writes', async () => {
    const opened = await desk();
    await opened.open();
    const [one, other] = [screenOf(opened), screenOf(opened)];
    const answers = await Promise.all([
      one.client.call('settings.set', { ...confirms, json: 'false' }),
      other.client.call('settings.set', { ...confirms, json: 'true' }),
      one.client.call('settings.set', { ...layout, json: '{"width":1}' }),
    ]);
    const snapshot = await opened.handlers['state.snapshot']({});
    const epoch = snapshot.ok ? snapshot.value.epoch : '';
    expect(answers).toMatchObject([1, 2, 3].map((sequence) => ({ value: { epoch, sequence } })));
    expect(other.heard).toEqual([
      { epoch, sequence: 1, setting: { ...confirms, json: 'false' } },
      { epoch, sequence: 2, setting: { ...confirms, json: 'true' } },
      { epoch, sequence: 3, setting: { ...layout, json: '{"width":1}' } },
    ]);
    expect(one.heard).toEqual(other.heard);
    expect(await one.client.call('settings.find', { scope: 'app', keys: [confirms.key, 'none'] })).toEqual({
      ok: true,
      value: { epoch, sequence: 3, values: [{ key: confirms.key, json: 'true' }] },
    });
  });

  it('is told once, however often it is asked for, and large ones in several answers', async () => {
    const { handlers } = await desk();
    const find = handlers['settings.find'];
    const keys = Array.from({ length: 12 }, (_, number) => `panel.${number}`);
    const json = JSON.stringify('x'.repeat(250_000));
    for (const key of keys) await handlers['settings.set']({ scope: 'app', key, json });
    const told: string[] = [];
    let asked: readonly string[] = [...keys, ...keys, 'none'];
    while (asked.length > 0) {
      const answer = await find({ scope: 'app', keys: [...asked] });
      if (!answer.ok) throw new Error(answer.error.code);
      const { values, left = [] } = answer.value;
      expect(values.length).toBe(4);
      told.push(...values.map(({ key }) => key));
      asked = left.filter((key) => key !== 'none');
    }
    expect(told).toEqual(keys);
    const largest = JSON.stringify('x'.repeat(256 * 1024 - 2));
    await handlers['settings.set']({ scope: 'app', key: 'panel.0', json: largest });
    expect(await find({ scope: 'app', keys: ['panel.0'] })).toMatchObject({
      value: { values: [{ json: largest }] },
    });
  });

  it('that is longer than any that can be set is none', async () => {
    const opened = await desk(async (workspace) =>
      tamper(
        join(workspace, 'record.sqlite'),
        `INSERT INTO settings (key, value) VALUES ('layout', printf('%.5000000c', '1')), ('ticket', '2')`,
      ),
    );
    await opened.open();
    expect(
      await opened.handlers['settings.find']({
        scope: 'workspace',
        workspaceId: 'trading',
        keys: ['layout', 'ticket'],
      }),
    ).toMatchObject({ value: { values: [{ key: 'ticket', json: '2' }] } });
  });

  it('of a workspace that is open for reading only holds while it is open, for every screen', async () => {
    const opened = await desk(async (workspace) =>
      tamper(join(workspace, 'record.sqlite'), 'PRAGMA user_version = 70'),
    );
    await opened.open();
    const one = screenOf(opened);
    expect(await one.client.call('settings.set', { ...layout, json: '{"width":1}' })).toMatchObject({
      ok: true,
    });
    const { scope, workspaceId, key } = layout;
    const asked = { scope, workspaceId, keys: [key] };
    const again = screenOf(opened);
    expect(await again.client.call('settings.find', asked)).toMatchObject({
      value: { values: [{ key, json: '{"width":1}' }] },
    });
    await opened.handlers['workspaces.close']({});
    await opened.open();
    expect(await again.client.call('settings.find', asked)).toMatchObject({ value: { values: [] } });
  });

  it('of a workspace that is not the open one is neither written nor read', async () => {
    const opened = await desk();
    await opened.open();
    const { client, heard } = screenOf(opened);
    const late = { ...layout, workspaceId: 'another' };
    expect(await client.call('settings.set', { ...late, json: '1' })).toMatchObject({
      error: { code: 'NO_WORKSPACE' },
    });
    const { key, ...where } = late;
    expect(await client.call('settings.find', { ...where, keys: [key] })).toMatchObject({
      error: { code: 'NO_WORKSPACE' },
    });
    const { workspaceId } = layout;
    expect(
      await client.call('settings.find', { scope: 'workspace', workspaceId, keys: [key] }),
    ).toMatchObject({ value: { values: [] } });
    expect(heard).toEqual([]);
  });
});

describe('preferences of an older version, one object', () => {
  it('become settings by themselves, once', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'preferences.json');
    const older = { theme: 'light', confirmOrders: false };
    await writeFile(file, JSON.stringify({ preferences: JSON.stringify(older), 'import-mapping-1': '{}' }));
    const settings = createAppSettings(folder);
    expect(await settings.find('preference.theme')).toBe('"light"');
    await settings.set('preference.confirmOrders', 'true');
    const again = createAppSettings(folder);
    expect(await again.find('preference.theme')).toBe('"light"');
    expect(await again.find('preference.confirmOrders')).toBe('true');
    expect(await again.find('import-mapping-1')).toBe('{}');
  });

  it('that are changed one at a time are written one at a time', async () => {
    const folder = await temporaryFolder();
    const settings = createAppSettings(folder);
    const large = JSON.stringify('x'.repeat(200_000));
    for (let number = 1; number <= 30; number += 1) await settings.set(`panel.${number}`, large);
    const kept = join(folder, '.settings');
    const stamps = async () =>
      Promise.all(
        (await readdir(kept)).map(async (name) => [name, (await stat(join(kept, name))).ino] as const),
      );
    const before = new Map(await stamps());
    await settings.set('panel.1', '"small"');
    const changed = (await stamps()).filter(([name, file]) => before.get(name) !== file);
    expect(changed).toHaveLength(1);
    expect(await settings.find('panel.2')).toBe(large);
  });

  it('are refused beyond what all of them together may take, and stay as they were', async () => {
    const settings = createAppSettings(await temporaryFolder());
    const large = JSON.stringify('x'.repeat(250_000));
    for (let number = 1; number <= 33; number += 1) await settings.set(`panel.${number}`, large);
    await expect(settings.set('panel.34', large)).rejects.toThrow(BeyondBoundError);
    expect(await settings.find('panel.34')).toBeUndefined();
    await settings.set('panel.1', '"small"');
    await settings.set('panel.34', large);
    expect(await settings.find('panel.34')).toBe(large);
  });

  it('are so many files at most, however small each is', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.settings'));
    for (let number = 0; number < 2_048; number += 1)
      await writeFile(join(folder, '.settings', `${number}.json`), '{}');
    await expect(createAppSettings(folder).set('one.more', '1')).rejects.toThrow(BeyondBoundError);
  });

  it('of a workspace that is open for reading only are held no more of than others are kept', async () => {
    const opened = await desk(async (folder) =>
      tamper(join(folder, 'record.sqlite'), 'PRAGMA user_version = 70'),
    );
    await opened.open();
    const { client } = screenOf(opened);
    const large = JSON.stringify('x'.repeat(262_000));
    const set = (number: number) =>
      client.call('settings.set', { ...layout, key: `panel.${number}`, json: large });
    for (let number = 1; number <= 64; number += 1) expect(await set(number)).toMatchObject({ ok: true });
    expect(await set(65)).toMatchObject({ error: { problem: { code: 'TOO_MUCH_KEPT' } } });
    expect(await set(64)).toMatchObject({ ok: true });
  });

  it('of a workspace take what their keys do, too', async () => {
    const opened = await desk(async (folder) =>
      tamper(
        join(folder, 'record.sqlite'),
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 16)
         INSERT INTO settings (key, value) SELECT printf('%.1048576c', 'x') || i, '1' FROM n`,
      ),
    );
    await opened.open();
    const { client } = screenOf(opened);
    expect(await client.call('settings.set', { ...layout, json: '1' })).toMatchObject({
      error: { field: 'json', problem: { code: 'TOO_MUCH_KEPT' } },
    });
  });

  it('of a workspace are refused beyond what all of them together may take, and stay as they were', async () => {
    const opened = await desk();
    await opened.open();
    const { client } = screenOf(opened);
    const large = JSON.stringify('x'.repeat(262_000));
    const set = (number: number, json: string) =>
      client.call('settings.set', { ...layout, key: `panel.${number}`, json });
    const tooMuch = {
      ok: false,
      error: { code: 'INVALID_INPUT', field: 'json', problem: { code: 'TOO_MUCH_KEPT' } },
    };
    for (let number = 1; number <= 64; number += 1)
      expect(await set(number, large)).toMatchObject({ ok: true });
    expect(await set(65, large)).toEqual(tooMuch);
    expect(await client.call('settings.find', { ...layout, keys: ['panel.64', 'panel.65'] })).toMatchObject({
      value: { values: [{ key: 'panel.64', json: large }] },
    });
    expect(await set(1, '"small"')).toMatchObject({ ok: true });
    expect(await set(65, large)).toMatchObject({ ok: true });
  });

  it('that cannot be read cost nothing else', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'preferences.json'),
      JSON.stringify({ preferences: '{', 'import-mapping-1': '{}' }),
    );
    expect(await createAppSettings(folder).find('import-mapping-1')).toBe('{}');
  });

  it('are read after a write that failed', async () => {
    const folder = await temporaryFolder();
    const taken = join(folder, 'a-file');
    await writeFile(taken, '');
    const settings = createAppSettings(taken);
    await expect(settings.set('preference.theme', '"light"')).rejects.toThrow('ENOTDIR');
    expect(await settings.find('preference.theme')).toBeUndefined();
  });
});
