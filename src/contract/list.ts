/**
 * Lists whose items stand each for itself: one that does not fit its schema is left out and told, so that it hides none
 * of the others. What only makes sense whole, as the levels of a book or the sums of a valuation, is no such list.
 */
import { z } from 'zod';

export type Schema<Value> = z.ZodType<Value>;
type AnySchema = z.core.$ZodType;
type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };
type Place = readonly PropertyKey[];

const lists = new WeakSet<AnySchema>();

export function listOf<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  const list = z.array(item);
  lists.add(list);
  return list;
}

export type Parsed<Value> =
  | { readonly success: true; readonly data: Value; readonly omitted: readonly Issue[] }
  | { readonly success: false; readonly issues: readonly Issue[] };

/** As `safeParse`; `omitted` says what was wrong with each item that was left out, its first problem. */
export function parseLists<Value>(schema: Schema<Value>, value: unknown): Parsed<Value> {
  const whole = schema.safeParse(value);
  if (whole.success) return { ...whole, omitted: [] };
  const { issues } = whole.error;
  const bad = new Map<string, { readonly place: Place; readonly issue: Issue }>();
  for (const issue of issues) {
    const place = itemPlace(schema, issue.path);
    // Something else is wrong too, and no list would be right without it.
    if (place === undefined) return { success: false, issues };
    const key = JSON.stringify(place.map(String));
    if (!bad.has(key)) bad.set(key, { place, issue });
  }
  const found = [...bad.values()];
  const rest = schema.safeParse(
    without(
      value,
      found.map(({ place }) => place),
    ),
  );
  return rest.success
    ? { ...rest, omitted: found.map(({ issue }) => issue) }
    : { success: false, issues: rest.error.issues };
}

/** Where the item is that the path leads into; undefined where it leads into none. */
function itemPlace(schema: AnySchema, path: Place): Place | undefined {
  let at: AnySchema | undefined = schema;
  for (const [depth, key] of path.entries()) {
    if (at instanceof z.ZodOptional) at = at.def.innerType;
    if (at instanceof z.ZodArray) {
      if (lists.has(at)) return path.slice(0, depth + 1);
      at = at.def.element;
    } else if (at instanceof z.ZodObject) at = at.def.shape[String(key)];
    else return undefined;
  }
  return undefined;
}

/** A copy of what holds the items; the rest is shared. */
function without(value: unknown, places: readonly Place[]): unknown {
  if (Array.isArray(value)) {
    const gone = new Set(places.filter(({ length }) => length === 1).map(([at]) => at));
    return value.flatMap((item: unknown, at) => (gone.has(at) ? [] : [without(item, below(places, at))]));
  }
  if (places.length === 0 || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, without(field, below(places, key))]),
  );
}

function below(places: readonly Place[], key: PropertyKey): readonly Place[] {
  return places.filter(([first]) => first === key).map((place) => place.slice(1));
}
