import { Decimal } from './decimal.ts';

/** As plain data: every decimal as its text. So a value goes to the screen, and to another thread. */
export type InText<Value> = Value extends Decimal
  ? string
  : Value extends string | number | boolean | undefined
    ? Value
    : { -readonly [Key in keyof Value]: InText<Value[Key]> };

/** A copy, with all of its fields. */
export function inText<Value>(value: Value): InText<Value>;
export function inText(value: unknown): unknown {
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return value.map((item: unknown) => inText(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, inText(field)]));
}
