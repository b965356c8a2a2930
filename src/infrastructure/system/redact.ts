import { Secret } from '#src/domain/secret.ts';
import { redacted, redactText } from './redact-text.ts';
import { isSecretName, isSeedName, isWholeNumber } from './secret-names.ts';

const deepest = 6;
/** Of one list or object. */
const mostEntries = 100;

/** A copy to log, as plain data: without what is secret by its value, its name or its shape. Bounded; it never throws. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[deep]';
  try {
    return redactObject(value, depth);
  } catch {
    // A getter, a `toJSON` or a proxy of others may throw whatever it likes.
    return '[unreadable]';
  }
}

function redactObject(value: object, depth: number): unknown {
  if (value instanceof Secret) return value.toString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return redactFields(fieldsOf(value), depth);
  if (Array.isArray(value)) return redactList(value, depth);
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams)
    return redactFields(
      [...value].map(([name, field]) => [String(name), field]),
      depth,
    );
  if (value instanceof Set) return redactList([...value], depth);
  if ('toJSON' in value && typeof value.toJSON === 'function') return redact(value.toJSON(), depth + 1);
  return redactFields(Object.entries(value), depth);
}

function redactFields(fields: readonly (readonly [string, unknown])[], depth: number): unknown {
  // A pair that says itself what it is: { name: 'Authorization', value: … }, { type: 'Buffer', data: … }.
  const told = fields.find(
    ([name, field]) => /^(?:name|key|header|type|field)$/i.test(name) && typeof field === 'string',
  );
  const isSecret = told !== undefined && isSecretName(String(told[1]));
  const shown = fields
    .slice(0, mostEntries)
    .map(([name, field]): [string, unknown] => [
      redactText(name),
      isSecretField(name, field) || (isSecret && /^(?:value|values|args?|data|text)$/i.test(name))
        ? hidden(field)
        : told?.[1] === 'Buffer' && name === 'data' && Array.isArray(field)
          ? `[${field.length} bytes]`
          : redact(field, depth + 1),
    ]);
  return Object.fromEntries(fields.length > mostEntries ? [...shown, ['…', fields.length]] : shown);
}

function isSecretField(name: string, field: unknown): boolean {
  if (isSecretName(name)) return true;
  const isDrawnFrom = typeof field === 'string' ? isWholeNumber(field) : typeof field !== 'object';
  return isSeedName(name) && !isDrawnFrom;
}

/** Headers come as one list too, name and value in turn, and as a list of pairs. */
function redactList(list: readonly unknown[], depth: number): unknown {
  const shown = list.slice(0, mostEntries).map((item, index) => {
    const before = list[index - 1];
    return typeof before === 'string' && isName(before) && isSecretName(before)
      ? hidden(item)
      : redact(item, depth + 1);
  });
  return list.length > mostEntries ? [...shown, `… ${list.length} items`] : shown;
}

/** A header or an option, and no sentence. */
function isName(text: string): boolean {
  return /^[\w-]{2,40}$/.test(text);
}

/** That there is none, or whether, is no secret. */
function hidden(value: unknown): unknown {
  return value === undefined || value === null || typeof value === 'boolean' ? value : redacted;
}

function fieldsOf(error: Error): readonly (readonly [string, unknown])[] {
  const { name, message, stack, cause } = error;
  const errors: unknown = 'errors' in error ? error.errors : undefined;
  return Object.entries({
    name,
    message,
    stack,
    cause,
    errors,
    ...Object.fromEntries(Object.entries(error)),
  }).filter(([, field]) => field !== undefined);
}
