import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calls } from '#src/contract/contract.ts';
import { fits, parse } from '#src/contract/parse.ts';
import { events } from '#src/contract/state.ts';

const answers = [
  ...Object.entries(calls).map(([name, { output }]) => [`the answer to ${name}`, output] as const),
  ...Object.entries(events).map(([name, { data }]) => [`the event ${name}`, data] as const),
];
const requests = [
  ...Object.entries(calls).map(([name, { input }]) => [`the input of ${name}`, input] as const),
  ...Object.entries(events).map(([name, { params }]) => [`the parameters of ${name}`, params] as const),
];
const failures = Object.entries(calls).map(([name, { error }]) => [`the error of ${name}`, error] as const);

/** Values that a schema means. */
function meant(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodString) {
    const texts = fc.constantFrom('12.5', '-0.001', 'abc', 'UTC', '2026-01-01', '😀', ' a ');
    return texts.filter((text) => schema.safeParse(text).success);
  }
  if (schema instanceof z.ZodNumber) return fc.nat();
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.def.values);
  if (schema instanceof z.ZodArray) return fc.array(meant(schema.def.element), { maxLength: 3 });
  if (schema instanceof z.ZodTuple) return fc.tuple(...schema.def.items.map(meant));
  if (schema instanceof z.ZodOptional) return fc.option(meant(schema.def.innerType), { nil: undefined });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.def.options.map(meant));
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.def.shape;
    return fc.record(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, meant(field)])));
  }
  return fc.constant({});
}

const oddities = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 60,
  '',
  ' a ',
  'BUY',
  '1e5',
  '12.',
  'a'.repeat(150),
  'a'.repeat(300),
  '😀'.repeat(150),
  [],
  ['1', '2'],
  {},
  { code: 'NOT_FOUND' },
);

/** The value with some of its parts made odd, left out, or joined by one that nobody knows. */
function spoilt(value: unknown, chance: () => number, oddity: unknown): unknown {
  const drawn = chance();
  if (drawn === 0) return oddity;
  if (Array.isArray(value)) return value.map((item: unknown) => spoilt(item, chance, oddity));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(() => chance() !== 0);
  const fields = kept.map(([name, field]) => [name, spoilt(field, chance, oddity)] as const);
  return Object.fromEntries(drawn === 1 ? [...fields, ['nobodyKnows', oddity]] : fields);
}

function throughJson(value: unknown): unknown {
  const { carried }: { readonly carried?: unknown } = JSON.parse(JSON.stringify({ carried: value }));
  return carried;
}

function verdict({ success, data, error }: z.ZodSafeParseResult<unknown>) {
  return { success, data, issues: error?.issues };
}

describe('parse', () => {
  it.each([...answers, ...requests, ...failures])('judges %s as zod does', (_name, schema) => {
    fc.assert(
      fc.property(meant(schema), oddities, fc.infiniteStream(fc.nat(30)), (value, oddity, chances) => {
        const carried = throughJson(spoilt(value, () => chances.next().value, oddity));
        expect(verdict(parse<unknown>(schema, carried))).toEqual(verdict(schema.safeParse(carried)));
      }),
    );
  });

  it.each(answers)('takes %s as it is, without a copy', (_name, schema) => {
    fc.assert(
      fc.property(meant(schema).map(throughJson), (value) => {
        expect(fits<unknown>(schema, value)).toBe(true);
      }),
    );
  });

  it.each([
    ['a text of other form', z.email(), 'nobody'],
    ['a text to trim', z.string().trim(), ' a '],
    ['a text with two patterns', z.string().regex(/a/).regex(/b/), 'a'],
    ['a pattern that remembers', z.string().regex(/a/g), 'a'],
    ['too few code points', z.string().min(2), '😀'],
    ['many places, few code points', z.string().max(2), '😀😀'],
    ['an endless number', z.number(), Infinity],
    ['an exclusive bound', z.number().gt(1), 1],
    ['a whole number of another kind', z.int32(), 2 ** 40],
    ['a list that is too short', z.array(z.string()).min(1), []],
    ['a tuple with a rest', z.tuple([z.string()], z.number()), ['a', 1]],
    ['an object that must be bare', z.strictObject({}), { a: 1 }],
    ['an object with a condition', z.object({}).refine(() => false), {}],
    ['a default', z.object({ a: z.string().default('b') }), {}],
    ['an object in place of a list', z.array(z.string()), {}],
    ['a list in place of an object', z.object({}), []],
    ['an inherited name', z.object({ toString: z.string() }), {}],
  ])('leaves to zod: %s', (_name, schema: z.ZodType, value) => {
    for (let time = 0; time < 2; time += 1) {
      expect(verdict(parse<unknown>(schema, value))).toEqual(verdict(schema.safeParse(value)));
    }
  });
});
