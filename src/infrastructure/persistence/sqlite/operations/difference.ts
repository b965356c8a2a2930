/** A row that is not what it should be: of the table that is checked, or of the one that is named. */
export type Difference = { readonly row: string; readonly problem: string; readonly table?: string };

export function changed(row: string): Difference {
  return { row, problem: 'it is not what was recorded' };
}

/** Of a value that is made of other rows. */
export function unequal(row: string, column: string, stored: unknown, made: unknown): Difference {
  return { row, problem: `${column} is ${String(stored)}, and its rows make ${String(made)}` };
}
