/** Amounts, prices and rates of the simulated exchange are whole numbers of 10^-8. */
export const one = 100_000_000n;

const places = 8;

/** Undefined for what is no plain decimal number, or has more than eight places. */
export function parseUnits(text: string): bigint | undefined {
  const match = /^(\d{1,20})(?:\.(\d{0,20}))?$/.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  const digits = fraction.replace(/0+$/, '');
  return digits.length > places ? undefined : BigInt(whole + digits.padEnd(places, '0'));
}

/** For numbers that the tests and the simulator write themselves. */
export function units(text: string): bigint {
  const value = parseUnits(text);
  if (value === undefined) throw new TypeError(`"${text}" is no number of at most ${places} places`);
  return value;
}

/** Always with eight places, as `0.10000000`. */
export function unitsText(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Rounded down. */
export function times(left: bigint, right: bigint): bigint {
  return (left * right) / one;
}

/** Rounded down. */
export function divided(left: bigint, right: bigint): bigint {
  return (left * one) / right;
}

export function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
