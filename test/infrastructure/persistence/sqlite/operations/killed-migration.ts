/** A process that dies in the middle of a migration: after so many of its statements. */
import { join } from 'node:path';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { readMigrations } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { migrateForward, schemaVersion } from '#src/infrastructure/persistence/sqlite/migrator.ts';

const [folder = '', migrationsFolder = '', survived = '0'] = process.argv.slice(2);
const migrations = readMigrations(join(migrationsFolder, 'record'));
const connection = openConnection(join(folder, 'record.sqlite'), { synchronous: 'FULL', readOnly: false });
const from = schemaVersion(connection);
const dying = migrations.map((migration) => ({
  ...migration,
  sql:
    migration.version === from + 1
      ? migration.sql.split('--> statement-breakpoint').slice(0, Number(survived)).join('')
      : migration.sql,
  step: () => process.kill(process.pid, 'SIGKILL'),
}));
migrateForward(connection, dying, Date);
