import { err, ok } from '#src/domain/result.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import { shown } from '#src/infrastructure/importing/csv/csv-values.ts';

/** A share by its ticker, its ISIN or its name, in capitals and with single spaces. */
export function readShare(text: string): Read<string> {
  const name = text.toUpperCase().replaceAll(/\s+/gu, ' ');
  if (/^[\p{L}\p{N}][\p{L}\p{N} .,'()*$+/&-]{0,79}$/u.test(name)) return ok(name);
  return err({ code: 'NOT_A_SHARE', text: shown(text) });
}
