/** What may lie beside a file of trades: what a person chose for it, and what must come of it. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

import { importMapping } from '#src/contract/imports.ts';

const columnKeys = importMapping.shape.columns.shape;

/** `NAME.profile.json` */
const profile = z.strictObject({
  /** By the column's key its name in the file, for a file that no format knows. */
  columns: z.partialRecord(z.enum(Object.keys(columnKeys)), z.string()).optional(),
  /** Where no column says the side. */
  direction: importMapping.shape.direction,
  times: importMapping.shape.times.optional(),
  decimal: importMapping.shape.decimal.optional(),
  /** To what the preview asks, by the ids of its questions. */
  answers: z.record(z.string(), z.string()).optional(),
  /** Goes with the commit as it is: what the trader decides in the preview. */
  commit: z.record(z.string(), z.unknown()).optional(),
});
export type Profile = z.infer<typeof profile>;

/** `NAME.expected.json`; what is left out is not compared. */
const expectation = z.strictObject({
  /** By asset what is held of it in the end, as decimals; what is not named must not be held. */
  balances: z.record(z.string(), z.string()).optional(),
  fills: z.number().int().optional(),
  movements: z.number().int().optional(),
  passedOver: z.number().int().optional(),
  refused: z.number().int().optional(),
  /** The code with which the whole file is refused. */
  unreadable: z.string().optional(),
});
export type Expectation = z.infer<typeof expectation>;

export const besidePattern = /\.(?:profile|expected)\.json$/u;

export const profileOf = (path: string): Profile => profile.parse(readJson(`${path}.profile.json`) ?? {});

export function expectationOf(path: string): Expectation | undefined {
  const found = readJson(`${path}.expected.json`);
  return found === undefined ? undefined : expectation.parse(found);
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
