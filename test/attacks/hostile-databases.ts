/** What somebody else may have done to a database that looks like ours in every other respect. */
import type Database from 'better-sqlite3';

export type HostileDatabase = {
  readonly name: string;
  harm(record: Database.Database): void;
  /** How it is named where it is refused. */
  readonly says: RegExp;
};

/** Never comes to an end. */
const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';

function sql(name: string, says: RegExp, ...statements: readonly string[]): HostileDatabase {
  return { name, says, harm: (record) => statements.forEach((statement) => record.exec(statement)) };
}

/** Writes to the list of objects itself, as only a program without SQLite's defensive mode can. */
function rewritten(name: string, says: RegExp, statement: string): HostileDatabase {
  return {
    name,
    says,
    harm(record) {
      record.unsafeMode(true);
      record.pragma('writable_schema = ON');
      record.exec(statement);
      record.pragma('writable_schema = RESET');
    },
  };
}

/** SQLite reads the list of all tables before it answers anything at all: of hundreds of thousands, for ever. */
export function fillList(record: Database.Database, tables: number): void {
  record.unsafeMode(true);
  record.pragma('writable_schema = ON');
  record.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ${tables})
     INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
     SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || ' (a)' FROM n`,
  );
}

export const hostileDatabases: readonly HostileDatabase[] = [
  sql(
    'a trigger that sets every quantity to 7',
    /TRIGGER "seven" ON "orders"/,
    `CREATE TRIGGER seven AFTER INSERT ON orders BEGIN UPDATE orders SET quantity = '7' WHERE id = NEW.id; END`,
  ),
  sql(
    'a trigger that takes orders out',
    /TRIGGER "gone" ON "orders"/,
    'CREATE TRIGGER gone BEFORE UPDATE ON orders BEGIN SELECT RAISE(IGNORE); END',
  ),
  sql(
    'an endless view in the place of the workspace',
    /VIEW "workspace"/,
    'ALTER TABLE workspace RENAME TO hidden',
    `CREATE VIEW workspace AS ${endless}`,
  ),
  sql(
    'an endless view in the place of its migrations',
    /VIEW "migrations"/,
    'DROP TABLE migrations',
    `CREATE VIEW migrations AS ${endless}`,
  ),
  sql('one more view', /VIEW "orders_2"/, `CREATE VIEW orders_2 AS ${endless}`),
  sql('one more table', /TABLE "extra"/, 'CREATE TABLE extra (a)'),
  sql('a table whose name ends the quotes', /TABLE "a\\" ; drop"/, 'CREATE TABLE "a"" ; drop" (a)'),
  sql('a table whose name is a line', /TABLE "a\\nb"/, 'CREATE TABLE "a\nb" (a)'),
  sql('a table without a name', /TABLE ""/, 'CREATE TABLE "" (a)'),
  sql('a table with an endless name', /TABLE "x{60}…"/, `CREATE TABLE ${'x'.repeat(100_000)} (a)`),
  sql('an index that sorts otherwise', /INDEX "extra" ON "orders"/, 'CREATE INDEX extra ON orders (id DESC)'),
  sql('a virtual table', /TABLE "words"/, 'CREATE VIRTUAL TABLE words USING fts5(text)'),
  sql('a spatial table', /TABLE "places"/, 'CREATE VIRTUAL TABLE places USING rtree(id, a, b)'),
  sql('one more column', /TABLE "orders"/, 'ALTER TABLE orders ADD extra TEXT'),
  sql('a lost index', /INDEX "orders_/, 'DROP INDEX orders_time'),
  {
    name: 'thousands of tables',
    harm: (record) => fillList(record, 5_000),
    says: /list of its tables and indexes is damaged, or longer/,
  },
  rewritten(
    'another generated column',
    /TABLE "orders"/,
    `UPDATE sqlite_schema SET sql = replace(sql, 'CAST(quantity AS REAL)', 'CAST(7 AS REAL)') WHERE name = 'orders'`,
  ),
  rewritten(
    'a check that refuses every order',
    /TABLE "orders"/,
    `UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL,', 'NOT NULL CHECK (0),') WHERE name = 'orders'`,
  ),
  {
    name: 'the number of another program',
    harm: (record) => void record.pragma('application_id = 1'),
    says: /is a database of another program/,
  },
  {
    name: 'a version that it does not have',
    harm: (record) => void record.pragma('user_version = 3'),
    says: /is not laid out as Tapedeck makes it/,
  },
  {
    name: 'a version below nothing',
    harm: (record) => void record.pragma('user_version = -1'),
    says: /is not laid out as Tapedeck makes it/,
  },
  {
    name: 'a version of tomorrow, and a trigger',
    harm(record) {
      record.pragma('user_version = 4000');
      record.exec('CREATE TRIGGER later AFTER INSERT ON orders BEGIN SELECT 1; END');
    },
    says: /TRIGGER "later" ON "orders"/,
  },
  {
    name: 'a version of tomorrow, and an endless view',
    harm(record) {
      record.pragma('user_version = 4000');
      record.exec('DROP TABLE workspace');
      record.exec(`CREATE VIEW workspace AS ${endless}`);
    },
    says: /VIEW "workspace"/,
  },
  {
    // Twenty of these took half a minute, and six gigabytes, wherever the workspaces were listed.
    name: 'a version of tomorrow, and a name that is computed',
    harm(record) {
      record.pragma('user_version = 4000');
      record.exec(
        `ALTER TABLE workspace DROP name;
         ALTER TABLE workspace ADD name TEXT AS (instr(hex(zeroblob(1000000)), 'x') || id) VIRTUAL`,
      );
    },
    says: /TABLE "workspace"/,
  },
  {
    name: 'a version of tomorrow, and a name that is computed beside what ours is, in a comment',
    harm(record) {
      record.pragma('user_version = 4000');
      record.exec(
        `ALTER TABLE workspace DROP name;
         ALTER TABLE workspace ADD name TEXT /* GENERATED ALWAYS AS (CAST(quantity AS REAL)) VIRTUAL */ AS (id || id)`,
      );
    },
    says: /TABLE "workspace"/,
  },
];
