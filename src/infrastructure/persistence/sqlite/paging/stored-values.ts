import { conjunction, sourceOf, unionOf, within, type Condition, type Place } from './conditions.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

/** Which values of an index's column, behind those that its places fix. */
export type WantedValues = {
  readonly table: string;
  readonly index: string | undefined;
  readonly places: readonly Place[];
  readonly column: string;
  readonly ascending: boolean;
  /** Behind this one. */
  readonly behind?: SqlValue | undefined;
  readonly among: readonly Condition[];
  readonly most: number;
};

/** In their order, from one to the next by a look into the index: a DISTINCT would read all of it. */
export function storedValues(session: Session, wanted: WantedValues): readonly SqlValue[] {
  const { table, index, places, column, ascending, behind, among, most } = wanted;
  const next = ascending ? 'min' : 'max';
  const beyond = `${column} ${ascending ? '>' : '<'}`;
  const nextBy = (bounds: readonly Condition[]): Condition => {
    const each = unionOf(places, (place) => {
      // Of several bounds SQLite begins at the first.
      const { sql, values } = conjunction([...within(place), ...bounds, ...among]);
      return {
        sql: `SELECT ${next}(${column}) AS value FROM ${sourceOf(table, index)} WHERE ${sql}`,
        values,
      };
    });
    return { sql: `SELECT ${next}(value) FROM (${each.sql})`, values: each.values };
  };
  const first = nextBy(behind === undefined ? [] : [{ sql: `${beyond} ?`, values: [behind] }]);
  const further = nextBy([{ sql: `${beyond} stored.value`, values: [] }]);
  return session.list(
    `values of ${column} of ${table}`,
    `WITH RECURSIVE stored (value) AS (
       ${first.sql} UNION ALL SELECT (${further.sql}) FROM stored WHERE value IS NOT NULL
     ) SELECT value FROM stored WHERE value IS NOT NULL LIMIT ${most}`,
    [...first.values, ...further.values],
    (row: { readonly value: SqlValue }) => row.value,
  );
}
