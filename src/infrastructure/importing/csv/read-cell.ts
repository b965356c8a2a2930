import type { Result } from '#src/domain/result.ts';
import type { RowEnd } from '#src/domain/row-end.ts';

/** What a cell's text is, or what is wrong with it. */
export type Read<Value> = Result<Value, RowEnd>;
