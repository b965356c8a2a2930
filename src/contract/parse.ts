import { z } from 'zod';

export type Schema<Value> = z.ZodType<Value>;
type AnySchema = z.core.$ZodType;
type Checks = readonly z.core.$ZodCheck[];

/**
 * Says yes only where zod would return a value as it is. Nearly every message is such a value, and to see that costs
 * a fraction of zod's copy. No says nothing: then zod is asked, which alone strips, converts and explains.
 */
type Fits = (value: unknown) => boolean;

const made = new WeakMap<AnySchema, Fits>();

/** As `schema.safeParse`, for a value that came out of JSON. */
export function parse<Value>(schema: Schema<Value>, value: unknown): z.ZodSafeParseResult<Value> {
  return fits(schema, value) ? { success: true, data: value } : schema.safeParse(value);
}

export function fits<Value>(schema: Schema<Value>, value: unknown): value is Value {
  let known = made.get(schema);
  if (known === undefined) {
    known = fitsOf(schema);
    made.set(schema, known);
  }
  return known(value);
}

const anyText = /^/;

function askZod(): boolean {
  return false;
}

function fitsOf(schema: AnySchema): Fits {
  const checks = schema._zod.def.checks ?? [];
  // A format, such as an address, is its own check.
  if (schema instanceof z.core.$ZodCheck) return askZod;
  if (schema instanceof z.ZodString) return stringFits(checks);
  if (schema instanceof z.ZodNumber) return numberFits(checks);
  if (schema instanceof z.ZodArray) return arrayFits(fitsOf(schema.def.element), checks);
  if (checks.length > 0) return askZod;
  if (schema instanceof z.ZodBoolean) return (value) => typeof value === 'boolean';
  if (schema instanceof z.ZodEnum) return oneOf(schema.options);
  if (schema instanceof z.ZodLiteral) return oneOf(schema.def.values);
  if (schema instanceof z.ZodTuple && schema.def.rest === null)
    return tupleFits(schema.def.items.map(fitsOf));
  if (schema instanceof z.ZodDiscriminatedUnion) return unionFits(schema);
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined) return objectFits(schema.def.shape);
  return askZod;
}

function oneOf(values: readonly unknown[]): Fits {
  const set = new Set(values);
  return (value) => set.has(value);
}

function stringFits(checks: Checks): Fits {
  let shortest = 0;
  let longest = Infinity;
  let pattern = anyText;
  for (const check of checks) {
    // Zod counts code points, of which one takes up to two places.
    if (check instanceof z.core.$ZodCheckMinLength)
      shortest = Math.max(shortest, 2 * check._zod.def.minimum - 1);
    else if (check instanceof z.core.$ZodCheckMaxLength) longest = Math.min(longest, check._zod.def.maximum);
    else if (check instanceof z.core.$ZodCheckRegex && pattern === anyText) ({ pattern } = check._zod.def);
    else return askZod;
  }
  // A global pattern remembers where it was.
  if (pattern.global || pattern.sticky) return askZod;
  return (value) =>
    typeof value === 'string' &&
    value.length >= shortest &&
    value.length <= longest &&
    (pattern === anyText || pattern.test(value));
}

function numberFits(checks: Checks): Fits {
  let ofKind: (value: number) => boolean = Number.isFinite;
  let least = -Infinity;
  let most = Infinity;
  for (const check of checks) {
    if (check instanceof z.core.$ZodCheckNumberFormat && check._zod.def.format === 'safeint') {
      ofKind = Number.isSafeInteger;
    } else if (check instanceof z.core.$ZodCheckGreaterThan && check._zod.def.inclusive) {
      least = Math.max(least, Number(check._zod.def.value));
    } else if (check instanceof z.core.$ZodCheckLessThan && check._zod.def.inclusive) {
      most = Math.min(most, Number(check._zod.def.value));
    } else return askZod;
  }
  return (value) => typeof value === 'number' && ofKind(value) && value >= least && value <= most;
}

function arrayFits(ofElement: Fits, checks: Checks): Fits {
  let longest = Infinity;
  for (const check of checks) {
    if (check instanceof z.core.$ZodCheckMaxLength) longest = Math.min(longest, check._zod.def.maximum);
    else return askZod;
  }
  return (value) => Array.isArray(value) && value.length <= longest && value.every(ofElement);
}

function tupleFits(items: readonly Fits[]): Fits {
  return (value) =>
    Array.isArray(value) && value.length === items.length && items.every((item, at) => item(value[at]));
}

/** By the one field that says which of the options it is. */
function unionFits({ def }: z.ZodDiscriminatedUnion): Fits {
  const options = new Map<unknown, Fits>();
  for (const option of def.options) {
    const ofOption = fitsOf(option);
    for (const name of option._zod.propValues?.[def.discriminator] ?? []) options.set(name, ofOption);
  }
  return (value) => isObject(value) && options.get(value[def.discriminator])?.(value) === true;
}

/** With all of its fields and no others: zod leaves out what it does not know. */
function objectFits(shape: Readonly<Record<string, AnySchema>>): Fits {
  const fields = new Map<string, { readonly isOptional: boolean; readonly fits: Fits }>();
  for (const [name, schema] of Object.entries(shape)) {
    const isOptional = schema instanceof z.ZodOptional;
    fields.set(name, { isOptional, fits: fitsOf(isOptional ? schema.def.innerType : schema) });
  }
  const needed = [...fields.values()].filter(({ isOptional }) => !isOptional).length;
  return (value) => {
    if (!isObject(value)) return false;
    let found = 0;
    for (const name in value) {
      const field = fields.get(name);
      if (field === undefined || !field.fits(value[name])) return false;
      if (!field.isOptional) found += 1;
    }
    return found === needed;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
