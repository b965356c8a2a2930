import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';

const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
/** Nothing waits for a pipe, and what a link leads to is somebody else's. Windows has neither flag. */
const flags = O_RDONLY | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0);

export type OwnFile = { readonly text: string; readonly changedAt: number };

/**
 * A small file that this program itself wrote under that name. Throws an Error where there is none, where it is no plain
 * file or a link, and where it holds more bytes than that: then something else put it there.
 */
export function readOwnFile(path: string, mostBytes: number): OwnFile {
  const file = openSync(path, flags);
  try {
    const found = fstatSync(file);
    if (!found.isFile() || found.size > mostBytes) throw new Error(`${path} is no file of ours`);
    return { text: readFileSync(file, 'utf8'), changedAt: found.mtimeMs };
  } finally {
    closeSync(file);
  }
}

/**
 * Made anew, for its owner alone, and moved into place: nothing waits for a pipe or follows a link, and whoever reads it has
 * the old text or the new one. Throws an Error where it cannot, as where a folder stands in its place.
 */
export function writeOwnFile(path: string, text: string): void {
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
  renameSync(fresh, path);
}
