import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { unreadable, type Read } from './read-cell.ts';

const sides = new Map<string, Side>([
  ['buy', 'BUY'],
  ['b', 'BUY'],
  ['sell', 'SELL'],
  ['s', 'SELL'],
]);
/** More than any venue's prices and quantities have; what is longer is a mistake, and too wide for the screen. */
export const longestNumber = 40;

/** A coin's code is as long as its issuer liked: of two that make up a symbol, one may take nearly all of it. */
const currencyCode = /^[\p{L}\p{N}]{1,40}$/u;

/** A file's text for a message: on one line, and not longer than one reads. */
export function shown(text: string): string {
  const line = text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}

/** A file names few symbols, and each of them often. */
const readSymbols = new Map<string, Read<string>>();
const symbolsKept = 1_000;

export function readSymbol(text: string): Read<string> {
  const known = readSymbols.get(text);
  if (known !== undefined) return known;
  // A copy: a part of a text keeps the whole of it in memory, here each slice of the file that names a new symbol.
  const own = Buffer.from(text).toString();
  const read = symbolIn(own);
  if (!read.ok) return read;
  if (readSymbols.size >= symbolsKept) readSymbols.clear();
  readSymbols.set(own, read);
  return read;
}

function symbolIn(text: string): Read<string> {
  if (text === '') return unreadable('Symbol is empty; write what was traded, such as BTC-USDT or AAPL.');
  const symbol = text.toUpperCase();
  if (/:|PERP$|[-_]\d{6}(?:$|-)/.test(symbol)) {
    return unreadable(
      `Symbol ${shown(text)} is a derivative; only spot pairs and shares can be imported. Remove the line.`,
    );
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._/&-]{0,39}$/u.test(symbol)) {
    return unreadable(
      `Symbol ${shown(text)} is not a symbol; write letters and digits, such as BTC-USDT or AAPL.`,
    );
  }
  return ok(symbol);
}

export function readSide(text: string): Read<Side> {
  const side = sides.get(text.toLowerCase());
  return side === undefined ? unreadable(`Side ${shown(text)} is neither; write buy or sell.`) : ok(side);
}

/** `name` opens the message: Quantity, Price. */
export function readPositive(name: string, text: string): Read<Decimal> {
  if (text === '') return unreadable(`${name} is empty; write a number such as 1.5.`);
  const number = readNumber(name, text);
  if (!number.ok || number.value.isPositive()) return number;
  return unreadable(
    `${name} ${shown(text)} is not above zero; write a positive number, the side says which way it went.`,
  );
}

export function readFee(text: string): Read<Decimal | undefined> {
  return text === '' ? ok(undefined) : readNumber('Fee', text);
}

export function readFeeCurrency(text: string, fee: Decimal | undefined): Read<Currency | undefined> {
  if (text === '') {
    if (fee === undefined || fee.isZero()) return ok(undefined);
    return unreadable(
      'Fee currency is empty; write the currency of the fee, such as USDT, or leave the fee empty too.',
    );
  }
  if (currencyCode.test(text)) return ok(currency(text));
  return unreadable(`Fee currency ${shown(text)} is not a currency; write its code, such as USDT.`);
}

export function readCurrency(text: string): Read<Currency> {
  return currencyCode.test(text)
    ? ok(currency(text))
    : unreadable(`${shown(text)} is not a currency; write its code, such as USD.`);
}

/** `name` opens the message: Order id, Trade id. */
export function readId(name: string, text: string): Read<string | undefined> {
  if (text === '') return ok(undefined);
  if (/^[^\s\p{C}]{1,80}$/u.test(text)) return ok(text);
  return unreadable(
    `${name} ${shown(text)} is not an id; write at most 80 characters without spaces, or leave it empty.`,
  );
}

function readNumber(name: string, text: string): Read<Decimal> {
  const number = Decimal.parse(text);
  if (number === undefined)
    return unreadable(`${name} ${shown(text)} is not a plain number; ${plainNumberFor(text)}.`);
  if (number.toString().length <= longestNumber) return ok(number);
  return unreadable(`${name} ${shown(text)} has more than ${longestNumber} digits; write fewer.`);
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
