import { Decimal } from '#src/domain/decimal.ts';

/** As the contract has a value: every decimal as its text. */
export type InText<Value> = Value extends Decimal
  ? string
  : Value extends string | number | boolean | undefined
    ? Value
    : { -readonly [Key in keyof Value]: InText<Value[Key]> };

/** A copy, of a value whose fields are all for the screen. */
export function inText<Value>(value: Value): InText<Value>;
export function inText(value: unknown): unknown {
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return value.map((item: unknown) => inText(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, inText(field)]));
}
