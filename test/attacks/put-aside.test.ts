import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';

/** More than SQLite holds in memory of them. */
const rows = 100_000;

/** Of files that a process has open and that have no name any more. */
function unnamedFiles(processId: number): readonly string[] {
  const folder = `/proc/${processId}/fd`;
  return readdirSync(folder).flatMap((fd) => {
    try {
      const path = readlinkSync(join(folder, fd));
      return path.endsWith(' (deleted)') ? [path] : [];
    } catch {
      // Closed meanwhile.
      return [];
    }
  });
}

// On a disk of its own it could be full while the reserve of the record's disk is whole, and a cancel would not be recorded.
it.runIf(process.platform === 'linux')(
  'what SQLite puts aside stands on the disk of the workspaces, for which room is kept',
  async () => {
    const ground = createGround();
    onTestFinished(ground.clear);
    const folder = await ground.fresh();
    const program = startProgram(folder, { environment: { TMPDIR: ground.empty() } });
    onTestFinished(() => program.kill());
    const screen = await openScreen(program, (fault) => {
      throw fault;
    });
    await screen?.call('workspaces.open', { id: workspaceId });
    const begun = await screen?.call('imports.begin', { fileName: 'fills.csv' });
    const importId = begun?.ok === true ? begun.value.importId : '';
    const line = '2025-01-31T14:05:09Z,BTC-USDT,buy,0.50,30000.10\n';
    const texts = [
      'time,symbol,side,quantity,price\n',
      ...Array<string>(rows / 1000).fill(line.repeat(1000)),
    ];
    for (const text of texts) {
      expect(await screen?.call('imports.chunk', { importId, text })).toMatchObject({ ok: true });
    }
    await expect.poll(() => unnamedFiles(program.processId).length, { timeout: 20_000 }).toBeGreaterThan(0);
    for (const path of unnamedFiles(program.processId)) expect(path.startsWith(`${folder}/`)).toBe(true);
  },
);
