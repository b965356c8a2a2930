/**
 * Goes through every row that a filter leaves, and counts it. SQLite adds up floating point numbers alone, so the amounts
 * are read and added up here. It belongs on a thread of its own.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { createDays } from '#src/domain/days.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import { GroupTally } from '#src/domain/group-tally.ts';
import type { FeeSchedule } from '#src/domain/fee-schedule.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { inText } from '#src/domain/in-text.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { SumName } from '#src/domain/groupings.ts';
import type { GroupQuestion, GroupsNotRead, ReadGroups } from '#src/ports/group-reader.ts';
import type { Connection } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { everyRow } from '#src/infrastructure/persistence/sqlite/paging/filtered-page.ts';
import { feeScheduleFromRow } from '#src/infrastructure/persistence/sqlite/rows/fee-schedule-row.ts';
import { instrumentFromRow } from '#src/infrastructure/persistence/sqlite/rows/instrument-row.ts';
import { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';
import { mostGroups, rowsAtOnce } from './limits.ts';
import { columnOf, queryOf, talliedTables, tradedIn } from './tallied-rows.ts';

/** Of one state of the record, whatever is written meanwhile. The connection is for reading, and for nothing else. */
export async function readGroups(
  connection: Connection,
  question: GroupQuestion,
  signal: AbortSignal,
): Promise<Result<ReadGroups, GroupsNotRead>> {
  const { database } = connection;
  database.exec('BEGIN');
  try {
    return await tallyRows(database, new Session(connection), question, signal);
  } finally {
    database.exec('COMMIT');
  }
}

async function tallyRows(
  database: Database.Database,
  session: Session,
  question: GroupQuestion,
  signal: AbortSignal,
): Promise<Result<ReadGroups, GroupsNotRead>> {
  const { sums, columns, add } = talliedTables[question.table];
  const instruments = readInstruments(session);
  const schedules = readSchedules(session);
  const schedulesOf = (account: string) => schedules.get(account) ?? [];
  const column = columnOf(question);
  const isDay = question.by === 'day';
  const dayOf = createDays({ zone: question.zone, hour: 0 });
  const { sql, values } = everyRow(session, queryOf(question), [`${column ?? 'NULL'} AS key`, ...columns]);
  const tally = new GroupTally<SumName>(sums);
  let read = 0;
  for (const row of database.prepare<SqlValue[], never>(sql).iterate(...values)) {
    const { key, instrument_id: instrument }: Tallied = row;
    const group = tally.count(typeof key === 'number' && isDay ? String(dayOf(key).from) : textOf(key));
    add(group, row, tradedIn(instruments, instrument), schedulesOf);
    read += 1;
    if (read % rowsAtOnce > 0) continue;
    if (tally.size > mostGroups) return err({ code: 'TOO_MANY_GROUPS', most: mostGroups });
    await turnOfTheLoop();
    if (signal.aborted) return err({ code: 'STOPPED' });
  }
  if (tally.size > mostGroups) return err({ code: 'TOO_MANY_GROUPS', most: mostGroups });
  const { groups, total } = tally.result();
  const untilOf = (key: string | undefined) =>
    isDay && key !== undefined ? Math.min(dayOf(Number(key)).to, lastTime) : undefined;
  return ok({
    groups: groups.map((group) => ({ ...inText(group), until: untilOf(group.key) })),
    total: { ...inText(total), until: undefined },
  });
}

type Tallied = { readonly key: SqlValue; readonly instrument_id: string };

function textOf(key: SqlValue): string | undefined {
  return key === null ? undefined : String(key);
}

function readInstruments(session: Session): ReadonlyMap<string, Instrument> {
  const all = session.list('how instruments are traded', 'SELECT * FROM instruments', [], instrumentFromRow);
  return new Map(all.map((instrument) => [instrument.id, instrument]));
}

function readSchedules(session: Session): ReadonlyMap<string, readonly FeeSchedule[]> {
  const all = session.list('fee schedules', 'SELECT * FROM fee_schedules', [], feeScheduleFromRow);
  return Map.groupBy(all, ({ accountId }) => accountId);
}
