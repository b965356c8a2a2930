import type { FindingProblem } from '#src/domain/finding.ts';

/** What is not as it should be, in the table that is checked or in the one that is named. */
export type Difference = {
  /** Undefined where none can be named. */
  readonly row: string | undefined;
  readonly problem: FindingProblem;
  readonly table?: string;
};

export function changed(row: string): Difference {
  return { row, problem: { code: 'CHANGED' } };
}

/** Of a value that is made of other rows. */
export function unequal(row: string, column: string, stored: unknown, made: unknown): Difference {
  const values = { column, stored: String(stored), made: String(made) };
  return { row, problem: { code: 'DIFFERS_FROM_ROWS', ...values } };
}
