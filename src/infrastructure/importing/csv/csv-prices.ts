import { ok } from '#src/domain/result.ts';
import type { Read } from './read-cell.ts';

/** What a number stands with: its currency's sign, or the code before or behind it. */
const withCode = /^(?:([A-Z]{3,5})\s*)?([-+]?[\d.,'’\s]*\d)(?:\s*([A-Z]{3,5}))?$/;
const inThousands = /^-?[1-9]\d{0,2}(?:,\d{3})+\.\d+$/;

/** Those that are of one currency alone: there are many dollars, and two currencies of ¥. */
const signs = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
]);

export type WrittenAmount = { readonly number: string; readonly code: string | undefined };

const plainNumber = /^-?[\d.]+$/;

/** `$170.50` is 170.50 of some dollars, `170.50 USD` says of which. */
export function writtenAmount(text: string): WrittenAmount {
  if (plainNumber.test(text)) return { number: text, code: undefined };
  const [, before, number, behind] = withCode.exec(text.replaceAll(/\p{Sc}/gu, '').trim()) ?? [];
  if (number === undefined) return { number: text, code: undefined };
  return { number, code: before ?? behind ?? signs.get(/\p{Sc}/u.exec(text)?.[0] ?? '') };
}

/** `1,170.50`: a comma before three digits and a point are no two numbers. */
export function fromThousands(text: string): Read<string> {
  return ok(text.includes(',') && inThousands.test(text) ? text.replaceAll(',', '') : text);
}
