import { rmSync, utimesSync } from 'node:fs';
import { z } from 'zod';

import { readOwnFile, writeOwnFile } from '#src/infrastructure/files/own-file.ts';

/**
 * Milliseconds. What listens on a port for longer than that while the program is down may have left something of its own in
 * the browser, which outlives it there: tabs come back by themselves after a restart, and not after a night.
 */
const longestDown = 60_000;
/** How often the program says that it is there. */
export const sayEvery = 20_000;
/** Bytes; a session has two hundred. */
const longestFile = 1 << 20;
const keptSession = z.object({ id: z.string(), digest: z.string(), usedAt: z.number() });
const keptFile = z.object({ port: z.number().int().min(1).max(65_535), sessions: z.array(keptSession) });
export type KeptSession = z.infer<typeof keptSession>;
export type KeptSessions = { readonly port: number; readonly sessions: readonly KeptSession[] };

/**
 * Which tabs were signed in, and on which port, so that they come back by themselves after the program was started again.
 * Undefined where it has been down for longer. Holds digests of random tokens: whoever reads the file can sign in with none
 * of them.
 */
export function readKeptSessions(file: string): KeptSessions | undefined {
  try {
    return keptFile.parse(JSON.parse(textOf(file)));
  } catch {
    // Missing, damaged or somebody else's: the tabs have to be signed in again.
    return undefined;
  }
}

function textOf(path: string): string {
  const { text, changedAt } = readOwnFile(path, longestFile);
  if (Math.abs(Date.now() - changedAt) > longestDown) throw new Error(`${path} is of long ago`);
  return text;
}

export function keepSessions(file: string, kept: KeptSessions): void {
  writeForOwner(file, JSON.stringify(kept));
}

/** The program is there: it has not been down since. */
export function sayThere(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Not there, as on a full disk: the tabs have to be signed in again.
  }
}

/** Of a file that could not be written, nothing is left: an older one would tell what is no longer so. */
export function writeForOwner(file: string, text: string): void {
  try {
    writeOwnFile(file, text);
  } catch {
    // A full disk must neither keep a trader out nor end the program.
    for (const path of [`${file}.new`, file]) removeIfPossible(path);
  }
}

/** A folder stays, and on a disk that has become read-only everything, as does what a scanner has open. */
export function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What it holds signs nobody in any more.
  }
}
