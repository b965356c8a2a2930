/** Values as a schema of the contract describes them, made from the schema itself. */
import * as fc from 'fast-check';
import { z } from 'zod';
import type { KnownNames } from './known-names.ts';

type AnySchema = z.core.$ZodType;

/** `under` is the name of the field, by which known names are found. */
export function valuesOf(schema: AnySchema, names: KnownNames, under = ''): fc.Arbitrary<unknown> {
  const inner = (part: AnySchema, field = under) => valuesOf(part, names, field);
  if (schema instanceof z.ZodOptional) {
    return fc.option(inner(schema.def.innerType), { nil: undefined, freq: 2 });
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.def.shape);
    return fc.record(Object.fromEntries(fields.map(([name, part]) => [name, inner(part, name)])));
  }
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.def.options.map((option) => inner(option)));
  if (schema instanceof z.ZodArray) return fc.array(inner(schema.def.element), { maxLength: 4 });
  if (schema instanceof z.ZodTuple) return fc.tuple(...schema.def.items.map((item) => inner(item)));
  if (schema instanceof z.ZodRecord) {
    const keys = inner(schema.def.keyType).map(String);
    return fc.dictionary(keys, inner(schema.def.valueType), { maxKeys: 4 });
  }
  // What the screen sends is what goes in.
  if (schema instanceof z.ZodPipe) return inner(schema.def.in);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...Object.values(schema.def.entries));
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.def.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return numbersOf(schema);
  if (schema instanceof z.ZodString) {
    return fc.oneof(
      { weight: 7, arbitrary: knownOr(names, under, textsOf(schema)) },
      { weight: 1, arbitrary: textsOf(schema) },
    );
  }
  if (schema instanceof z.ZodISODate)
    return fc.constantFrom('2025-12-31', '1970-01-02', '2024-02-29', '9999-12-31', '0001-01-01');
  if (schema instanceof z.ZodType && schema.def.type === 'string') return fc.uuid();
  throw new TypeError(`no values are known of the schema under "${under}"`);
}

function knownOr(names: KnownNames, under: string, texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(), texts).map(([number, text]) => names.pick(under, number) ?? text);
}

function numbersOf({ minValue, maxValue }: z.ZodNumber): fc.Arbitrary<number> {
  const least = Math.max(minValue ?? Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER);
  const most = Math.min(maxValue ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const ends = [least, most, Math.min(least + 1, most)];
  return fc.oneof(
    fc.constantFrom(...ends),
    fc.integer({ min: least, max: most }),
    fc.integer({ min: least, max: Math.min(most, least + 1000) }),
  );
}

function textsOf(schema: z.ZodString): fc.Arbitrary<string> {
  const { minLength, maxLength } = schema;
  const pattern = patternOf(schema);
  if (pattern !== undefined) {
    return fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 500 }).map(String) },
      { weight: 1, arbitrary: fc.stringMatching(pattern, { maxLength: 40 }) },
    );
  }
  if (!schema.safeParse('x').success && schema.safeParse('{}').success) return fc.json();
  if (!schema.safeParse('x').success && schema.safeParse('UTC').success)
    return fc.constantFrom('UTC', 'Europe/Berlin', 'Nowhere');
  const bounds = { minLength: minLength ?? 0, maxLength: Math.min(maxLength ?? 40, 40) };
  const unit = fc.constantFrom<'grapheme' | 'binary'>('grapheme');
  return fc.oneof(
    fc.string(bounds),
    fc.string({ ...bounds, unit: 'grapheme' }),
    fc.constantFrom('USDT', 'TEA', 'BTC', 'madeup:HOUR-TEA', 'binance:BTCUSDT', 'name,price\n1,2\n'),
    unit.map(() => 'x'.repeat(maxLength ?? 100)),
  );
}

function patternOf(schema: z.ZodString): RegExp | undefined {
  const { pattern, allOf } = z.toJSONSchema(schema, { io: 'input' });
  const first = pattern ?? allOf?.find((part) => part.pattern !== undefined)?.pattern;
  return first === undefined ? undefined : new RegExp(first, 'u');
}
