/** An expected outcome: a value, or an error that the caller is expected to handle. Faults throw instead. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export const nameables = [
  'account',
  'backup',
  'balance',
  'import',
  'instrument',
  'movement',
  'order',
  'portfolio',
  'task',
  'venue',
  'workspace',
] as const;
/** What can be named and not be there. */
export type Nameable = (typeof nameables)[number];

/** What was named is not there. */
export type NotFound<What extends Nameable = Nameable> = {
  readonly code: 'NOT_FOUND';
  readonly what: What;
  readonly id: string;
};

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function err<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}
