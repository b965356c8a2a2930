import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { err, ok, type Result } from '#src/domain/result.ts';

/** A value, or what is wrong with its text and what to write instead. */
type Read<Value> = Result<Value, string>;

const sides = new Map<string, Side>([
  ['buy', 'BUY'],
  ['b', 'BUY'],
  ['sell', 'SELL'],
  ['s', 'SELL'],
]);
const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2}))?$/i;
const day = 86_400_000;
/** More than any venue's prices and quantities have; what is longer is a mistake, and too wide for the screen. */
const longestNumber = 40;

/** A file's text for a message: on one line, and not longer than one reads. */
export function shown(text: string): string {
  const line = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}

/** ISO 8601, in UTC where it names no zone, or whole seconds or milliseconds since 1970. */
export function readTime(text: string, now: number): Read<number> {
  const time = isoMilliseconds(text) ?? epochMilliseconds(text);
  if (time === undefined) {
    const why = text === '' ? 'Time is empty' : `Time ${shown(text)} is not a time`;
    return err(`${why}; write 2025-01-31T14:05:09Z (UTC where no zone is given) or milliseconds since 1970.`);
  }
  if (time < 0 || time > now + day) {
    return err(
      `Time ${shown(text)} lies ${time < 0 ? 'before 1970' : 'in the future'}; write when the fill happened.`,
    );
  }
  return ok(time);
}

function isoMilliseconds(text: string): number | undefined {
  const [
    ,
    year,
    month,
    date,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    ,
    sign,
    zoneHour,
    zoneMinute,
  ] = isoTime.exec(text) ?? [];
  if (year === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
  // The 31st of February would become the 3rd of March.
  if (new Date(midnight).toISOString().slice(0, 10) !== `${year}-${month}-${date}`) return undefined;
  const zone = Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0);
  const minutes = Number(hour) * 60 + Number(minute) - (sign === '-' ? -zone : zone);
  return midnight + minutes * 60_000 + Number(second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** Nine or ten digits are seconds, twelve or thirteen milliseconds: from the seventies on, neither can be the other. */
function epochMilliseconds(text: string): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  return /^\d{12,13}$/.test(text) ? Number(text) : undefined;
}

export function readSymbol(text: string): Read<string> {
  if (text === '') return err('Symbol is empty; write what was traded, such as BTC-USDT or AAPL.');
  const symbol = text.toUpperCase();
  if (/:|PERP$|[-_]\d{6}(?:$|-)/.test(symbol)) {
    return err(
      `Symbol ${shown(text)} is a derivative; only spot pairs and shares can be imported. Remove the line.`,
    );
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._/&-]{0,39}$/u.test(symbol)) {
    return err(`Symbol ${shown(text)} is not a symbol; write letters and digits, such as BTC-USDT or AAPL.`);
  }
  return ok(symbol);
}

export function readSide(text: string): Read<Side> {
  const side = sides.get(text.toLowerCase());
  return side === undefined ? err(`Side ${shown(text)} is neither; write buy or sell.`) : ok(side);
}

/** `name` opens the message: Quantity, Price. */
export function readPositive(name: string, text: string): Read<Decimal> {
  if (text === '') return err(`${name} is empty; write a number such as 1.5.`);
  const number = readNumber(name, text);
  if (!number.ok || number.value.isPositive()) return number;
  return err(
    `${name} ${shown(text)} is not above zero; write a positive number, the side says which way it went.`,
  );
}

export function readFee(text: string): Read<Decimal | undefined> {
  return text === '' ? ok(undefined) : readNumber('Fee', text);
}

export function readFeeCurrency(text: string, fee: Decimal | undefined): Read<Currency | undefined> {
  if (text === '') {
    if (fee === undefined || fee.isZero()) return ok(undefined);
    return err(
      'Fee currency is empty; write the currency of the fee, such as USDT, or leave the fee empty too.',
    );
  }
  if (/^[\p{L}\p{N}]{1,20}$/u.test(text)) return ok(currency(text));
  return err(`Fee currency ${shown(text)} is not a currency; write its code, such as USDT.`);
}

export function readOrderId(text: string): Read<string | undefined> {
  if (text === '') return ok(undefined);
  if (/^[^\s\p{C}]{1,80}$/u.test(text)) return ok(text);
  return err(
    `Order id ${shown(text)} is not an id; write at most 80 characters without spaces, or leave it empty.`,
  );
}

function readNumber(name: string, text: string): Read<Decimal> {
  const number = Decimal.parse(text);
  if (number === undefined)
    return err(`${name} ${shown(text)} is not a plain number; ${plainNumberFor(text)}.`);
  if (number.toString().length <= longestNumber) return ok(number);
  return err(`${name} ${shown(text)} has more than ${longestNumber} digits; write fewer.`);
}

/** What to write instead. Nothing is guessed on the trader's behalf: "1,500" may be either number. */
function plainNumberFor(text: string): string {
  const compact = text.replaceAll(/[\s'’_]/g, '');
  if (/^-?\d{1,3},\d{3}$/.test(compact)) {
    return `write ${compact.replace(',', '')} or ${compact.replace(',', '.')}, whichever it is`;
  }
  const decimal = Math.max(compact.lastIndexOf(','), compact.lastIndexOf('.'));
  const separators = compact.match(/[.,]/g) ?? [];
  const isRepeated = separators.length > 1 && new Set(separators).size === 1;
  const whole = (decimal === -1 || isRepeated ? compact : compact.slice(0, decimal)).replaceAll(/[.,]/g, '');
  const fraction = decimal === -1 || isRepeated ? '' : compact.slice(decimal + 1);
  const plain = Decimal.parse(fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`);
  return plain === undefined ? 'write digits with a point, such as 1.5' : `write ${plain.toString()}`;
}
