import type { DatabaseConfig } from '#src/infrastructure/persistence/database-config.ts';
import { longestWait } from '#src/infrastructure/persistence/sqlite/patience.ts';
import type { Clock } from '#src/ports/clock.ts';
import { openWorkspaceFiles, type OpenOptions } from './workspace-files.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

export type DatabaseParts = Pick<OpenOptions, 'migrationsFolder' | 'migrate' | 'repair' | 'keepReserve'> & {
  readonly clock: Clock;
};

/** The store of a configuration, opened with its settings asserted; it tells its health and closes by itself. */
export function openDatabase(
  { folder, readOnly, durability, idleMilliseconds }: DatabaseConfig,
  parts: DatabaseParts,
): Promise<WorkspaceFiles> {
  const { clock } = parts;
  return openWorkspaceFiles({
    ...parts,
    folder,
    readOnly,
    durability,
    idleLimit: { clock, milliseconds: idleMilliseconds },
    patience: { clock, milliseconds: longestWait },
  });
}
