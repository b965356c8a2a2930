import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mendPermissions } from '#src/infrastructure/system/private-files.ts';

function folderWith(files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tapedeck-private-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o755);
  for (const name of files) {
    const path = join(folder, name);
    for (let parent = dirname(path); parent.length > folder.length; parent = dirname(parent)) {
      mkdirSync(parent, { recursive: true });
      chmodSync(parent, 0o755);
    }
    writeFileSync(path, '');
    chmodSync(path, 0o644);
  }
  return folder;
}

function modeOf(...parts: readonly string[]): string {
  return (lstatSync(join(...parts)).mode & 0o777).toString(8);
}

const tapes = [
  'tapedeck.log',
  'sign-in-sessions',
  'pension/record.sqlite',
  'pension/backups/1/record.sqlite',
  'exports/a.tapedeck',
];

describe.runIf(process.platform !== 'win32')('what an earlier version left open to other users', () => {
  it('is mended beside a folder that is nested deeper than a path can name', () => {
    const folder = folderWith(['pension/record.sqlite']);
    const deepen = 'i=0; while [ $i -lt 40 ]; do mkdir "$0" && cd "$0"; i=$((i+1)); done';
    execFileSync('sh', ['-c', deepen, 'd'.repeat(200)], { cwd: join(folder, 'pension') });
    onTestFinished(() => void execFileSync('rm', ['-rf', join(folder, 'pension')]));
    const { mended, unchanged } = mendPermissions(folder);
    expect(mended).toContain(join(folder, 'pension/record.sqlite'));
    expect(unchanged).toHaveLength(1);
    expect(modeOf(folder, 'pension')).toBe('700');
  });

  it('is their owner’s alone from the start on, and is told', () => {
    const folder = folderWith(tapes);
    const { mended, foreign } = mendPermissions(folder);
    expect(mended).toHaveLength(tapes.length + 5);
    expect(foreign).toEqual([]);
    for (const name of tapes) expect([name, modeOf(folder, name)]).toEqual([name, '600']);
    for (const name of ['', 'pension', 'pension/backups', 'pension/backups/1', 'exports'])
      expect([name, modeOf(folder, name)]).toEqual([name, '700']);
    expect(mendPermissions(folder)).toEqual({ mended: [], foreign: [], unchanged: [] });
  });

  it('is all that is touched: what is not Tapedeck’s stays, and the folder that holds it', () => {
    const folder = folderWith([...tapes, 'thesis/chapter.txt', 'notes.txt']);
    mendPermissions(folder);
    expect(modeOf(folder, 'pension')).toBe('700');
    expect(['', 'thesis', 'thesis/chapter.txt', 'notes.txt'].map((name) => modeOf(folder, name))).toEqual([
      '755',
      '755',
      '644',
      '644',
    ]);
  });

  it('is not written to by them: who may write in the folder could put other workspaces in the place of these', () => {
    const folder = folderWith([...tapes, 'notes.txt']);
    chmodSync(folder, 0o777);
    expect(mendPermissions(folder).mended).toContain(folder);
    expect([modeOf(folder), modeOf(folder, 'notes.txt')]).toEqual(['755', '644']);
    expect(mendPermissions(folder).mended).toEqual([]);
  });

  it('is mended behind a link to a workspace, and nothing that a link in a workspace leads to', () => {
    const elsewhere = folderWith(['disk/record.sqlite', 'thesis.txt']);
    const folder = folderWith(['pension/record.sqlite']);
    symlinkSync(join(elsewhere, 'disk'), join(folder, 'other'));
    symlinkSync(join(elsewhere, 'thesis.txt'), join(folder, 'pension', 'link'));
    symlinkSync(join(elsewhere, 'thesis.txt'), join(folder, 'tapedeck.log'));
    symlinkSync(join(elsewhere, 'nowhere'), join(folder, 'exports'));
    mendPermissions(folder);
    expect(modeOf(elsewhere, 'disk/record.sqlite')).toBe('600');
    expect(modeOf(elsewhere, 'thesis.txt')).toBe('644');
  });
});
