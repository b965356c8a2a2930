/** What a workspace is, as its one row says. */
import { join } from 'node:path';

import { ConnectionError } from '#src/ports/store-errors.ts';
import { workspaceKinds } from '#src/domain/account.ts';
import type { WorkspaceMeta } from '#src/ports/workspaces.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { assertKnownSchema } from '#src/infrastructure/persistence/sqlite/known-schema.ts';
import { readMigrations } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { exists, fileOf } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { nameIn, oneOf, refuse, wholeIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { WorkspaceRow } from '#src/infrastructure/persistence/sqlite/schema/record/workspace.ts';
import { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const kindIn = oneOf('workspace.kind', workspaceKinds);

/** What a list shows of a workspace, whatever version has written it. Throws as opening it does. */
export async function readWorkspaceMeta(folder: string, migrationsFolder: string): Promise<WorkspaceMeta> {
  const path = join(folder, fileOf('record'));
  if (!(await exists(path))) throw noWorkspaceIn(folder);
  const record = openConnection(path, { synchronous: 'FULL', readOnly: true });
  try {
    assertKnownSchema(record.database, readMigrations(join(migrationsFolder, 'record')));
    return metaOf(record, folder);
  } finally {
    record.database.close();
  }
}

export function writeMeta(record: Connection, meta: WorkspaceMeta): void {
  const { id, kind, name, createdAt } = meta;
  const row: WorkspaceRow = { id, kind, name, created_at: createdAt };
  new Session(record).insert('create workspace', { table: 'workspace' }, row);
}

/** Throws a ConnectionError where its making was broken off. */
export function metaOf(record: Connection, folder: string): WorkspaceMeta {
  const meta = readMeta(record);
  if (meta !== undefined) return meta;
  throw new ConnectionError(`The workspace in ${folder} was never finished. Create it again.`, {
    code: 'NEVER_FINISHED',
    folder,
  });
}

export function noWorkspaceIn(folder: string): ConnectionError {
  return new ConnectionError(`There is no workspace in ${folder}. Choose another folder, or create one.`, {
    code: 'NO_WORKSPACE',
    folder,
  });
}

/** Longer than any that a workspace was ever given, in bytes. */
const longestText = 4_000;
/** What is longer is not even read: a list of workspaces reads what anybody has put among them. */
const metaQuery = `SELECT created_at,
  iif(octet_length(kind) > ${longestText}, '…', kind) AS kind,
  iif(octet_length(id) > ${longestText}, NULL, id) AS id,
  iif(octet_length(name) > ${longestText}, NULL, name) AS name
  FROM workspace`;
type ShortRow = Pick<WorkspaceRow, 'kind' | 'created_at'> & Record<'id' | 'name', string | null>;

/** Undefined before the workspace is made. Throws a RepositoryError for what no workspace of ours is called. */
export function readMeta(record: Connection): WorkspaceMeta | undefined {
  return new Session(record).find('read workspace', metaQuery, [], (row: ShortRow) => ({
    id: shortIn('workspace.id', row.id),
    kind: kindIn(row.kind),
    name: nameIn(shortIn('workspace.name', row.name)),
    createdAt: wholeIn('workspace.created_at', row.created_at),
  }));
}

function shortIn(column: string, text: string | null): string {
  return text ?? refuse(column, '…', `longer than ${longestText} bytes`);
}
