/** The judge's own arithmetic, so that a mistake of the store's decimals cannot hide itself. */
const places = 40;
const one = 10n ** BigInt(places);

/** A decimal text in units of 10^-40. */
export function units(text: string): bigint {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = parts ?? [];
  if (parts === null || fraction.length > places) throw new Error(`"${text}" is no decimal`);
  return BigInt(`${sign}${whole}${fraction.padEnd(places, '0')}`);
}

/** Exact while the two have no more than 40 places together. */
export function product(left: bigint, right: bigint): bigint {
  return (left * right) / one;
}

export function sum(values: Iterable<bigint>): bigint {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}
