import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Read } from './read-cell.ts';
import { readTraded } from '#src/domain/traded-symbol.ts';
import { readCurrency, shown } from './csv-values.ts';

/** What some markets quote in is the hundredth of what accounts are kept in. Capitals count: GBp are pence, GBP pounds. */
const hundredths = new Map([
  ['GBX', 'GBP'],
  ['GBp', 'GBP'],
  ['ZAc', 'ZAR'],
  ['ILA', 'ILS'],
]);
const hundredth = Decimal.from('0.01');

/** The code of the whole currency, and what one of `code` is in it. */
export function wholeUnit(code: string): { readonly code: string; readonly unit: Decimal } {
  const whole = hundredths.get(code);
  return whole === undefined ? { code, unit: Decimal.one } : { code: whole, unit: hundredth };
}

/** Undefined where the file does not say it, and for a pair, whose symbol says it: the two must agree. */
export function readPriceCurrency(code: string, symbol: string | undefined): Read<Currency | undefined> {
  if (code === '' || symbol === undefined) return ok(undefined);
  const read = readCurrency(code);
  const { symbol: name, pair } = readTraded({ symbol, priceCurrency: undefined });
  if (!read.ok || pair === undefined) return read;
  return pair.quote === read.value
    ? ok(undefined)
    : err({ code: 'OTHER_PRICE_CURRENCY', text: shown(code), symbol: name, currency: pair.quote });
}
