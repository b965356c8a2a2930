import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';

/** https://github.com/joyent/libuv/issues/690: whoever opens connections takes what a program may have open. */
it.skipIf(process.platform === 'win32')(
  'strangers who take the last open file keep nobody from the record, and a job says why it was not begun',
  { timeout: 60_000 },
  async () => {
    const ground = createGround();
    onTestFinished(ground.clear);
    const under = ['/bin/sh', '-c', 'ulimit -n 64; exec "$0" "$@"'];
    const program = startProgram(await ground.traded(), { under });
    onTestFinished(program.kill);
    const screen = await openScreen(program, (fault) => {
      throw fault;
    });
    if (screen === undefined) throw new Error((await program.ended).errors);
    expect(await screen.call('workspaces.open', { id: workspaceId })).toMatchObject({ ok: true });

    const outcomeOfBackup = async () => {
      const begun = await screen.call('maintenance.backup', {});
      if (!begun.ok) throw new Error(begun.error.code);
      const { task } = begun.value;
      const read = () => screen.call('tasks.result', { task });
      await expect.poll(read, { timeout: 20_000 }).not.toMatchObject({ value: { state: 'running' } });
      return read();
    };

    const port = Number(new URL((await program.ready) ?? '').port);
    const strangers = Array.from({ length: 200 }, () =>
      connect(port, '127.0.0.1').on('error', () => undefined),
    );
    // Those for whom it has no file left are thrown out.
    await expect.poll(() => strangers.filter(({ destroyed }) => destroyed).length).toBeGreaterThan(100);
    const cause = { code: 'PROCESS_NOT_STARTED', fault: 'EMFILE' };
    expect(await outcomeOfBackup()).toMatchObject({
      value: { state: 'failed', reason: { code: 'FAILED', cause } },
    });
    expect(await screen.call('orders.strategies', {})).toMatchObject({ ok: true });

    for (const stranger of strangers) stranger.destroy();
    await expect.poll(outcomeOfBackup, { timeout: 20_000 }).toMatchObject({ value: { state: 'done' } });
  },
);
