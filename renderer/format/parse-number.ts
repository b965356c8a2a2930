import { Decimal } from '#src/domain/decimal.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { foldTyped, withoutUnit } from '#renderer/format/typed-text.ts';
import { allSeparators, dress, marks, type Separators, subscriptDigits } from '#renderer/format/number.ts';

/** What a field takes: the step that its values lie on, and the currency or `%` that they are in. */
export type NumberKind = { readonly step?: string | undefined; readonly unit?: string | undefined };

/** What the text is to someone who writes numbers as `separators` says. */
export type Reading = { readonly separators: Separators; readonly value: Decimal };

export type NumberRefusal =
  | { readonly code: 'NOT_A_NUMBER' }
  | { readonly code: 'OTHER_UNIT'; readonly unit: string }
  /** It is a number under other settings, or under the trader's with more decimals than the step has. */
  | {
      readonly code: 'READS_OTHERWISE';
      readonly own: Decimal | undefined;
      readonly others: readonly Reading[];
    };

/**
 * The inverse of the formatter: every text on the screen that is a number is read as that number, and no text is
 * read as another number than the screen would show it for.
 *
 * Read is what is well formed under the trader's separators: no groups, or groups of exactly three; spaces and
 * apostrophes group under every setting, because no setting has them as the point. A text with more decimals than
 * the step has, which someone with other separators would read as another number, is refused with both readings. One
 * that has a single reading is that number, whether or not it lies on the step: the step's own rule says so in its
 * own words. Exponents are refused: one slipped key would move a price by orders of magnitude.
 */
export function parseNumber(
  text: string,
  separators: Separators,
  { step, unit }: NumberKind = {},
): Result<Decimal, NumberRefusal> {
  const bare = withoutUnit(foldTyped(text), unit);
  if (bare === undefined) return err({ code: 'OTHER_UNIT', unit: unit ?? '' });
  const own = readPlain(bare, separators);
  if (own !== undefined && !isFinerThan(own, step)) return ok(Decimal.from(own));
  const value = own === undefined ? undefined : Decimal.from(own);
  const others = readingsOf(bare).filter((other) => value?.equals(other.value) !== true);
  if (others.length > 0) return err({ code: 'READS_OTHERWISE', own: value, others });
  return value === undefined ? err({ code: 'NOT_A_NUMBER' }) : ok(value);
}

/**
 * What was shown or typed under the setting as plain decimal text with the same digits ("-1234.50"); undefined where
 * it is no number.
 */
export function plainNumberText(text: string, separators: Separators): string | undefined {
  return readPlain(foldTyped(text), separators);
}

/** One reading of each value that the text has under some setting. */
function readingsOf(bare: string): readonly Reading[] {
  const readings: Reading[] = [];
  for (const separators of allSeparators) {
    const plain = readPlain(bare, separators);
    if (plain === undefined) continue;
    const value = Decimal.from(plain);
    if (!readings.some((known) => known.value.equals(value))) readings.push({ separators, value });
  }
  return readings;
}

function isFinerThan(plain: string, step: string | undefined): boolean {
  if (step === undefined) return false;
  const decimals = plain.split('.')[1]?.length ?? 0;
  return decimals > Decimal.from(step).decimalPlaces();
}

type Shapes = { readonly number: RegExp; readonly counted: RegExp };

const shapes: Readonly<Record<Separators, Shapes>> = {
  'comma-point': shapesOf('comma-point'),
  'point-comma': shapesOf('point-comma'),
  'space-comma': shapesOf('space-comma'),
  'space-point': shapesOf('space-point'),
  'apostrophe-point': shapesOf('apostrophe-point'),
  'none-point': shapesOf('none-point'),
};

/** One kind of mark groups a number, and a grouped number begins with no zero: 0,123 is not one hundred and 23. */
function shapesOf(separators: Separators): Shapes {
  const { group, point: mark } = marks[separators];
  const point = mark === '.' ? String.raw`\.` : ',';
  const grouped = String.raw`[1-9]\d{0,2}(?:(?<group>[${foldTyped(group)} '])\d{3}(?:\k<group>\d{3})*)`;
  return {
    number: new RegExp(
      String.raw`^(?<sign>[+-]?)(?:(?<whole>${grouped}|\d+)(?:${point}(?<decimals>\d+))?|${point}(?<only>\d+))$`,
      'u',
    ),
    counted: new RegExp(
      String.raw`^(?<sign>[+-]?)0${point}0(?<count>[₁-₉][₀-₉]{0,2})(?<digits>[1-9]\d*)$`,
      'u',
    ),
  };
}

function readPlain(bare: string, separators: Separators): string | undefined {
  const plain = readCounted(bare, separators) ?? readWritten(bare, separators);
  return plain === undefined || Decimal.parse(plain) === undefined ? undefined : plain;
}

function readWritten(bare: string, separators: Separators): string | undefined {
  const found = shapes[separators].number.exec(bare)?.groups;
  if (found === undefined) return undefined;
  const whole = (found['whole'] ?? '0').replaceAll(/\D/gu, '');
  const decimals = found['decimals'] ?? found['only'];
  return `${found['sign'] === '-' ? '-' : ''}${whole}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** 0.0₇87: so many zeros after the point, then the digits. */
function readCounted(bare: string, separators: Separators): string | undefined {
  const found = shapes[separators].counted.exec(bare)?.groups;
  if (found === undefined) return undefined;
  const count = (found['count'] ?? '').replaceAll(/./gu, (digit) => String(subscriptDigits.indexOf(digit)));
  return `${found['sign'] === '-' ? '-' : ''}0.${'0'.repeat(Number(count))}${found['digits'] ?? ''}`;
}

/**
 * A number as it was typed under `from`, written as `to` writes it, with what stands beside it. A text that is no
 * number under `from` stays as it is.
 */
export function respell(text: string, from: Separators, to: Separators): string {
  if (from === to) return text;
  const parts = /^([^\d.,+-]*)(.*[\d₀-₉])([^\d₀-₉]*)$/u.exec(foldTyped(text));
  const plain = readPlain(parts?.[2] ?? '', from);
  return plain === undefined ? text : `${parts?.[1] ?? ''}${dress(plain, to)}${parts?.[3] ?? ''}`;
}
