import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import {
  folderFor,
  folderForDemo,
  isSameName,
} from '#src/infrastructure/persistence/sqlite/workspace/workspace-names.ts';
import { createWorkspaceRegistry } from '#src/infrastructure/persistence/sqlite/workspace/workspace-registry.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  migrationsFolder,
  temporaryFolder,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { startTime } from '#test/ports/sample-entities.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function shelf() {
  const workspaces = await temporaryFolder();
  const registry = createWorkspaceRegistry({
    workspaces,
    migrations: migrationsFolder,
    clock: createFakeClock(startTime),
    log: silent,
    migrate: async () => undefined,
    repair: async () => [],
  });
  async function make(name: string, kind: 'paper' | 'demo' = 'paper'): Promise<string> {
    const made = await registry.create({ name, kind }, async () => undefined);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return made.value;
  }
  return { workspaces, registry, make };
}

/** As Windows and macOS tell them apart: not by capitals, nor by how a letter is written, nor by dots at the end. */
function asFileSystemSees(folder: string): string {
  return folder
    .normalize('NFD')
    .toLowerCase()
    .replace(/[. ]+$/, '');
}

describe('a folder for a name', () => {
  it('is another one for each, whatever the script, capitals, accents or signs', () => {
    const names = [
      '日本',
      'Москва',
      'Ελλάδα',
      '🐢',
      '..',
      'café',
      'cafe',
      'CAFE',
      'Café',
      'Q1/2026',
      'Q12026',
      'a.',
      'a',
      'a ',
    ];
    const folders: string[] = [];
    for (const name of names) folders.push(folderFor(name, folders));
    expect(new Set(folders.map(asFileSystemSees)).size).toBe(names.length);
  });

  it.each([
    'CON',
    'nul',
    'Aux',
    'PRN',
    'COM1',
    'lpt9',
    'con.',
    'exports',
    'Exports',
    'Demo',
    'démo',
    '..',
    '.',
    '~',
    '/',
  ])('is never what a system keeps for itself, as for %s', (name) => {
    const folder = folderFor(name, []);
    expect(folder).toMatch(/^[a-z0-9][\w-]*$/);
    expect(['con', 'nul', 'aux', 'prn', 'com1', 'lpt9', 'exports', 'demo']).not.toContain(folder);
  });

  it('is none that stands there already, however it is written', () => {
    expect(folderFor('Alpha', ['ALPHA'])).toBe('alpha-2');
    expect(folderFor('cafe', ['cafe\u0301', 'CAFE-2'])).toBe('cafe-3');
    expect(folderFor('x'.repeat(300), [])).toHaveLength(60);
    expect(folderForDemo([])).toBe('demo');
    expect(folderForDemo(['Demo'])).toBe('demo-2');
  });
});

it('two names are one where they look the same', () => {
  expect(isSameName('caf\u00e9', 'cafe\u0301')).toBe(true);
  expect(isSameName('My trading', 'My\u00a0 trading ')).toBe(true);
  expect(isSameName('☂\ufe0f', '☂')).toBe(true);
  expect(isSameName('cafe', 'caf\u00e9')).toBe(false);
  expect(isSameName('Alpha', 'alpha')).toBe(false);
  expect(isSameName('日本', 'Москва')).toBe(false);
});

describe('the folder of workspaces', () => {
  it('says of a folder without a record that it holds no workspace', async () => {
    const { workspaces, registry } = await shelf();
    const folder = join(workspaces, 'empty');
    await mkdir(folder);
    expect(await registry.list()).toEqual([
      { id: 'empty', name: 'empty', problem: { code: 'NO_WORKSPACE', folder } },
    ]);
  });

  it('has a workspace of its own for each name, and finds each by its name', async () => {
    const { registry, make } = await shelf();
    const names = ['日本', 'Москва', 'CON', '..'];
    const made = [];
    for (const name of names) made.push({ id: await make(name), name });
    expect(new Set(made.map(({ id }) => id)).size).toBe(names.length);
    expect(await registry.list()).toEqual(
      expect.arrayContaining(made.map((entry) => expect.objectContaining(entry))),
    );
    expect(await registry.hasName('日本')).toBe(true);
    expect(await registry.hasName('中国')).toBe(false);
  });

  it('keeps the demo apart from what a person calls a workspace, now or before', async () => {
    const { workspaces, registry, make } = await shelf();
    await cp(await temporaryWorkspace(), join(workspaces, 'demo'), { recursive: true });
    expect(await registry.demo()).toBeUndefined();
    await make('Demo');
    expect(await registry.demo()).toBeUndefined();
    const demo = await make('Demo', 'demo');
    expect(await registry.demo()).toBe(demo);
    const kinds = new Map((await registry.list()).map(({ id, kind }) => [id, kind]));
    expect(kinds.get(demo)).toBe('demo');
    expect(kinds.get('demo')).toBe('paper');
    await rm(join(workspaces, demo), { recursive: true });
    await writeFile(join(workspaces, 'demo', 'record.sqlite'), 'no database');
    // Whatever it was: opening it repairs it, or says why it cannot be opened.
    expect(await registry.demo()).toBe('demo');
  });

  it.skipIf(process.platform === 'win32')(
    'follows links to workspaces, and names those that lead nowhere',
    async () => {
      const { workspaces, registry, make } = await shelf();
      const elsewhere = await temporaryWorkspace();
      await mkdir(workspaces, { recursive: true });
      await symlink(elsewhere, join(workspaces, 'linked'));
      await symlink(join(workspaces, 'gone'), join(workspaces, 'lost'));
      await writeFile(join(workspaces, 'notes.txt'), 'x');
      await symlink(join(workspaces, 'notes.txt'), join(workspaces, 'file'));
      const list = await registry.list();
      expect(list).toContainEqual({ id: 'linked', name: 'My trading', kind: 'paper', createdAt: startTime });
      const problem = expect.objectContaining({ code: 'LINK_TO_NOWHERE' });
      expect(list).toContainEqual({ id: 'lost', name: 'lost', problem });
      expect(list).toContainEqual({ id: 'file', name: 'file', problem });
      expect(list).toHaveLength(3);
      const opened = await registry.open('linked');
      if (opened.ok) await opened.value.close();
      expect(opened.ok).toBe(true);
      expect(await registry.open('lost')).toMatchObject({
        ok: false,
        error: { code: 'WORKSPACE_UNAVAILABLE' },
      });
      // A name that stands there as a link is taken, too.
      expect(await make('Lost')).toBe('lost-2');
      expect(await readdir(elsewhere)).toContain('record.sqlite');
    },
  );
});
