import type { SqlValue } from './sql-value.ts';
/**
 * Many rows as one JSON text, which SQLite takes apart itself: binding their values one by one costs as much as
 * writing them.
 */

export type PackedRows = {
  /** What all rows have in common, by column; undefined where they differ. */
  readonly shared: readonly (SqlValue | undefined)[];
  /** An array of the other values of each row. */
  readonly json: string;
};

/** Undefined where JSON would not keep what they hold. */
export function packRows(rows: readonly (readonly SqlValue[])[]): PackedRows | undefined {
  const [first = []] = rows;
  const shared = first.map((value, at) => (rows.every((row) => row[at] === value) ? value : undefined));
  const own = shared.flatMap((value, at) => (value === undefined ? at : []));
  const others: SqlValue[][] = [];
  for (const row of rows) {
    const kept: SqlValue[] = [];
    for (const at of own) {
      const value = row[at] ?? null;
      // SQLite does not read every fraction as it was written.
      if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
      kept.push(value);
    }
    others.push(kept);
  }
  const json = JSON.stringify(others);
  // Half a character, or a control character, is written as an escape.
  return json.includes('\\u') ? undefined : { shared, json };
}

/** Takes the parameters, and gives the rows in their order. */
export function packedSelect({ shared }: PackedRows): string {
  let own = 0;
  const cells = shared.map((value) => (value === undefined ? `value ->> ${own++}` : '?'));
  return `SELECT ${cells.join(', ')} FROM jsonb_each(?) WHERE TRUE`;
}

export function packedParameters({ shared, json }: PackedRows): readonly SqlValue[] {
  return [...shared.filter((value) => value !== undefined), json];
}
