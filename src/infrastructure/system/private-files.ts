import { chmodSync, existsSync, lstatSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** Whatever this process makes from now on is for its user alone. On Windows a file has the list of its folder. */
export function makeFilesPrivate(): void {
  process.umask(0o077);
}

export type MendedFiles = {
  /** Files and folders that other users could read or write, and now cannot. */
  readonly mended: readonly string[];
  /** Those that belong to another user, and are as they were. */
  readonly foreign: readonly string[];
};

/** What stands in a workspaces folder beside the workspaces. */
const ourNames =
  /^(?:tapedeck\.log|sign-in|preferences\.json|config\.json|workspace\.lock|exports$|\.unfinished-)/;

/**
 * Takes what an earlier version left open to others back from them. What is not Tapedeck's stays as it is: the trader may
 * keep the workspaces in a folder of other things, which stays open too.
 */
export function mendPermissions(workspaces: string): MendedFiles {
  const found = { mended: [] as string[], foreign: [] as string[] };
  // The modes of a file mean nothing there.
  if (process.platform === 'win32') return found;
  const names = readdirSync(workspaces);
  const ours = names.filter((name) => ourNames.test(name) || isWorkspace(join(workspaces, name)));
  for (const name of ours) mendBelow(join(workspaces, name), found);
  if (ours.length === names.length) mend(workspaces, statSync(workspaces), found);
  return found;
}

/** Also by a link: a workspace may stand on another disk. */
function isWorkspace(path: string): boolean {
  return ['record.sqlite', 'backups', 'quarantine'].some((name) => existsSync(join(path, name)));
}

type Found = { readonly mended: string[]; readonly foreign: string[] };

function mendBelow(path: string, found: Found): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  mend(path, stats, found);
  if (!stats.isDirectory()) return;
  // What a link leads to, below a workspace, is not looked at.
  for (const entry of readdirSync(path)) {
    const below = join(path, entry);
    if (lstatSync(below).isSymbolicLink()) continue;
    mendBelow(below, found);
  }
}

function mend(path: string, stats: Stats, { mended, foreign }: Found): void {
  if (stats.uid !== process.getuid?.()) return void foreign.push(path);
  if ((stats.mode & 0o077) === 0) return;
  chmodSync(path, stats.mode & 0o700);
  mended.push(path);
}
