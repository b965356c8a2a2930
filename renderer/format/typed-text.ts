/** From the full-width form of a character (！ to ～) to the character. */
const fullWidthShift = 0xfe_e0;
/** Zeros of the digits of Arabic and of Persian and Urdu. */
const otherZeros = [0x06_60, 0x06_f0] as const;

/**
 * What was typed or pasted, in ASCII digits and signs, without what cannot be seen: a keyboard of another script, a
 * web page and a spreadsheet write the same number with other characters.
 */
export function foldTyped(text: string): string {
  return text
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\uff01-\uff5e]/gu, (char) => fromCode(char, -fullWidthShift))
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/gu, digitOf)
    .replaceAll(/[\u2212\ufe63]/gu, '-')
    .replaceAll(/[\u2019\u02bc]/gu, "'")
    .replaceAll(/\p{Zs}/gu, ' ')
    .trim();
}

/**
 * A folded number without the unit beside it; as it is where there is none, and undefined where it names another
 * unit than the field's.
 */
export function withoutUnit(folded: string, unit: string | undefined): string | undefined {
  const [, sign = '', amount = ''] = /^([+-]?) ?(.*)$/u.exec(folded) ?? [];
  const bare = withoutCode(withoutSign(amount, unit), unit);
  if (unit !== undefined && namesCurrency.test(bare)) return undefined;
  return `${sign}${bare}`;
}

/** A number with a word or a currency sign at one end of it. */
const namesCurrency =
  /^(?:[\p{L}\p{Sc}%]{2,}|[\p{Sc}%]) ?[+-]?[\d.,]|[\d.,] ?(?:[\p{L}\p{Sc}]{2,}|[\p{Sc}%])$/u;

/** Currencies that a sign stands for; a sign that is not listed stands for none. */
const currencySigns: Readonly<Record<string, RegExp>> = {
  $: /USD|^(?:DAI|CAD|AUD|SGD|HKD|NZD|MXN)$/u,
  '€': /^EUR/u,
  '£': /^GBP$/u,
  '¥': /^(?:JPY|CNY|CNH)$/u,
  '￥': /^(?:JPY|CNY|CNH)$/u,
  '₩': /^KRW$/u,
  '₹': /^INR$/u,
  '₺': /^TRY$/u,
  '₫': /^VND$/u,
  '₽': /^RUB$/u,
  '₴': /^UAH$/u,
  '₿': /^BTC$/u,
};

function withoutSign(amount: string, unit: string | undefined): string {
  const sign = /^\p{Sc}|\p{Sc}$/u.exec(amount)?.[0];
  if (sign === undefined) return amount;
  const fits = unit === undefined || currencySigns[sign]?.test(unit.toUpperCase()) === true;
  return fits ? amount.replace(sign, '').trim() : amount;
}

/**
 * A code that begins or ends with a digit (1INCH) needs a space, or it would take a digit of the number. One of digits
 * alone, as there are coins, is part of it even then: "4 000" is four thousand of the coin 4.
 */
function withoutCode(amount: string, unit: string | undefined): string {
  if (unit === undefined || /^\d*$/u.test(unit)) return amount;
  const [upper, code] = [amount.toUpperCase(), unit.toUpperCase()];
  const behind = /^\d/u.test(code) ? ` ${code}` : code;
  if (upper.endsWith(behind)) return amount.slice(0, -behind.length).trim();
  const before = /\d$/u.test(code) ? `${code} ` : code;
  return upper.startsWith(before) ? amount.slice(before.length).trim() : amount;
}

function fromCode(char: string, shift: number): string {
  return String.fromCodePoint((char.codePointAt(0) ?? 0) + shift);
}

function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const zero = otherZeros.find((start) => code >= start && code <= start + 9) ?? code;
  return String(code - zero);
}
