import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';

function everythingIn(folder: string): readonly string[] {
  return ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })];
}

/** As `everythingIn`; nothing where a folder was removed while it was read: it is looked at again soon after. */
function nowIn(folder: string): readonly string[] {
  try {
    return everythingIn(folder);
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return [];
    throw fault;
  }
}

/** What has been removed meanwhile is open to nobody. */
function openToOthers(folder: string): readonly string[] {
  return nowIn(folder).filter((name) => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    return stats !== undefined && (stats.mode & 0o077) !== 0;
  });
}

it.runIf(process.platform !== 'win32')(
  'no other user can read a file of a workspace, of an earlier version or while it is made, whatever the umask',
  async () => {
    const ground = createGround();
    onTestFinished(ground.clear);
    const folder = await ground.fresh();
    for (const name of everythingIn(folder)) {
      const path = join(folder, name);
      chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    }
    const program = startProgram(folder, { under: ['sh', '-c', 'umask 000; exec "$@"', 'sh'] });
    onTestFinished(() => program.kill());
    const screen = await openScreen(program, (fault) => {
      throw fault;
    });
    const seen = new Set<string>();
    const watching = setInterval(() => openToOthers(folder).forEach((name) => seen.add(name)), 2);
    onTestFinished(() => clearInterval(watching));

    expect(await screen?.call('state.snapshot', {})).toMatchObject({
      value: { alerts: [{ code: 'FILES_WERE_OPEN', files: expect.any(Number) }] },
    });
    expect(await screen?.call('workspaces.open', { id: workspaceId })).toMatchObject({ ok: true });
    for (const [name, made] of [
      ['maintenance.backup', /backups.*manifest/],
      ['maintenance.export', /exports.*\.tapedeck$/],
    ] as const) {
      // The one before may not have ended yet.
      await expect.poll(async () => (await screen?.call(name, {}))?.ok).toBe(true);
      await expect.poll(() => everythingIn(folder).some((path) => made.test(path))).toBe(true);
    }
    const { errors } = await program.stop();
    expect(errors).toContain('other users could read files of the workspaces');
    expect([...seen, ...openToOthers(folder)]).toEqual([]);
  },
);
