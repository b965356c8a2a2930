import { rowEnds, type RowEnd } from '#src/domain/row-end.ts';
import { codeWords, type Shown } from './coded-words.ts';

/** Why a row of a file is not imported, and what to write instead. */
export function rowEndWords(end: RowEnd, shown: Shown): string {
  return codeWords('row', rowEnds, end, shown);
}
