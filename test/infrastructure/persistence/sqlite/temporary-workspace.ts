import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';

import {
  createWorkspace,
  openWorkspaceFiles,
  type OpenOptions,
} from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

export const migrationsFolder = join(import.meta.dirname, '../../../../drizzle');

/** A folder of its own, removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-store-'));
  // A thread that was ended may still be taking away what SQLite keeps beside a file.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export function optionsFor(folder: string): OpenOptions {
  return { folder, migrationsFolder, clock: { now: () => startTime } };
}

/** Made and closed: what a test opens. */
export async function temporaryWorkspace(): Promise<string> {
  const folder = await temporaryFolder();
  const store = await createWorkspace(
    { ...optionsFor(folder), durability: 'bulk' },
    { id: 'trading', kind: 'paper', name: 'My trading' },
  );
  await store.close();
  return folder;
}

export async function openTemporary(
  folder: string,
  changes: Partial<OpenOptions> = {},
): Promise<WorkspaceFiles> {
  const store = await openWorkspaceFiles({ ...optionsFor(folder), ...changes });
  onTestFinished(() => store.close());
  return store;
}

/** Changes a file behind the store's back. */
export function tamper(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}
