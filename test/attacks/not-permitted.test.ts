import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';

/** Root may read everything: for it the program is started as nobody. */
const asNobody =
  process.geteuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

function refused(file: string) {
  return { code: 'DISK_REFUSES', file, trouble: 'EACCES' };
}

/** As after a start as another user, by `sudo` above all. */
it.skipIf(process.platform !== 'linux')(
  'what may not be read is told as that: not as gone, nor as damaged, and in no way of another workspace',
  { timeout: 60_000 },
  async () => {
    const ground = createGround();
    onTestFinished(ground.clear);
    const workspaces = await ground.fresh();
    const whole = join(workspaces, workspaceId);
    const closed = join(workspaces, 'closed');
    const unlisted = join(workspaces, 'unlisted');
    for (const folder of [closed, unlisted]) ground.copy(whole, folder);
    mkdirSync(join(unlisted, 'backups'));
    truncateSync(join(unlisted, 'record.sqlite'), 9_000);
    chmodSync(closed, 0);
    chmodSync(join(unlisted, 'backups'), 0);
    if (asNobody.length > 0) {
      chmodSync(dirname(workspaces), 0o711);
      execFileSync('chown', ['-R', '65534:65534', workspaces]);
    }

    const program = startProgram(workspaces, { under: asNobody });
    onTestFinished(program.kill);
    const screen = await openScreen(program, (fault) => {
      throw fault;
    });
    if (screen === undefined) throw new Error((await program.ended).errors);

    const listed = await screen.call('workspaces.list', {});
    expect(listed.ok && listed.value.toSorted((one, other) => one.id.localeCompare(other.id))).toMatchObject([
      { id: 'closed', problem: refused(join(closed, 'record.sqlite')) },
      { id: workspaceId, name: 'Trading' },
      { id: 'unlisted', problem: refused(join(unlisted, 'backups')) },
    ]);
    expect(await screen.call('workspaces.open', { id: 'closed' })).toMatchObject({
      error: { reason: { code: 'FOLDER_UNUSABLE', folder: closed, fault: 'EACCES' }, remedy: 'CHECK_FOLDER' },
    });
    expect(await screen.call('workspaces.openDemo', {})).toMatchObject({ ok: true });
  },
);
