/** Pieces of statements on one table, with their values. */
import { placeholders } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] };

/** `column` is one of `values`. */
export type Filter = { readonly column: string; readonly values: readonly SqlValue[] };

/** What lies together in an index: its first columns hold these. */
export type Place = readonly { readonly column: string; readonly value: SqlValue }[];

const placesStep = 16;

export function anyOf({ column, values }: Filter): Condition {
  return { sql: `${column} IN (${placeholders(values)})`, values };
}

/** SQLite prepares a statement anew for each value that it compares with `=` and sorts behind: `+` hides it. */
export function within(place: Place): readonly Condition[] {
  return place.map(({ column, value }) => ({ sql: `${column} = +?`, values: [value] }));
}

export function conjunction(conditions: readonly Condition[]): Condition {
  return {
    sql: ['TRUE', ...conditions.map((condition) => condition.sql)].join(' AND '),
    values: conditions.flatMap((condition) => condition.values),
  };
}

export function sourceOf(table: string, index: string | undefined): string {
  return index === undefined ? table : `${table} INDEXED BY ${index}`;
}

export function unionOf(places: readonly Place[], select: (place: Place) => Condition): Condition {
  const selects = padded(places).map(select);
  return {
    sql: selects.map(({ sql }) => sql).join(' UNION ALL '),
    values: selects.flatMap(({ values }) => values),
  };
}

/** With places that hold nothing: a statement for each number of them would be prepared, and kept, otherwise. */
function padded(places: readonly Place[]): readonly Place[] {
  const [first] = places;
  if (first === undefined || places.length <= placesStep) return places;
  const empty = first.map(({ column }) => ({ column, value: null }));
  const missing = Math.ceil(places.length / placesStep) * placesStep - places.length;
  return [...places, ...Array.from({ length: missing }, () => empty)];
}
