// Brings a clone to where it can run: packages and the pinned Node, the built app, a browser for the tests.
// Each part is skipped when its stamp says that it is there. Needs nothing but a Node that can run npm.
//
//   node scripts/setup.mjs [--build] [--browser] [-- command …]   the command runs with the pinned Node
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamps = join(modules, '.tapedeck');
const windows = process.platform === 'win32';

/** Node's binary from the `node` package: the version that the lockfile pins, whatever started us. */
export const pinnedNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

/** What a build depends on. */
const sources = [
  'src',
  'electron',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Everything that set-up says goes to stderr: stdout belongs to the program that is started. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** The environment of a child: the project's own tools, and its Node, come first. */
export function toolEnvironment(extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [join(modules, '.bin'), dirname(pinnedNode), process.env[name] ?? ''].join(delimiter);
  return { ...process.env, [name]: path, ...extra };
}

/** Runs a script of an installed package with the pinned Node and returns its exit code. */
export function runTool(script, args, { env = {}, stdio = ['ignore', 2, 2], timeout } = {}) {
  const done = spawnSync(pinnedNode, [join(modules, script), ...args], {
    cwd: root,
    env: toolEnvironment(env),
    stdio,
    timeout,
  });
  return done.status ?? 1;
}

export function ensurePackages() {
  const wanted = lockfileStamp();
  if (readStamp('packages') === wanted && existsSync(pinnedNode)) return;
  say('Installing packages and the pinned Node (about a minute the first time) …');
  const npm = process.env['npm_execpath'];
  // Not `npm ci`: it refuses a lockfile that lacks another platform's optional binaries, as one made behind a
  // partial registry does. What the lockfile holds is installed exactly, and it is not written.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, commandArgs] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  const done = spawnSync(command, commandArgs, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: command === 'npm' && windows,
  });
  if (done.status !== 0 || !existsSync(pinnedNode)) {
    fail(
      'npm could not install the packages; its message is above. Once that is mended, run the same command again.',
    );
  }
  writeStamp('packages', wanted);
}

export function ensureBuild() {
  const wanted = sourceStamp();
  const stamp = join(root, 'out', 'build-stamp');
  if (readText(stamp) === wanted) return;
  say('Building the app …');
  const code = runTool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
  if (code !== 0) fail('The build failed; its message is above.');
  writeFileSync(stamp, wanted);
}

export function ensureBrowser() {
  const known = readStamp('browser');
  if (known !== undefined && existsSync(known)) return;
  let found = findBrowser();
  if (found === undefined) {
    say('Installing a browser for the end-to-end tests …');
    const code = runTool('playwright/cli.js', ['install', 'chromium'], {
      stdio: 'ignore',
      timeout: 15 * 60_000,
    });
    if (code !== 0) installSystemBrowser();
    found = findBrowser();
  }
  if (found === undefined) {
    fail(
      'No browser could be installed. Install Chromium from your system, or run: npx playwright install chromium',
    );
  }
  writeStamp('browser', found);
}

/** Called by npm itself after each install, so that one done by hand counts too. */
function recordInstall() {
  writeStamp('packages', lockfileStamp());
}

function installSystemBrowser() {
  if (!canInstall()) return;
  say("Playwright's browser cannot be had here; installing the system's chromium package …");
  installPackages('chromium', 'fonts-liberation');
}

/** The tests of the system's keychain run in a session of their own, in which nothing of the user's is. */
export function ensureKeychain() {
  if (
    process.platform !== 'linux' ||
    ['/usr/bin/dbus-run-session', '/usr/bin/gnome-keyring-daemon'].every(existsSync)
  )
    return;
  if (!canInstall()) {
    return say('The tests of the keychain are skipped: they need dbus-run-session and gnome-keyring-daemon.');
  }
  say('Installing a keychain for its tests: dbus and gnome-keyring …');
  installPackages('dbus', 'gnome-keyring');
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function installPackages(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const done = spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8', timeout: 15 * 60_000 });
    if (done.status !== 0) return say(`apt-get ${args[0]} failed: ${done.stderr.trim()}`);
  }
}

function findBrowser() {
  const script = join(root, 'test', 'e2e', 'chromium.ts');
  const done = spawnSync(pinnedNode, [script], { cwd: root, encoding: 'utf8' });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

function lockfileStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`;
}

/** Paths, sizes and times of all sources: any edit, removal or checkout changes it. */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const source of sources) addToStamp(hash, source);
  return hash.digest('hex');
}

function addToStamp(hash, path) {
  const info = statSync(join(root, path), { throwIfNoEntry: false });
  if (info === undefined) return;
  if (!info.isDirectory()) hash.update(`${path} ${info.size} ${info.mtimeMs}\n`);
  else for (const name of readdirSync(join(root, path)).toSorted()) addToStamp(hash, `${path}/${name}`);
}

function readStamp(name) {
  return readText(join(stamps, name));
}

function writeStamp(name, text) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), text);
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function fail(message) {
  say(message);
  process.exit(1);
}

function main(args) {
  if (args.includes('--record-install')) return recordInstall();
  const split = args.indexOf('--');
  const options = split < 0 ? args : args.slice(0, split);
  ensurePackages();
  if (options.includes('--build')) ensureBuild();
  if (options.includes('--browser')) ensureBrowser();
  if (split < 0) return;
  const done = spawnSync(pinnedNode, args.slice(split + 1), {
    cwd: root,
    env: toolEnvironment(),
    stdio: 'inherit',
  });
  process.exitCode = done.status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
