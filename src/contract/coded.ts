import { z } from 'zod';

import { isCoded, type Coded, type CodeTable, type Said } from '#src/domain/coded.ts';

/** A code of the table with its values. */
export function coded<Table extends CodeTable>(table: Table) {
  return z.custom<Coded<Table>>((value) => isCoded(value, table));
}

/** As `coded`, or what a venue or an earlier version said: it is quoted. */
export function said<Table extends CodeTable>(table: Table) {
  return z.custom<Said<Table>>((value) => typeof value === 'string' || isCoded(value, table));
}

/** As `coded`, of a table that comes with the part of the page which says it: the values are not held against it. */
export function codedApart<Code extends { readonly code: string }>() {
  return z.custom<Code>(
    (value) =>
      typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string',
  );
}
