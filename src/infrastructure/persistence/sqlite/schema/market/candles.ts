/** Market data: prices stay the venue's own text. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const migrations = sqliteTable('migrations', {
  version: integer().primaryKey(),
  name: text().notNull(),
  digest: text().notNull(),
  applied_at: integer().notNull(),
});

export const candles = sqliteTable(
  'candles',
  {
    instrument_id: text().notNull(),
    interval: text().notNull(),
    open_time: integer().notNull(),
    open: text().notNull(),
    high: text().notNull(),
    low: text().notNull(),
    close: text().notNull(),
    volume: text().notNull(),
    closed: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.instrument_id, table.interval, table.open_time] })],
);

export type CandleRow = typeof candles.$inferSelect;
