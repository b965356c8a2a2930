import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A link of the table's hash chain, in base64url. Rows that were there before the chain got theirs in its migration. */
export function chainHash() {
  return text()
    .notNull()
    .default(sql`''`);
}

/** Who did what to what, beside the orders' own history. */
export const audit = sqliteTable('audit', {
  seq: integer().primaryKey(),
  time: integer().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  detail: text().notNull(),
  hash: chainHash(),
});

/** The end of each chain, which tells when rows were cut off. Kept in the unit of work that appends. */
export const chainHeads = sqliteTable('chain_heads', {
  name: text().primaryKey(),
  seq: integer().notNull(),
  count: integer().notNull(),
  hash: text().notNull(),
});

export type AuditRow = typeof audit.$inferSelect;
export type ChainHeadRow = typeof chainHeads.$inferSelect;
