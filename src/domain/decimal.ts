/**
 * Exact decimal numbers: an integer coefficient and a scale, value = coefficient / 10^scale.
 *
 * BigInt is the engine: it is exact, built in, and several times faster than a digit-array library, which
 * matters because positions are folds over millions of fills. big.js is the judge of it in the tests.
 */

export type Rounding = 'half-even' | 'half-up' | 'down' | 'up' | 'floor' | 'ceiling';

const plainText = /^-?\d+(?:\.\d+)?$/;
/** As `toString` writes it. */
const canonicalText = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;
const scientificText = /^(-?\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})$/;
const longestText = 200;
const longestShort = 15;
/** Digits of a quotient. */
const significant = 18;
/** Of any quotient: its text has to parse again. */
const mostPlaces = 100;
const [minus, point, zero, nine] = [45, 46, 48, 57];
const powers: bigint[] = [1n];

function powerOfTen(exponent: number): bigint {
  for (let next = powers.length; next <= exponent; next += 1) powers.push(10n ** BigInt(next));
  const power = powers[exponent];
  if (power === undefined) throw new RangeError(`no power of ten ${exponent}`);
  return power;
}

export class Decimal {
  static readonly zero = new Decimal(0n, 0);
  static readonly one = new Decimal(1n, 0);

  readonly #coefficient: bigint;
  readonly #scale: number;
  /** The canonical text, once it is known: most decimals are written as they were read. */
  #text: string | undefined;

  private constructor(coefficient: bigint, scale: number, text?: string) {
    this.#coefficient = coefficient;
    this.#scale = scale;
    this.#text = text;
  }

  /** From plain or scientific text ("1.50", "-3e-8"). Throws a RangeError on anything else. */
  static from(text: string): Decimal {
    const parsed = Decimal.parse(text);
    if (parsed === undefined) throw new RangeError(`"${text.slice(0, 40)}" is not a decimal number`);
    return parsed;
  }

  /** As `from`, for text that a person or a file supplied: undefined where it is no decimal number. */
  static parse(text: string): Decimal | undefined {
    if (text.length > longestText) return undefined;
    if (text.length <= longestShort) {
      const short = Decimal.#fromShort(text);
      if (short !== undefined) return short;
    }
    if (plainText.test(text)) return Decimal.#fromPlain(text);
    const scientific = scientificText.exec(text);
    if (scientific === null) return undefined;
    const mantissa = Decimal.#fromPlain(scientific[1] ?? '');
    const scale = mantissa.#scale - Number(scientific[2]);
    // Whatever parses, its canonical text parses again.
    if (Math.abs(scale) + text.length > longestText) return undefined;
    return scale >= 0
      ? new Decimal(mantissa.#coefficient, scale)
      : new Decimal(mantissa.#coefficient * powerOfTen(-scale), 0);
  }

  /** Plain text of so few digits that a float counts them exactly, read in one walk; undefined where it is none. */
  static #fromShort(text: string): Decimal | undefined {
    const first = text.charCodeAt(0) === minus ? 1 : 0;
    let coefficient = 0;
    let dot = -1;
    for (let at = first; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= zero && code <= nine) coefficient = coefficient * 10 + (code - zero);
      else if (code === point && dot === -1 && at > first) dot = at;
      else return undefined;
    }
    const last = text.length - 1;
    // Empty, or without a digit behind its point.
    if (dot === last) return undefined;
    const leads = text.charCodeAt(first) === zero && last > first && dot !== first + 1;
    const trails = dot !== -1 && text.charCodeAt(last) === zero;
    if (leads || trails || (first === 1 && coefficient === 0)) return undefined;
    const signed = BigInt(first === 1 ? -coefficient : coefficient);
    return new Decimal(signed, dot === -1 ? 0 : last - dot, text);
  }

