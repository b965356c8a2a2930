import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProgram, openScreen } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';

/** What the program, or SQLite for it, opens of a workspace's folder. */
const opened = [
  'record.sqlite-journal',
  'market.sqlite-journal',
  'workspace.lock-journal',
  'disk-reserve',
  'audit-notes.jsonl',
  'restore-under-way/aside',
  'restore-under-way/audit-notes.jsonl',
];
/** What is written to where it leads. */
const written = [
  'record.sqlite',
  'market.sqlite',
  'disk-reserve',
  'audit-notes.jsonl',
  'restore-under-way/audit-notes.jsonl',
  'workspace.lock',
];

/** A folder of workspaces in which one each is not what it seems, beside a sound one. */
async function groundWith(names: readonly string[], make: (path: string) => void) {
  const ground = createGround();
  onTestFinished(ground.clear);
  const workspaces = await ground.fresh();
  const harmed = names.map((name, index) => {
    const id = `harmed-${index}`;
    ground.copy(join(workspaces, workspaceId), join(workspaces, id));
    const path = join(workspaces, id, name);
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    make(path);
    return { id, name };
  });
  const program = startProgram(workspaces);
  onTestFinished(() => program.kill());
  const screen = await openScreen(program, () => undefined);
  if (screen === undefined) throw new Error((await program.ended).errors);
  return { program, screen, harmed };
}

/** A folder that came from somebody, put among the workspaces. */
describe.runIf(process.platform !== 'win32')('a workspace that somebody else has laid out', () => {
  it('holds up nothing by a pipe where a file was', async () => {
    const { program, screen, harmed } = await groundWith(opened, (path) => execFileSync('mkfifo', [path]));
    const listed = await screen.call('workspaces.list', {});
    expect(listed.ok && listed.value).toHaveLength(harmed.length + 1);
    for (const { id } of harmed) await screen.call('workspaces.open', { id });
    expect(await screen.call('workspaces.open', { id: workspaceId })).toMatchObject({ ok: true });
    expect(await program.stop()).toMatchObject({ code: 0 });
  });

  it('changes nothing of what its links lead to', async () => {
    const ground = createGround();
    onTestFinished(ground.clear);
    const precious = join(ground.empty(), 'precious.txt');
    // An empty one is what SQLite makes a database of.
    writeFileSync(precious, '');
    const { screen, harmed } = await groundWith(written, (path) => symlinkSync(precious, path));
    for (const { id, name } of harmed) {
      expect(await screen.call('workspaces.open', { id })).toMatchObject({
        ok: false,
        error: {
          code: 'WORKSPACE_UNAVAILABLE',
          reason: { code: 'NOT_A_FILE', kind: 'link', file: expect.stringContaining(name) },
        },
      });
    }
    expect(readFileSync(precious, 'utf8')).toBe('');
  });
});
