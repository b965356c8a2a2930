import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { createStandInPage, type StandInPage } from '#test/electron/stand-in/stand-in-page.ts';

const root = join(import.meta.dirname, '../..');
const browserMain = join(root, 'out/main/main.js');
const electronMain = join(root, 'out/main/electron.js');
const preload = join(root, 'out/preload/preload.cjs');

/** A running program behind one page, whichever shell it has. */
export type RunningShell = {
  readonly page: Page;
  /** Starts the program and waits until its screen has loaded. */
  start(options: readonly string[]): Promise<void>;
  /** Ends it in order, as a person does. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Starts it again and leaves the page alone: it has to come back by itself. Only where the page outlives the program. */
  revive?(options: readonly string[]): Promise<void>;
  /** SIGSTOP, or SIGCONT. */
  stand(still: boolean): void;
  /** GET /health; undefined where there is no server to ask. */
  health(): Promise<unknown>;
  readonly standIn: StandInPage | undefined;
};

export function createBrowserShell(page: Page): RunningShell {
  let child: ChildProcess | undefined;
  let address = '';
  let options: readonly string[] = [];
  async function revive(given: readonly string[]): Promise<void> {
    options = given;
    child = spawn(process.execPath, [browserMain, '--browser', '--no-open', ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    address = await readyAddress(child);
  }
  return {
    page,
    async start(given) {
      await forgetTab(page);
      await page.goto('about:blank');
      await revive(given);
      await page.goto(address);
    },
    revive,
    stand: (still) => void child?.kill(still ? 'SIGSTOP' : 'SIGCONT'),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    async health() {
      const file = join(options[options.indexOf('--workspaces') + 1] ?? '', 'sign-in-address');
      const token = new URL(readFileSync(file, 'utf8')).hash.slice('#token='.length);
      const headers = { Authorization: `Bearer ${token}` };
      return (await fetch(new URL('/health', address), { headers })).json();
    },
    standIn: undefined,
  };
}

export async function createStandIn(page: Page, userData: string): Promise<RunningShell> {
  const standIn = await createStandInPage(page, preload);
  let child: ChildProcess | undefined;
  return {
    page,
    async start(options) {
      await forgetTab(page);
      const register = join(root, 'test/electron/stand-in/register.ts');
      child = spawn(process.execPath, ['--import', register, electronMain, ...options], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: { ...process.env, STAND_IN_USER_DATA: userData },
      });
      standIn.attach(child);
      await standIn.loaded();
    },
    stand: (still) => void child?.kill(still ? 'SIGSTOP' : 'SIGCONT'),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    health: () => Promise.resolve(undefined),
    standIn,
  };
}

/** A page that stays comes back by itself, with the workspace that it had; what is started anew has a new one. */
async function forgetTab(page: Page): Promise<void> {
  if (page.url() !== 'about:blank') await page.evaluate(() => sessionStorage.clear());
}

/** Electron's package holds no binary until its own script has downloaded it; on Linux it needs a display. */
export function electronPath(): string | undefined {
  const home = join(root, 'node_modules/electron');
  const pathFile = join(home, 'path.txt');
  const display = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return display && existsSync(pathFile) ? join(home, 'dist', readFileSync(pathFile, 'utf8')) : undefined;
}

/** Its page is a new one after each start. */
export async function createElectron(userData: string, options: readonly string[]): Promise<RunningShell> {
  const executablePath = electronPath();
  if (executablePath === undefined) throw new Error('there is no Electron here');
  async function launch(given: readonly string[]): Promise<ElectronApplication> {
    return _electron.launch({
      executablePath: executablePath ?? '',
      args: [root, `--user-data-dir=${userData}`, ...given],
    });
  }
  let running = await launch(options);
  let page = await running.firstWindow();
  return {
    get page() {
      return page;
    },
    async start(given) {
      running = await launch(given);
      page = await running.firstWindow();
    },
    stand: (still) => void running.process().kill(still ? 'SIGSTOP' : 'SIGCONT'),
    stop: () => running.close(),
    kill: () => end(running.process(), 'SIGKILL'),
    health: () => Promise.resolve(undefined),
    standIn: undefined,
  };
}

/** The address of the one line that says that the program can be used. */
async function readyAddress(child: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const address = /^Tapedeck ready: (\S+)$/m.exec(output)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`the program ended before it was ready: ${output}`);
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
