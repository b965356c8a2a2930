import { join } from 'node:path';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { readBalances, readMovements } from '#src/application/portfolio/read-balances.ts';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { readGains } from '#src/application/portfolio/read-gains.ts';
import { readEntries } from '#src/application/portfolio/read-entries.ts';
import { readHoldings } from '#src/application/portfolio/read-holdings.ts';
import { readUnsettled } from '#src/application/portfolio/read-unsettled.ts';
import type { HistoryThread } from '#src/infrastructure/persistence/sqlite/jobs/history-thread.ts';
import type { GroupThread } from '#src/infrastructure/persistence/sqlite/jobs/group-thread.ts';
import type { JobNews, JobService } from '#src/infrastructure/persistence/sqlite/jobs/job-service.ts';
import { createJobs, fileCheckIn } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { readGroups } from '#src/infrastructure/persistence/sqlite/grouping/read-groups.ts';
import { readTrips } from '#src/infrastructure/persistence/sqlite/grouping/read-trips.ts';
import { SqliteMarketDataRepository } from '#src/infrastructure/persistence/sqlite/repositories/market-data-repository.ts';
import { SqliteReferenceRateRepository } from '#src/infrastructure/persistence/sqlite/repositories/reference-rate-repository.ts';
import { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { readOneState } from '#src/infrastructure/persistence/sqlite/read-one-state.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { fileOf, type DatabaseName } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { borrowTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import {
  exportWorkspace,
  importWorkspace,
} from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { repairDamage } from '#src/infrastructure/persistence/sqlite/operations/repair.ts';
import { upgradeChanges } from '#src/infrastructure/persistence/sqlite/operations/upgrade-changes.ts';
import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { migrateToLatest } from '#src/infrastructure/persistence/sqlite/operations/schema-versions.ts';
import {
  checkFiles,
  verifyWorkspace,
} from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { readWorkspaceMeta } from '#src/infrastructure/persistence/sqlite/workspace/workspace-meta.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { seldom } from '#src/infrastructure/threads/seldom.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** What a job's process, or thread, does: one job or question, or the reading of groups for as long as a workspace is open. */

const clock = createSystemClock();
/** This very file, once more: a thread has the priority of the one that starts it. */
const checking = fileCheckIn(createJobs(new URL(import.meta.url), { clock, isInside: true }));

const jobs: JobService & GroupThread & HistoryThread = {
  async migrate(needs, work) {
    await migrateToLatest({ ...needs, clock }, operationOf(work));
  },
  repair: (needs) => repairDamage({ ...needs, clock }),
  verify: (needs, work) => verifyWorkspace({ ...needs, clock }, operationOf(work), checking),
  checkFiles: ({ folder }, work) => checkFiles(folder, operationOf(work)),
  // By the program's own clock, which tells when the next one is due.
  backup: ({ folder, reason, at }, work) => makeBackup(folder, reason, { now: () => at }, operationOf(work)),
  async restore({ backupId, ...files }, work) {
    const { manifest, aside } = await restoreBackup({ ...files, clock }, backupId, operationOf(work));
    return { madeAt: manifest.madeAt, aside };
  },
  export: ({ folder, target }, work) => exportWorkspace(folder, target, clock, operationOf(work)),
  async import({ archive, ...files }, work) {
    await importWorkspace(archive, { ...files, clock }, operationOf(work));
    const { name } = await readWorkspaceMeta(files.folder, files.migrationsFolder);
    return { name };
  },
  groups: ({ folder, question }, { signal }) =>
    reading(folder, (connection) => readGroups(connection, question, signal)),
  trips: ({ folder, question }, { signal }) =>
    reading(folder, (connection) => readTrips(connection, question, signal)),
  unsettled: ({ folder, question }, { signal }) =>
    reading(folder, (connection) =>
      readOneState(connection, (read) => readUnsettled(read, question, signal)),
    ),
  holdings: ({ folder, question }, { signal }) =>
    reading(folder, (connection) => readOneState(connection, (read) => readHoldings(read, question, signal))),
  entries: ({ folder, question }, { signal }) =>
    reading(folder, (connection) => readOneState(connection, (read) => readEntries(read, question, signal))),
  balances: ({ folder, account }, { signal }) =>
    reading(folder, (connection) => readOneState(connection, (read) => readBalances(read, account, signal))),
  movements: ({ folder, question }, { signal }) =>
    reading(folder, (connection) =>
      readOneState(connection, (read) => readMovements(read, question, signal)),
    ),
  gains: ({ folder, question }, { signal }) =>
    reading(folder, (connection) => readOneState(connection, (read) => readGains(read, question, signal))),
  equityDays: ({ folder, question }, { signal }) =>
    reading(folder, (record) =>
      reading(
        folder,
        (market) => {
          const session = new Session(market);
          const candles = new SqliteMarketDataRepository(session, undefined);
          const stored = {
            candles: candles.candles.bind(candles),
            references: new SqliteReferenceRateRepository(session, undefined),
          };
          return readOneState(record, (read) => readEquityDays(read, stored, question, signal));
        },
        'market',
      ),
    ),
  upgradeChanges: ({ folder }) => reading(folder, async ({ database }) => upgradeChanges(database)),
  async undoImport({ folder, importId, turns }, work) {
    const store = openRecordBeside(folder, borrowTurns(turns));
    try {
      return await undoImport({ store, clock, onProgress: operationOf(work).report }, importId);
    } finally {
      await store.close();
      turns.close();
    }
  },
};

await serveWorker(() => jobs, storeFault);

async function reading<Answer>(
  folder: string,
  read: (connection: Connection) => Promise<Answer>,
  name: DatabaseName = 'record',
): Promise<Answer> {
  const file = join(folder, fileOf(name));
  const connection = openConnection(file, { synchronous: 'FULL', readOnly: true });
  try {
    return await read(connection);
  } finally {
    connection.database.close();
  }
}

function operationOf({ signal, tell }: Work<JobNews>): Operation {
  return {
    signal,
    report: seldom((done, total) => tell({ type: 'progress', done, total })),
    pauseCheckpoints() {
      tell({ type: 'pause-checkpoints' });
      return () => tell({ type: 'resume-checkpoints' });
    },
  };
}
