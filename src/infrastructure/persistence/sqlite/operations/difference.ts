/** What is not as it should be, in the table that is checked or in the one that is named. */
export type Difference = {
  /** Undefined where none can be named. */
  readonly row: string | undefined;
  readonly problem: string;
  readonly table?: string;
};

export function changed(row: string): Difference {
  return { row, problem: 'it is not what was recorded' };
}

/** Of a value that is made of other rows. */
export function unequal(row: string, column: string, stored: unknown, made: unknown): Difference {
  return { row, problem: `${column} is ${String(stored)}, and its rows make ${String(made)}` };
}