  static #fromPlain(text: string): Decimal {
    const dot = text.indexOf('.');
    const known = canonicalText.test(text) ? text : undefined;
    if (dot === -1) return new Decimal(BigInt(text), 0, known);
    let end = text.length;
    while (text.charCodeAt(end - 1) === 48) end -= 1;
    const digits = text.slice(0, dot) + text.slice(dot + 1, end);
    return new Decimal(BigInt(digits), Math.max(end - dot - 1, 0), known);
  }

  /** From a whole number: a count, a multiple. Throws on a fraction and beyond the safe integers. */
  static fromInteger(value: number | bigint): Decimal {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      throw new RangeError(`${value} is not a safe integer`);
    }
    return new Decimal(BigInt(value), 0);
  }

  static sum(values: Iterable<Decimal>): Decimal {
    let total = Decimal.zero;
    for (const value of values) total = total.plus(value);
    return total;
  }

  static min(first: Decimal, second: Decimal): Decimal {
    return second.lessThan(first) ? second : first;
  }

  static max(first: Decimal, second: Decimal): Decimal {
    return second.greaterThan(first) ? second : first;
  }

  plus(other: Decimal): Decimal {
    // Sums begin with zero, and what is written as it was read keeps its text.
    if (this.#coefficient === 0n) return other;
    if (other.#coefficient === 0n) return this;
    if (this.#scale === other.#scale) return new Decimal(this.#coefficient + other.#coefficient, this.#scale);
    return this.#scale > other.#scale
      ? new Decimal(this.#coefficient + other.#at(this.#scale), this.#scale)
      : new Decimal(this.#at(other.#scale) + other.#coefficient, other.#scale);
  }

  minus(other: Decimal): Decimal {
    if (other.#coefficient === 0n) return this;
    if (this.#scale === other.#scale) return new Decimal(this.#coefficient - other.#coefficient, this.#scale);
    return this.#scale > other.#scale
      ? new Decimal(this.#coefficient - other.#at(this.#scale), this.#scale)
      : new Decimal(this.#at(other.#scale) - other.#coefficient, other.#scale);
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.#coefficient * other.#coefficient, this.#scale + other.#scale);
  }

  /** The quotient with `scale` digits after the point. Throws a RangeError on a zero divisor or a negative scale. */
  dividedBy(divisor: Decimal, scale: number, rounding: Rounding): Decimal {
    if (scale < 0) throw new RangeError(`a scale of ${scale} is negative`);
    const shift = scale + divisor.#scale - this.#scale;
    const numerator = shift >= 0 ? this.#coefficient * powerOfTen(shift) : this.#coefficient;
    const denominator = shift >= 0 ? divisor.#coefficient : divisor.#coefficient * powerOfTen(-shift);
    return new Decimal(divideRounded(numerator, denominator, rounding), scale);
  }

  /**
   * The quotient where its magnitude is free, as that of a price, a rate or an average: half to even, with 18 digits
   * after the point, and with 18 that count where it is below one tenth. Throws a RangeError on a zero divisor.
   */
  per(divisor: Decimal): Decimal {
    const below = Math.max(divisor.#wholeDigits() - this.#wholeDigits(), 0);
    return this.dividedBy(divisor, Math.min(significant + below, mostPlaces), 'half-even');
  }

  /** This number with at most `scale` digits after the point. Throws a RangeError on a negative scale. */
  roundTo(scale: number, rounding: Rounding): Decimal {
    if (scale < 0) throw new RangeError(`a scale of ${scale} is negative`);
    if (this.#scale <= scale) return this;
    return new Decimal(divideRounded(this.#coefficient, powerOfTen(this.#scale - scale), rounding), scale);
  }

  /** The multiple of `step` (positive) nearest in the rounding's direction. */
  roundToMultiple(step: Decimal, rounding: Rounding): Decimal {
    return this.dividedBy(step, 0, rounding).times(step);
  }

  /** Throws a RangeError on a zero step, as a BigInt does. */
  isMultipleOf(step: Decimal): boolean {
    const scale = Math.max(this.#scale, step.#scale);
    return this.#at(scale) % step.#at(scale) === 0n;
  }

  negated(): Decimal {
    return new Decimal(-this.#coefficient, this.#scale);
  }

  abs(): Decimal {
    return this.#coefficient < 0n ? this.negated() : this;
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    if (this.#coefficient === 0n) return 0;
    return this.#coefficient < 0n ? -1 : 1;
  }

  isZero(): boolean {
    return this.#coefficient === 0n;
  }

  isPositive(): boolean {
    return this.#coefficient > 0n;
  }

  isNegative(): boolean {
    return this.#coefficient < 0n;
  }

  /** -1, 0 or 1, for sorting. */
  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.#scale, other.#scale);
    const left = this.#at(scale);
    const right = other.#at(scale);
    if (left === right) return 0;
    return left < right ? -1 : 1;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  lessThan(other: Decimal): boolean {
    return this.compare(other) < 0;
  }

  atMost(other: Decimal): boolean {
    return this.compare(other) <= 0;
  }

  greaterThan(other: Decimal): boolean {
    return this.compare(other) > 0;
  }

  atLeast(other: Decimal): boolean {
    return this.compare(other) >= 0;
  }

  /** How many digits stand after the point in the canonical text: the places of a tick or a lot. */
  decimalPlaces(): number {
    const text = this.toString();
    const dot = text.indexOf('.');
    return dot === -1 ? 0 : text.length - dot - 1;
  }

  /** Canonical: plain digits, no exponent, no trailing zeros, no negative zero. */
  toString(): string {
    this.#text ??= this.#canonical();
    return this.#text;
  }

  #canonical(): string {
    const text = this.#plain();
    if (this.#scale === 0) return text;
    let end = text.length;
    while (text.charCodeAt(end - 1) === 48) end -= 1;
    if (text.charCodeAt(end - 1) === 46) end -= 1;
    return text.slice(0, end);
  }

  /** Exactly `scale` digits after the point. */
  toFixed(scale: number, rounding: Rounding): string {
    const rounded = this.roundTo(scale, rounding);
    return new Decimal(rounded.#at(scale), scale).#plain();
  }

  toJSON(): string {
    return this.toString();
  }

  /** A float for pixels, chart points and statistics. Never for money. */
  toNumber(): number {
    return Number(this.toString());
  }

  /** Throws: `a < b` and `a + b` on decimals would silently compare text or floats. */
  valueOf(): never {
    throw new TypeError('a Decimal has no primitive value: use compare(), plus() or toString()');
  }

  /** Digits before the point, and below zero the zeros right behind it. */
  #wholeDigits(): number {
    return magnitude(this.#coefficient).toString().length - this.#scale;
  }

  #at(scale: number): bigint {
    return scale === this.#scale ? this.#coefficient : this.#coefficient * powerOfTen(scale - this.#scale);
  }

  #plain(): string {
    const negative = this.#coefficient < 0n;
    const digits = (negative ? -this.#coefficient : this.#coefficient)
      .toString()
      .padStart(this.#scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.#scale);
    const text = this.#scale === 0 ? whole : `${whole}.${digits.slice(digits.length - this.#scale)}`;
    return negative ? `-${text}` : text;
  }
}

function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const away = numerator < 0n === denominator < 0n ? 1n : -1n;
  switch (rounding) {
    case 'down':
      return quotient;
    case 'up':
      return quotient + away;
    case 'floor':
      return away < 0n ? quotient + away : quotient;
    case 'ceiling':
      return away > 0n ? quotient + away : quotient;
    case 'half-up':
    case 'half-even': {
      const twice = magnitude(remainder) * 2n;
      const whole = magnitude(denominator);
      if (twice !== whole) return twice > whole ? quotient + away : quotient;
      return rounding === 'half-up' || quotient % 2n !== 0n ? quotient + away : quotient;
    }
  }
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
