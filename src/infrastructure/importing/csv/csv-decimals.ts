import { err, ok } from '#src/domain/result.ts';
import type { Read } from './read-cell.ts';
import { shown } from './csv-values.ts';

/** How a file writes the decimal sign: so many numbers of it prove the one or the other. */
export type Decimals = '.' | ',' | 'mixed';

const number = /^[-+(]?\p{Sc}?\s?[\d.,'’\s]*\d\)?$/u;
/** Groups of three digits behind commas. No first group begins with a nought: 0,125 has a decimal comma. */
export const inThousands = /^-?[1-9]\d{0,2}(?:,\d{3})+(\.\d+)?$/;
const thousands = /^-?\d{1,3}[.,]\d{3}$/;

/** The sign that a cell proves: `0,5`, `1.234,50`; `1,234` may be either, and a date is no number. */
function provenBy(cell: string): '.' | ',' | undefined {
  if (!number.test(cell)) return undefined;
  const plain = cell.replaceAll(/[^\d.,-]/g, '');
  const signs = plain.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  if (last !== '.' && last !== ',') return undefined;
  const isOnce = signs.filter((sign) => sign === last).length === 1;
  // The first sign once and the other before it: that one is the thousands'. Twice the same is a date, or thousands.
  if (!isOnce) return undefined;
  if (signs.length > 1) return /^-?\d{1,3}(?:[.,]\d{3})*[.,]\d+$/.test(plain) ? last : undefined;
  return thousands.test(plain) && !/^-?0/.test(plain) ? undefined : last;
}

/** What the numbers of the first rows prove together. */
export function decimalsOf(rows: readonly (readonly string[])[]): Decimals | undefined {
  const proven = new Set(rows.flatMap((cells) => cells.map((cell) => provenBy(cell.trim()))));
  if (proven.has('.') && proven.has(',')) return 'mixed';
  if (proven.has(',')) return ',';
  return proven.has('.') ? '.' : undefined;
}

/** The number with a point; undefined where it may be two, and the file does not say which. */
export function inDecimals(text: string, decimals: Decimals | undefined): Read<string> | undefined {
  if (!/[.,]/.test(text)) return ok(text);
  if (decimals === ',') return fromDecimalComma(text);
  if (decimals === '.') return provenBy(text) === ',' ? err(isComma(text)) : ok(text);
  const compact = text.replaceAll(/[^\d.,-]/g, '');
  return thousands.test(compact) || provenBy(text) === ',' ? undefined : ok(text);
}

/** 1.234,50 and 1 234,50 are 1234.50, and 1,5E-6 is as spreadsheets write small numbers; a point anywhere else is no thousands', and not guessed at. */
export function fromDecimalComma(text: string): Read<string> {
  if (text === '') return ok(text);
  const compact = text.replaceAll(/[\s'’]/gu, '');
  if (/^[-+]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?(?:e[+-]?\d+)?$/i.test(compact)) {
    return ok(compact.replaceAll('.', '').replace(',', '.').replace(/^\+/, ''));
  }
  return err({ code: 'NOT_DECIMAL_COMMA', text: shown(text) });
}

function isComma(text: string) {
  const plain = fromDecimalComma(text);
  const code = 'NOT_PLAIN_NUMBER' as const;
  return { code, text: shown(text), plain: plain.ok ? shown(plain.value) : shown(text) };
}
