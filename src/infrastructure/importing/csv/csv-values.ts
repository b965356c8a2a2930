import { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import type { RowEnd } from '#src/domain/row-end.ts';
import { longestTold } from '#src/domain/told-number.ts';
import { unseen } from '#src/domain/unseen.ts';
import type { Read } from './read-cell.ts';

const longestId = 80;
const idPattern = new RegExp(`^[^${unseen}]{1,${longestId}}$`, 'u');
const anyUnseen = new RegExp(`[${unseen}]`, 'u');
const allUnseen = new RegExp(`[${unseen}]+`, 'gu');

/** A coin's code is as long as its issuer liked: of two that make up a symbol, one may take nearly all of it. */
const currencyCode = /^[\p{L}\p{N}]{1,40}$/u;

/** A file's text to be quoted: on one line, and not longer than one reads. */
export function shown(text: string): string {
  const line = text.replaceAll(allUnseen, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/** A perpetual, a future of a day, or an option as its market names it: `ACME250117C00150000`. */
const derivative = /:|PERP$|[-_]\d{6}(?:$|-)|^-?[A-Z.]{1,6} ?\d{6}[CP]\d{1,8}(?:\.\d+)?$/;

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

/** As a symbol is written, with a colon too, and single spaces as in a share's name: what is a contract is told beside it. */
export function readContractName(text: string): Read<string> {
  if (text === '') return err({ code: 'SYMBOL_EMPTY' });
  const symbol = Buffer.from(text).toString().toUpperCase().replaceAll(/ +/gu, ' ');
  return !anyUnseen.test(symbol.replaceAll(' ', '')) &&
    /^[\p{L}\p{N}][\p{L}\p{N} ._/:&-]{0,39}$/u.test(symbol)
    ? ok(symbol)
    : err({ code: 'NOT_A_SYMBOL', text: shown(text) });
}

function symbolIn(text: string): Read<string> {
  if (text === '') return err({ code: 'SYMBOL_EMPTY' });
  const symbol = text.toUpperCase();
  if (derivative.test(symbol)) return err({ code: 'SYMBOL_DERIVATIVE', text: shown(text) });
  if (anyUnseen.test(symbol) || !/^[\p{L}\p{N}][\p{L}\p{N}._/&-]{0,39}$/u.test(symbol)) {
    return err({ code: 'NOT_A_SYMBOL', text: shown(text) });
  }
  return ok(symbol);
}

export function readPositive(text: string): Read<Decimal> {
  if (text === '') return err({ code: 'NUMBER_EMPTY' });
  const number = readNumber(text);
  if (!number.ok || number.value.isPositive()) return number;
  return err({ code: 'NOT_ABOVE_ZERO', text: shown(text) });
}

/** The sign may tell a sale once more. */
export function readSigned(text: string): Read<Decimal> {
  if (text === '') return err({ code: 'NUMBER_EMPTY' });
  const number = readNumber(text);
  if (!number.ok || !number.value.isZero()) return number;
  return err({ code: 'NOT_ABOVE_ZERO', text: shown(text) });
}

export function readFee(text: string): Read<Decimal | undefined> {
  return text === '' ? ok(undefined) : readNumber(text);
}

export function readFeeCurrency(text: string, fee: Decimal | undefined): Read<Currency | undefined> {
  if (text !== '') return readCurrency(text);
  return fee === undefined || fee.isZero() ? ok(undefined) : err({ code: 'FEE_CURRENCY_EMPTY' });
}

export function readCurrency(text: string): Read<Currency> {
  return currencyCode.test(text) && !anyUnseen.test(text)
    ? ok(currency(text))
    : err({ code: 'NOT_A_CURRENCY', text: shown(text) });
}

export function readId(text: string): Read<string | undefined> {
  if (text === '') return ok(undefined);
  if (idPattern.test(text)) return ok(text);
  return err({ code: 'NOT_AN_ID', text: shown(text), longest: longestId });
}

function readNumber(text: string): Read<Decimal> {
  const number = Decimal.parse(text);
  if (number === undefined) return err(noPlainNumber(text));
  if (number.toString().length <= longestTold) return ok(number);
  return err({ code: 'NUMBER_TOO_LONG', text: shown(text), longest: longestTold });
}

/** With what to write instead. Nothing is guessed on the trader's behalf: "1,500" may be either number. */
function noPlainNumber(written: string): RowEnd {
  const text = shown(written);
  const compact = written.replaceAll(/[\s'’_]/g, '');
  if (/^-?\d{1,3},\d{3}$/.test(compact)) {
    const [whole, fraction] = [compact.replace(',', ''), compact.replace(',', '.')];
    return { code: 'TWO_NUMBERS', text, whole, fraction };
  }
  const decimal = Math.max(compact.lastIndexOf(','), compact.lastIndexOf('.'));
  const separators = compact.match(/[.,]/g) ?? [];
  const isRepeated = separators.length > 1 && new Set(separators).size === 1;
  const whole = (decimal === -1 || isRepeated ? compact : compact.slice(0, decimal)).replaceAll(/[.,]/g, '');
  const fraction = decimal === -1 || isRepeated ? '' : compact.slice(decimal + 1);
  const plain = Decimal.parse(fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`);
  return plain === undefined
    ? { code: 'NOT_A_NUMBER', text }
    : { code: 'NOT_PLAIN_NUMBER', text, plain: shown(plain.toString()) };
}
