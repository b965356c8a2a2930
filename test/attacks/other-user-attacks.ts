/** What a process of another user of the machine can try: reading what is the trader's, and holding it locked. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attackInjector, type Attack } from './attack.ts';
import { openDoor, type Door } from './door.ts';

/** `nobody`, who is in no group of ours. */
const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups'];

function asNobody(script: string, ...args: readonly string[]): string {
  const { stdout, status } = spawnSync('setpriv', [...nobody, 'sh', '-c', script, 'sh', ...args], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout : '';
}

const files = [
  'sign-in-address',
  'sign-in.html',
  'sign-in-sessions',
  'tapedeck.log',
  'workspace.lock',
  'trading/record.sqlite',
  'trading/market.sqlite',
  'trading/workspace.lock',
];

const reading = files.map((name): Attack<Door> => ({
  what: `reads ${name}`,
  attempt: async ({ workspaces }) =>
    asNobody('cat "$1" && echo read', join(workspaces, name)) === '' ? undefined : 'read it',
}));

const writing = files.map((name): Attack<Door> => ({
  what: `writes ${name}`,
  attempt: async ({ workspaces }) =>
    asNobody('echo x >> "$1" && echo wrote', join(workspaces, name)) === '' ? undefined : 'wrote it',
}));

const listing: readonly Attack<Door>[] = ['', 'trading'].map((folder) => ({
  what: `lists ${folder === '' ? 'the workspaces' : folder}`,
  attempt: async ({ workspaces }) =>
    asNobody('ls "$1"', join(workspaces, folder)) === '' ? undefined : 'listed it',
}));

/** Of the program and of everything that it has started. */
const processes: readonly Attack<Door>[] = ['cmdline', 'environ', 'status', 'comm'].map((name) => ({
  what: `looks for the token in /proc/…/${name}`,
  async attempt({ token }) {
    const shown = asNobody(`cat /proc/[0-9]*/${name} 2>/dev/null; echo`);
    return shown.includes(token()) ? 'saw the token' : undefined;
  },
}));

export const otherUserAttacks = attackInjector<Door>({
  name: 'other-user',
  what: 'another user of the machine',
  attacks: [...reading, ...writing, ...listing, ...processes],
  async open() {
    if (process.platform !== 'linux' || process.getuid?.() !== 0)
      return { skipped: 'only root on Linux can act as another user' };
    const opened = await openDoor();
    // The way there is open, as a home often is: what keeps them out is the program's own.
    chmodSync(dirname(opened.target.workspaces), 0o755);
    return opened;
  },
});
