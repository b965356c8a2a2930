import { sql } from 'drizzle-orm';
import { text } from 'drizzle-orm/sqlite-core';

/** Of the row's other columns (seal.ts). Rows that were there before seals got theirs in the migration. */
export function rowSeal() {
  return text()
    .notNull()
    .default(sql`''`);
}

/** A row as it is read and made; its seal is the session's to write. */
export type Unsealed<Row> = Omit<Row, 'seal'>;
