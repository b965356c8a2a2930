// npm start: sets up what is missing, then Electron where it can be had, and otherwise the browser shell.
import { spawn } from 'node:child_process';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

import { electronObstacle, findElectron } from './electron-binary.mjs';
import { ensureBuild, ensurePackages, pinnedNode, root, runTool, say, toolEnvironment } from './setup.mjs';

const browserShell = join(root, 'out', 'main', 'main.js');
const downloadLimit = 5 * 60_000;
const retryAfter = 24 * 3_600_000;

const args = process.argv.slice(2);
const asksForHelp = args.includes('--help') || args.includes('-h');

if (!asksForHelp || !existsSync(browserShell) || !existsSync(pinnedNode)) {
  ensurePackages();
  ensureBuild();
}
const electron = asksForHelp || wantsBrowser() ? undefined : electronOrReason();
if (typeof electron === 'object') run(electron.path, [root, ...args]);
else {
  if (electron !== undefined) say(`Electron is not used because ${electron}; this is the browser shell.`);
  // Nobody is to open the debugger of a program that holds keys by a signal.
  run(pinnedNode, ['--disable-sigusr1', browserShell, ...args]);
}

function wantsBrowser() {
  return (
    args.some((arg) => arg === '--browser' || arg === '--browser=true') ||
    ['1', 'true'].includes(process.env['TAPEDECK_BROWSER'] ?? '')
  );
}

/** Electron's binary, downloaded when it is not there yet; else a text that says why not. */
function electronOrReason() {
  const obstacle = electronObstacle();
  if (obstacle !== undefined) return obstacle;
  const path = findElectron() ?? downloadElectron();
  return path === undefined
    ? 'its binary could not be downloaded (npx install-electron tries again)'
    : { path };
}

function downloadElectron() {
  const failed = join(root, 'node_modules', '.tapedeck', 'electron-failed');
  const last = statSync(failed, { throwIfNoEntry: false });
  if (last !== undefined && Date.now() - last.mtimeMs < retryAfter) return undefined;
  say('Downloading Electron (once, about 120 MB) …');
  runTool('electron/install.js', [], { stdio: 'ignore', timeout: downloadLimit });
  const path = findElectron();
  if (path === undefined) writeFileSync(failed, '');
  else rmSync(failed, { force: true });
  return path;
}

/** A core dump would be the memory of the program, keys and all, in a file: where there are limits it makes none. */
function withoutCoreDumps(command, commandArgs) {
  return process.platform === 'win32'
    ? [command, commandArgs]
    : ['/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', command, ...commandArgs]];
}

function run(command, commandArgs) {
  const [limited, limitedArgs] = withoutCoreDumps(command, commandArgs);
  const child = spawn(limited, limitedArgs, { env: toolEnvironment(), stdio: 'inherit' });
  // A terminal sends Ctrl-C to the whole group; from anywhere else it has to be handed on.
  const forwarded = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of forwarded) process.on(signal, () => child.kill(signal));
  if (process.stdin.isTTY) process.on('SIGINT', () => {});
  child.on('error', (error) => {
    say(`${command} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
