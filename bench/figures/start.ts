import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurns, type Figure } from '../figure.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'out/main/main.js');

/** From the start of the process to the ready line in a demo workspace that is there, of a built program. */
export async function measureStart(): Promise<readonly Figure[]> {
  if (!existsSync(program)) throw new Error('there is no built program: run `npm run build` first');
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-bench-'));
  try {
    const { ours, raw, ratio } = await inTurns(
      7,
      () => startAndStop(folder),
      () => openFileInNode(join(folder, 'demo/record.sqlite')),
    );
    return [
      {
        name: 'start to ready, demo workspace, warm build',
        value: ours,
        unit: 'ms',
        baseline: raw,
        ratio,
        goal: '<= 1000 ms',
        pass: ours <= 1000,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The clock stops at the ready line; ending the process is not counted. The first turn makes the demo. */
async function startAndStop(folder: string): Promise<void> {
  await afterExit;
  const child = spawn(
    process.execPath,
    [program, '--no-open', '--port', '0', '--workspaces', folder, '--demo'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  afterExit = new Promise((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (text: Buffer) => {
      told += text.toString();
      if (told.includes('Tapedeck ready:')) resolve();
    });
    child.once('exit', (code) =>
      reject(new Error(`the program ended with ${String(code)} before it was ready`)),
    );
  });
  child.kill('SIGTERM');
}

let afterExit: Promise<void> = Promise.resolve();

async function openFileInNode(file: string): Promise<void> {
  const script = `new (require('better-sqlite3'))(${JSON.stringify(file)}).prepare('SELECT count(*) FROM orders').get()`;
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: root,
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the baseline ended with ${String(code)}`)),
    );
  });
}
