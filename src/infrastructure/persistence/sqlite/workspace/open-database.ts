import type { DatabaseConfig } from '#src/infrastructure/persistence/database-config.ts';
import { longestWait } from '#src/infrastructure/persistence/sqlite/patience.ts';
import type { Clock } from '#src/ports/clock.ts';
import { openWorkspaceStore } from './workspace-store.ts';
import type { WorkspaceStore } from '#src/ports/workspaces.ts';

export type DatabaseParts = {
  readonly migrationsFolder: string;
  readonly clock: Clock;
};

/** The store of a configuration, opened with its settings asserted; it tells its health and closes by itself. */
export function openDatabase(
  { folder, readOnly, durability, idleMilliseconds }: DatabaseConfig,
  { migrationsFolder, clock }: DatabaseParts,
): Promise<WorkspaceStore> {
  const idleLimit = { clock, milliseconds: idleMilliseconds };
  const patience = { clock, milliseconds: longestWait };
  return openWorkspaceStore({
    folder,
    readOnly,
    durability,
    idleLimit,
    patience,
    migrationsFolder,
    clock,
  });
}
