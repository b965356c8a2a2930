/** What a column holds and a statement is given. */
export type SqlValue = string | number | null;
