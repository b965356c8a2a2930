import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const probe = join(import.meta.dirname, 'probe.ts');
const hasKeychain =
  process.platform === 'linux' &&
  ['dbus-run-session', 'gnome-keyring-daemon'].every((name) => spawnSync('which', [name]).status === 0);

/** Of a user whose home is empty. `before` is run in the session first. */
function probed(before: string): unknown {
  const home = mkdtempSync(join(tmpdir(), 'tapedeck-keychain-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_DATA_HOME: home,
    XDG_CACHE_HOME: home,
  };
  const command = `${before} exec ${JSON.stringify(process.execPath)} ${JSON.stringify(probe)}`;
  const { stdout } = spawnSync('dbus-run-session', ['--', 'sh', '-c', command], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1));
}

it.skipIf(!hasKeychain)('keeps secrets in the keychain of the system: the Secret Service', () => {
  const unlocked = "printf 'password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null;";
  expect(probed(unlocked)).toEqual([
    null,
    true,
    'first: ü "quoted"',
    'second',
    true,
    true,
    null,
    'of another',
  ]);
});

it.skipIf(!hasKeychain)('keeps nothing where the keychain stays locked, and says so', () => {
  expect(probed('')).toEqual([null, false, null, null, true, true, null, null]);
});

it.skipIf(process.platform !== 'linux')(
  'says so where there is no keychain, and takes no other place',
  () => {
    const { stdout } = spawnSync(process.execPath, [probe], {
      env: { PATH: process.env['PATH'], DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
      encoding: 'utf8',
      timeout: 60_000,
    });
    const [found, put] = JSON.parse(stdout);
    expect(found).toEqual({ code: 'KEYCHAIN_FAILED', said: expect.stringContaining('DBus') });
    expect(put).toBe(false);
  },
);
