/** The kill switch of a workspace, which outlives a restart and whatever takes the place of its record. */
import { lstatSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { lastTime } from '#src/domain/trading-day.ts';
import { readOwnFile, writeOwnFile } from '#src/infrastructure/files/own-file.ts';
import { flushFile, flushFolder } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import type { KillSwitchState } from '#src/ports/workspaces.ts';

/** Epoch milliseconds as text, and a line's end. */
const mostBytes = 20;

/** It is engaged where anything stands under that name: what cannot be read must not let an order leave. */
export function killSwitchOf(folder: string): KillSwitchState {
  const path = join(folder, 'kill-switch');
  return {
    engagedAt() {
      const found = lstatSync(path, { throwIfNoEntry: false });
      return found === undefined ? undefined : (timeIn(path) ?? timeOf(found.mtimeMs));
    },
    async engage(at) {
      writeOwnFile(path, `${at}\n`);
      await flushFile(path);
      await flushFolder(folder);
    },
    async release() {
      if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) await unlink(path);
      await flushFolder(folder);
    },
  };
}

/** A file may say that it was written before there were times, or after the last. */
function timeOf(modified: number): number {
  return Math.min(Math.max(Math.floor(modified), 0), lastTime);
}

function timeIn(path: string): number | undefined {
  try {
    const { text } = readOwnFile(path, mostBytes);
    return /^\d{1,15}\n$/u.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}
