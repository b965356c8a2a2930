/** What workspaces are called: by the trader in any script, and by the file system, which tells fewer names apart. */

/** Stands among the workspaces, and is none. */
export const exportsFolder = 'exports';
/** Of the demo that is made here; no other workspace gets it. */
export const demoFolder = 'demo';

/** Windows gives these to devices, whatever ending follows. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout)$/;
const longest = 60;

/** Two names are one where nobody could tell them apart by looking. */
export function isSameName(left: string, right: string): boolean {
  return asSeen(left) === asSeen(right);
}

function asSeen(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/\uFE0E|\uFE0F/g, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/**
 * A folder for a workspace of that name, which no file system takes for one that is there: of plain small letters, since
 * some do not tell capitals or accents apart. A name without any, as in another script, gives a numbered folder.
 */
export function folderFor(name: string, present: readonly string[]): string {
  const taken = new Set([exportsFolder, demoFolder, ...present.map(asFileSystemsSee)]);
  const wanted = plainName(name);
  for (let number = 2, folder = wanted; ; folder = `${wanted}-${number}`, number += 1) {
    if (!taken.has(folder) && !devices.test(folder)) return folder;
  }
}

/** The demo's own, which may be taken by a workspace of before that was called so. */
export function folderForDemo(present: readonly string[]): string {
  return present.map(asFileSystemsSee).includes(demoFolder) ? folderFor(demoFolder, present) : demoFolder;
}

function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, '-')
    .slice(0, longest);
  return /[a-z0-9]/.test(plain) ? plain : 'workspace';
}

function asFileSystemsSee(folder: string): string {
  return folder
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[. ]+$/, '');
}
