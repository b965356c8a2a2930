import { ok } from '#src/domain/result.ts';
import { inThousands } from './csv-decimals.ts';
import type { Read } from './read-cell.ts';

/** What a number stands with: its currency's sign, or the code before or behind it. */
const withCode = /^(?:([A-Z]{3,5})\s*)?([-+]?[\d.,'’\s]*\d)(?:\s*([A-Z]{3,5}))?$/;

/** Those that are of one currency alone: there are many dollars, and two currencies of ¥. */
const signs = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
]);

export type WrittenAmount = { readonly number: string; readonly code: string | undefined };

const plainNumber = /^-?[\d.]+$/;
/** As accountants write what is less than nothing. */
const inBrackets = /^\((.*\d.*)\)$/;

/** `$170.50` is 170.50 of some dollars, `170.50 USD` says of which; `($2.50)` is less than nothing. */
export function writtenAmount(text: string): WrittenAmount {
  if (plainNumber.test(text)) return { number: text, code: undefined };
  const bare = text
    .replaceAll(/\p{Sc}/gu, '')
    .replaceAll('−', '-')
    .trim();
  const [, bracketed] = inBrackets.exec(bare) ?? [];
  const [, before, written, behind] = withCode.exec(bracketed?.trim() ?? bare) ?? [];
  if (written === undefined || (bracketed !== undefined && /[-+]/.test(written)))
    return { number: text, code: undefined };
  const number = bracketed === undefined ? written.replace(/^\+/, '') : `-${written}`;
  return { number, code: before ?? behind ?? signs.get(/\p{Sc}/u.exec(text)?.[0] ?? '') };
}

/** Whether it says by itself that it is more than nothing, or less. */
export function isSigned(text: string): boolean {
  return /^[^\d]*[-+−(]/u.test(text);
}

/** `1,170.50`: a comma before three digits and a point are no two numbers. */
export function fromThousands(text: string): Read<string> {
  const [, fraction] = text.includes(',') ? (inThousands.exec(text) ?? []) : [];
  return ok(fraction === undefined ? text : text.replaceAll(',', ''));
}
