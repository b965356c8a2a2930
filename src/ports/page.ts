/** Where a keyset page starts: opaque text that a page returned. */
export type Cursor = string;

/** Rows in the query's order; `next` and `previous` are undefined at the ends. */
export type Page<Row> = {
  readonly rows: readonly Row[];
  readonly next: Cursor | undefined;
  readonly previous: Cursor | undefined;
};

/** `after` continues in the query's order, `before` goes back; at most one of the two. */
export type PageRequest = {
  readonly limit: number;
  readonly after?: Cursor | undefined;
  readonly before?: Cursor | undefined;
};

/** Of a list that is read forwards only. */
export type PageAfter = Pick<PageRequest, 'limit' | 'after'>;

export type SortDirection = 'ascending' | 'descending';

/** `exact` is false where there are more rows than were counted. */
export type Count = { readonly count: number; readonly exact: boolean };
