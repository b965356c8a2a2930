import { Decimal, type Rounding } from '#src/domain/decimal.ts';

/** How the trader writes numbers: what groups them, then the point. */
export const allSeparators = [
  'comma-point',
  'point-comma',
  'space-comma',
  'space-point',
  'apostrophe-point',
  'none-point',
] as const;
export type Separators = (typeof allSeparators)[number];

/** What stands where a value is not known. Never 0. */
export const unknownText = '–';
const minus = '\u2212';

export const marks: Record<Separators, { readonly group: string; readonly point: string }> = {
  'comma-point': { group: ',', point: '.' },
  'point-comma': { group: '.', point: ',' },
  // A narrow no-break space.
  'space-comma': { group: '\u202f', point: ',' },
  'space-point': { group: '\u202f', point: '.' },
  'apostrophe-point': { group: '’', point: '.' },
  'none-point': { group: '', point: '.' },
};

export const subscriptDigits = '₀₁₂₃₄₅₆₇₈₉';
/** From this many zeros after the point they are counted instead of written: 0.000000087 is 0.0₇87. */
const countedZeros = 4;

/** Plain decimal text ("-1234.50") dressed for the eye: grouped, with a true minus. */
export function dress(plain: string, separators: Separators): string {
  const { group, point } = marks[separators];
  const negative = plain.startsWith('-');
  const [whole = '0', fraction] = (negative ? plain.slice(1) : plain).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group);
  const text = fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
  return negative ? `${minus}${text}` : text;
}

/** As `dress`, with the zeros of a very small number counted: 0.0₇87. */
export function dressTiny(plain: string, separators: Separators): string {
  const zeros = /^-?0\.(0+)[1-9]/.exec(plain)?.[1]?.length ?? 0;
  if (zeros < countedZeros) return dress(plain, separators);
  const count = String(zeros).replaceAll(/\d/g, (digit) => subscriptDigits.charAt(Number(digit)));
  const [head = '', tail = ''] = plain.split('.');
  return `${head.replace('-', minus)}${marks[separators].point}0${count}${tail.slice(zeros)}`;
}

/** Exactly `places` digits after the point; `–` where the value is unknown. */
export function formatFixed(
  text: string | undefined,
  places: number,
  separators: Separators,
  rounding: Rounding = 'half-even',
): string {
  if (text === undefined) return unknownText;
  return dress(Decimal.from(text).toFixed(places, rounding), separators);
}

/** As the language writes it behind a figure: German puts a space before it, in which no line breaks. */
export function percentSignIn(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { style: 'percent' }).formatToParts(0);
  return parts.flatMap(({ type, value }) => (type === 'integer' ? [] : [value])).join('');
}

/** A share as a percentage with two digits: 0.0123 is 1.23%. */
export function formatPercent(share: string | undefined, separators: Separators, sign = '%'): string {
  if (share === undefined) return unknownText;
  return `${dress(Decimal.from(share).times(hundred).toFixed(2, 'half-even'), separators)}${sign}`;
}

/** With all the digits that it has: 0.123456 is 12.3456%. */
export function formatExactPercent(share: string, separators: Separators, sign: string): string {
  return `${dress(Decimal.from(share).times(hundred).toString(), separators)}${sign}`;
}

/** As `formatPercent`, with a plus before a rise. */
export function formatSignedPercent(share: string | undefined, separators: Separators, sign = '%'): string {
  const text = formatPercent(share, separators, sign);
  return share !== undefined && Decimal.from(share).isPositive() ? `+${text}` : text;
}

/** How far `value` is from `reference`, as a share of it; unknown without both. */
export function changeShare(value: string | undefined, reference: string | undefined): string | undefined {
  if (value === undefined || reference === undefined) return undefined;
  const base = Decimal.from(reference);
  if (base.isZero()) return undefined;
  return Decimal.from(value).minus(base).dividedBy(base, 8, 'half-even').toString();
}

const hundred = Decimal.fromInteger(100);
