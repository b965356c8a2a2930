import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../out/main/main.js');

export type RunningProgram = { readonly address: string; stop(): Promise<void> };

/** The built program in its browser shell, on a port of its own. */
export async function startProgram(options: readonly string[]): Promise<RunningProgram> {
  if (!existsSync(program)) throw new Error('there is no built program: run `npm run build` first');
  const child = spawn(process.execPath, [program, '--browser', '--no-open', '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    address: await addressOf(child),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    child.stdout?.on('data', (text: Buffer) => {
      told += text.toString();
      const address = /Tapedeck ready: (\S+)/.exec(told)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) =>
      reject(new Error(`the program ended with ${String(code)} before it was ready`)),
    );
  });
}
