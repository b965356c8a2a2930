import type { SqlValue } from './session.ts';

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
  if (rows.some((row) => own.some((at) => isFraction(row[at])))) return undefined;
  const json = JSON.stringify(rows.map((row) => own.map((at) => row[at])));
  // Half a character, or a control character, is written as an escape.
  return json.includes('\\u') ? undefined : { shared, json };
}

/** SQLite does not read every fraction as it was written. */
function isFraction(value: SqlValue | undefined): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value);
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

export function unpackRows({ shared, json }: PackedRows): readonly (readonly SqlValue[])[] {
  const rows: readonly (readonly SqlValue[])[] = JSON.parse(json);
  return rows.map((row) => {
    let own = 0;
    return shared.map((value) => (value === undefined ? (row[own++] ?? null) : value));
  });
}
