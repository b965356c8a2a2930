import { z } from 'zod';

import {
  hasCode,
  isCause,
  isCoded,
  type Coded,
  type CodeTable,
  type Said,
  type Cause,
} from '#src/domain/coded.ts';

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
  return z.custom<Code>(hasCode);
}

/** Why something failed: a code, or what was thrown in its own words. */
export const cause = z.custom<Cause>(isCause);
