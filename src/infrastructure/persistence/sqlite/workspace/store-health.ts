/** Whether a workspace's files are as they must be. */
import { stat } from 'node:fs/promises';

import type { StoreProblem } from '#src/domain/coded.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { StoreClosedError } from '#src/ports/store-errors.ts';
import type { RoomReserve, StoreHealth } from '#src/ports/workspaces.ts';
import { schemaVersion } from '#src/infrastructure/persistence/sqlite/migrator.ts';
import {
  settingDeviations,
  type Synchronous,
} from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { exists } from '#src/infrastructure/persistence/sqlite/operations/files.ts';

/** How durable a commit is, by file. */
export type Durability = { readonly record: Synchronous; readonly market: Synchronous };

type Files = Readonly<Record<'record' | 'market', Connection>> & {
  readonly reserve: RoomReserve | undefined;
  readonly misplaced: StoreProblem | undefined;
};

export async function healthOf(
  { record, market, reserve, misplaced }: Files,
  durability: Durability,
): Promise<StoreHealth> {
  const [recordBytes, recordLog] = await sizesOf(record);
  const [marketBytes, marketLog] = await sizesOf(market);
  // Closed while its files were looked at.
  if (!record.database.open || !market.database.open) throw new StoreClosedError();
  const deviations = [
    ...settingDeviations(record, durability.record),
    ...settingDeviations(market, durability.market),
    ...(misplaced === undefined ? [] : [misplaced]),
    ...(reserve?.spent === true ? [{ code: 'ESSENTIALS_ONLY' } as const] : []),
  ];
  return {
    ok: deviations.length === 0,
    deviations,
    schemaVersions: { record: schemaVersion(record), market: schemaVersion(market) },
    bytes: { record: recordBytes, recordLog, market: marketBytes, marketLog },
  };
}

async function sizesOf({ database }: Connection): Promise<readonly [number, number]> {
  return [await sizeOf(database.name), await sizeOf(`${database.name}-wal`)];
}

async function sizeOf(path: string): Promise<number> {
  return (await exists(path)) ? (await stat(path)).size : 0;
}
