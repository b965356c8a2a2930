/** From the full-width form of a character (！ to ～) to the character. */
const fullWidthShift = 0xfe_e0;
/** From a digit of Arabic, and of Persian and Urdu, to the digit. */
const arabicShift = 0x06_30;
const persianShift = 0x06_c0;

/**
 * What was typed or pasted, in ASCII digits and signs, without what cannot be seen: a keyboard of another script, a
 * web page and a spreadsheet write the same number with other characters.
 */
export function foldTyped(text: string): string {
  return text
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\uff01-\uff5e]/gu, (char) => shifted(char, fullWidthShift))
    .replaceAll(/[\u0660-\u0669]/gu, (digit) => shifted(digit, arabicShift))
    .replaceAll(/[\u06f0-\u06f9]/gu, (digit) => shifted(digit, persianShift))
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
  const sign = /^[+-] ?/u.exec(folded)?.[0] ?? '';
  const bare = withoutCode(withoutSign(folded.slice(sign.length), unit), unit);
  if (unit !== undefined && namesCurrency.test(bare)) return undefined;
  return `${sign.trim()}${bare}`;
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
  return amount.replace(/^\p{Sc} *| *\p{Sc}$/u, (sign) => (standsFor(sign.trim(), unit) ? '' : sign));
}

function standsFor(sign: string, unit: string | undefined): boolean {
  return unit === undefined || currencySigns[sign]?.test(unit.toUpperCase()) === true;
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

function shifted(char: string, shift: number): string {
  return String.fromCodePoint((char.codePointAt(0) ?? 0) - shift);
}
