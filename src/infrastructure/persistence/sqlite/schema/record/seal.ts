import { integer } from 'drizzle-orm/sqlite-core';

/** Of the row's other columns (seal.ts). Null only until its migration has sealed the rows that were there before. */
export function rowSeal() {
  return integer();
}

/** A row as it is read and made; its seal is the session's to write. */
export type Unsealed<Row> = Omit<Row, 'seal'>;
