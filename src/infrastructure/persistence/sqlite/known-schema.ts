/**
 * Whether a file has the tables and indexes that the migrations make, and nothing else. A trigger, a view or another
 * generated column would change what is recorded while every checksum holds, and a view can run for ever. So this is
 * asked before anything else of a file is read, and needs nothing of it but its own list of objects.
 */
import Database from 'better-sqlite3';

import { ForeignSchemaError } from '#src/ports/store-errors.ts';
import type { Migration } from './migration-files.ts';

type SchemaObject = {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  /** Null of an index that a PRIMARY KEY or UNIQUE makes. */
  readonly sql: string | null;
};

/** What ANALYZE leaves behind, in SQLite's own words: hints for its planner, which every page does without. */
const statistics = {
  sqlite_stat1: 'CREATE TABLE sqlite_stat1(tbl,idx,stat)',
  sqlite_stat4: 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)',
};
const longestName = 60;
const mostNamed = 3;

/** By the digests of the migrations that make it. */
const made = new Map<string, ReadonlyMap<string, SchemaObject>>();

/** Throws a ForeignSchemaError that names what the file should not have, or lacks. */
export function assertKnownSchema(database: Database.Database, migrations: readonly Migration[]): void {
  const strange = strangeObjects(database, migrations);
  const [first] = strange;
  if (first === undefined) return;
  const told = strange.slice(0, mostNamed).map(({ code, object }) => `${code} ${object}`);
  throw new ForeignSchemaError(
    `${database.name} is not laid out as Tapedeck makes it: ${told.join(', ')}. Nothing in it was used.`,
    { ...first, file: database.name, others: strange.length - 1 },
  );
}

export type StrangeObject = {
  readonly code: 'SCHEMA_HAS' | 'SCHEMA_LACKS' | 'SCHEMA_DIFFERS';
  /** As SQL names it. */
  readonly object: string;
};

/**
 * One for each object. Nobody here knows the layout of a file from a newer version: it may have more
 * tables and indexes, but nothing that acts by itself, or that is computed otherwise than here.
 */
export function strangeObjects(
  database: Database.Database,
  migrations: readonly Migration[],
): readonly StrangeObject[] {
  const version = Number(database.pragma('user_version', { simple: true }));
  const found = objectsOf(database);
  if (version > migrations.length) {
    const computed = computedIn(knownObjects(migrations));
    return [...found.values()]
      .filter((object) => !isPassive(object, computed))
      .map((object) => ({ code: 'SCHEMA_HAS', object: nameOf(object) }));
  }
  const known = knownObjects(migrations.slice(0, Math.max(version, 0)));
  return [
    ...[...found].flatMap(([key, object]): readonly StrangeObject[] => {
      const expected = known.get(key);
      const named = nameOf(object);
      if (expected === undefined) return isStatistics(object) ? [] : [{ code: 'SCHEMA_HAS', object: named }];
      return isSame(object, expected) ? [] : [{ code: 'SCHEMA_DIFFERS', object: named }];
    }),
    ...[...known].flatMap(([key, object]): readonly StrangeObject[] =>
      found.has(key) ? [] : [{ code: 'SCHEMA_LACKS', object: nameOf(object) }],
    ),
  ];
}

function knownObjects(migrations: readonly Migration[]): ReadonlyMap<string, SchemaObject> {
  const key = migrations.map(({ digest }) => digest).join(' ');
  const known = made.get(key);
  if (known !== undefined) return known;
  const database = new Database(':memory:');
  try {
    database.pragma('foreign_keys = OFF');
    for (const { sql } of migrations) database.exec(sql);
    const objects = objectsOf(database);
    made.set(key, objects);
    return objects;
  } finally {
    database.close();
  }
}

function objectsOf(database: Database.Database): ReadonlyMap<string, SchemaObject> {
  // What acts by itself comes first: triggers and views.
  const objects = database
    .prepare<[], SchemaObject>(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type IN ('table', 'index')",
    )
    .all();
  return new Map(objects.map((object) => [`${object.type} ${object.name}`, object]));
}

function isSame(left: SchemaObject, right: SchemaObject): boolean {
  return left.tbl_name === right.tbl_name && left.sql === right.sql;
}

function isStatistics({ type, name, sql }: SchemaObject): boolean {
  return type === 'table' && Object.entries(statistics).some(([own, text]) => name === own && sql === text);
}

function isPassive({ type, sql }: SchemaObject, computed: readonly string[]): boolean {
  if (type === 'index') return true;
  if (type !== 'table' || sql === null || !/^CREATE TABLE /i.test(sql)) return false;
  // Without the word no column is computed, whatever else the text holds. One alone could take minutes and gigabytes a row.
  return !/\bAS\b/i.test(computed.reduce((rest, known) => rest.replaceAll(known, ''), sql));
}

/** What the columns that are computed are made of. */
function computedIn(objects: ReadonlyMap<string, SchemaObject>): readonly string[] {
  return [...objects.values()].flatMap(({ sql }) => sql?.match(/GENERATED ALWAYS AS \(.*?\) VIRTUAL/g) ?? []);
}

/** Names come from the file: quoted, and cut short. */
function nameOf({ type, name, tbl_name }: SchemaObject): string {
  const what = ['table', 'index', 'view', 'trigger'].includes(type) ? type : 'object';
  const on = type === 'trigger' || type === 'index' ? ` ON ${quoted(tbl_name)}` : '';
  return `${what.toUpperCase()} ${quoted(name)}${on}`;
}

function quoted(name: string): string {
  return JSON.stringify(name.length > longestName ? `${name.slice(0, longestName)}…` : name);
}
