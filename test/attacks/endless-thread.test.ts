/** A thread of the built program that never comes back out of SQLite keeps it neither from ending nor from saying so. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround, workspaceId } from '#test/faults/template.ts';
import { verifyProblems } from '#test/faults/verify-command.ts';

const root = join(import.meta.dirname, '../..');

/** The first row that a thread stages of a file is an endless statement; a fault comes when the test asks for one. */
function preload(marker: string): string {
  return `
    import { writeFileSync } from 'node:fs';
    import { createRequire } from 'node:module';
    import { isMainThread } from 'node:worker_threads';
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n';
    if (isMainThread) process.on('SIGUSR2', () => { setTimeout(() => { throw new Error('out of luck'); }); });
    else {
      const Database = createRequire(${JSON.stringify(`${root}/package.json`)})('better-sqlite3');
      const { prepare } = Database.prototype;
      Database.prototype.prepare = function (sql) {
        if (!sql.startsWith('INSERT')) return prepare.call(this, sql);
        writeFileSync(${JSON.stringify(marker)}, '');
        return prepare.call(this, endless).get();
      };
    }`;
}

async function startStuck() {
  const ground = createGround();
  onTestFinished(ground.clear);
  const workspaces = await ground.fresh();
  const marker = join(ground.empty(), 'stuck');
  const script = join(ground.empty(), 'preload.mjs');
  writeFileSync(script, preload(marker));
  const program = startProgram(workspaces, { environment: { NODE_OPTIONS: `--import ${script}` } });
  onTestFinished(() => program.kill());
  const screen = await openScreen(program, () => undefined);
  if (screen === undefined) throw new Error((await program.ended).errors);
  await screen.call('workspaces.open', { id: workspaceId });
  const begun = await screen.call('imports.begin', { fileName: 'fills.csv' });
  if (!begun.ok) throw new Error(begun.error.code);
  const text = 'time,symbol,side,quantity,price\n2024-01-01,BTC-USDT,buy,1,100\n';
  const { importId } = begun.value;
  // The first rows are staged once it is known how the file is written.
  await screen.call('imports.chunk', { importId, text });
  void screen.call('imports.preview', { importId }).catch(() => undefined);
  await expect.poll(() => existsSync(marker)).toBe(true);
  return { program, workspaces };
}

const ways = [
  ['a signal', 'SIGTERM', 'closing took too long'],
  ['a fault', 'SIGUSR2', 'stopped by a fault: out of luck. Closing took too long'],
] as const;

it.each(ways)(
  'by %s the program is gone within its one limit, and says what it leaves',
  async (_, signal, says) => {
    const { program, workspaces } = await startStuck();
    const begun = performance.now();
    process.kill(program.processId, signal);
    const { signal: by, errors } = await program.ended;
    expect(by).toBe('SIGKILL');
    expect(errors).toContain(says);
    // Twice the limit, for a busy machine; the statement itself has no end.
    expect(performance.now() - begun).toBeLessThan(9_000);
    expect(readFileSync(join(workspaces, 'tapedeck.log'), 'utf8')).toContain('closing took too long');
    expect(verifyProblems(join(workspaces, workspaceId))).toEqual([]);
  },
);
