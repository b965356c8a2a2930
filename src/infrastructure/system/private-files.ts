import { chmodSync, existsSync, lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
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
  /** Those that stay open, since the disk takes no change. */
  readonly unchanged: readonly string[];
};

/** What stands in a workspaces folder beside the workspaces. */
const ourNames =
  /^(?:tapedeck\.log|sign-in|preferences\.json|\.settings$|config\.json|workspace\.lock|exports$|\.unfinished-)/;

/**
 * Takes what an earlier version left open to others back from them. What is not Tapedeck's stays as it is: the trader may
 * keep the workspaces in a folder of other things, which stays open too, but for who may write in it: he could put others
 * in the place of the workspaces.
 */
export function mendPermissions(workspaces: string): MendedFiles {
  const found: Found = { mended: [], foreign: [], unchanged: [] };
  // The modes of a file mean nothing there.
  if (process.platform === 'win32') return found;
  const names = readdirSync(workspaces);
  const folders = names.filter((name) => isWorkspace(join(workspaces, name)));
  const beside = names.filter((name) => ourNames.test(name) && !folders.includes(name));
  // Also by a link: a workspace may stand on another disk.
  for (const name of folders) mendBelow(realpathSync(join(workspaces, name)), found);
  for (const name of beside) mendBelow(join(workspaces, name), found);
  const isOurs = folders.length + beside.length === names.length;
  mend(workspaces, statSync(workspaces), found, isOurs ? 0o077 : 0o022);
  return found;
}

function isWorkspace(path: string): boolean {
  return ['record.sqlite', 'backups', 'quarantine'].some((name) => existsSync(join(path, name)));
}

type Found = { readonly [Name in keyof MendedFiles]: string[] };

/**
 * What a link leads to is not looked at, nor what is neither a file nor a folder. What cannot be looked at, as it lies
 * deeper than a path can name or its owner may not read it, is no reason not to start.
 */
function mendBelow(path: string, found: Found): void {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined || !(stats.isFile() || stats.isDirectory())) return;
    mend(path, stats, found);
    if (stats.isDirectory()) for (const entry of readdirSync(path)) mendBelow(join(path, entry), found);
  } catch {
    found.unchanged.push(path);
  }
}

function mend(path: string, stats: Stats, { mended, foreign, unchanged }: Found, taken = 0o077): void {
  if (stats.uid !== process.getuid?.()) return void foreign.push(path);
  if ((stats.mode & taken) === 0) return;
  try {
    chmodSync(path, stats.mode & 0o7777 & ~taken);
    mended.push(path);
  } catch {
    // Of a medium that is read-only, or a file system without modes: no reason not to start.
    unchanged.push(path);
  }
}
