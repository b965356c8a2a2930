/** Between columns and values, refusing what no version of ours has written. */
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { Money } from '#src/domain/money.ts';
import { everyHiding } from '#src/domain/unseen.ts';
import { IntegrityError, RepositoryError } from '#src/ports/store-errors.ts';

/** Bytes: what is longer is no decimal. */
export const longestNumber = 200;

export function orNull<Value>(value: Value | undefined): Value | null {
  return value ?? null;
}

export function orUndefined<Value>(value: Value | null): Value | undefined {
  return value ?? undefined;
}

/** Throws an IntegrityError for what could not be read again: nothing is written then. */
export function decimalText(value: Decimal): string;
export function decimalText(value: Decimal | undefined): string | null;
export function decimalText(value: Decimal | undefined): string | null {
  return value === undefined ? null : readable(value.toString());
}

/** Decimals and names in one text, likewise. */
export function jsonText(value: object): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? readable(each) : each));
}

function readable(text: string): string {
  if (text.length <= longestNumber) return text;
  throw new IntegrityError(
    `"${text.slice(0, 40)}…" has ${text.length} digits, of which ${longestNumber} can be read again`,
  );
}

/** `column` is table.column. */
export function decimalIn(column: string, text: string): Decimal {
  return Decimal.parse(text) ?? refuse(column, text, 'no decimal number');
}

export function optionalDecimalIn(column: string, text: string | null): Decimal | undefined {
  return text === null ? undefined : decimalIn(column, text);
}

export function moneyIn(column: string, code: string | null, amount: string | null): Money | undefined {
  if (code === null || amount === null) return undefined;
  return { currency: currency(code), amount: decimalIn(column, amount) };
}

/** The last time that a date can be made of; a count is less. */
const most = 8_640_000_000_000_000;

/**
 * A time or a count. A flipped bit in a row's header may make an INTEGER column hold any number, whatever the table's
 * strictness.
 */
export function wholeIn(column: string, value: number): number {
  return Number.isInteger(value) && value >= 0 && value <= most
    ? value
    : refuse(column, String(value), 'no time and no count');
}

export function optionalWholeIn(column: string, value: number | null): number | undefined {
  return value === null ? undefined : wholeIn(column, value);
}

/** A place in a source, which may be before the first that was known. */
export function optionalPlaceIn(column: string, value: number | null): number | undefined {
  if (value === null) return undefined;
  return Number.isSafeInteger(value) ? value : refuse(column, String(value), 'no place');
}

/** Letters of a name: far more than one has that was given here. */
const longestName = 1_000;

/** A record may come from anywhere: all that is told at once of an open workspace has to go into one answer. */
export function toLength(text: string): string {
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
}

/** A name as it is shown: what would hide in one, or turn the words and figures around it, is seen. */
export function nameIn(text: string): string {
  return toLength(text).replaceAll(everyHiding, '\uFFFD');
}

export function flagIn(column: string, value: number): boolean {
  if (value !== 0 && value !== 1) refuse(column, String(value), 'neither 0 nor 1');
  return value === 1;
}

/** A reader of a column that holds one of `texts`. */
export function oneOf<Text extends string>(column: string, texts: readonly Text[]): (text: string) => Text {
  const known = new Map<string, Text>(texts.map((text) => [text, text]));
  return (text) => known.get(text) ?? refuse(column, text, 'unknown to this version');
}

export function refuse(column: string, text: string, why: string): never {
  throw new RepositoryError(`${column} holds "${text.slice(0, 60)}", which is ${why}`);
}
