/** Names whose values are never written down, in whatever case and with whatever joins the words. */
const secretName = /secret|token|password|passphrase|api[-_]?key|signature|authorization|cookie/i;
/** Values of such names inside an address or a query. */
const secretInText = /((?:token|secret|api[-_]?key|signature|listenKey)=)[^&\s"']+/gi;
const deepest = 6;

/** A copy to log: without the values that look secret, and with errors as plain data. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll(secretInText, '$1[redacted]');
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return redact({ name, message, stack, cause, ...Object.fromEntries(Object.entries(value)) }, depth);
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if ('toJSON' in value && typeof value.toJSON === 'function') return redact(value.toJSON(), depth + 1);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      secretName.test(name) ? '[redacted]' : redact(field, depth + 1),
    ]),
  );
}
