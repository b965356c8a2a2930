import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';

/** A terminal that closes tells its whole group, and whatever started the program hands its own signal on. */
it('signals that come together close in order, as one does', async () => {
  const ground = createGround();
  onTestFinished(ground.clear);
  const workspaces = await ground.fresh();
  const program = startProgram(workspaces);
  onTestFinished(() => program.kill());
  const screen = await openScreen(program, () => undefined);
  expect(await screen?.call('workspaces.open', { id: workspaceId })).toMatchObject({ ok: true });

  // Of one kind the system may make one of them.
  for (const signal of ['SIGHUP', 'SIGTERM', 'SIGINT'] as const) process.kill(program.processId, signal);
  expect(await program.ended).toMatchObject({ code: 0, signal: null });
  expect(readFileSync(join(workspaces, 'tapedeck.log'), 'utf8')).toContain('"msg":"closed"');
});
