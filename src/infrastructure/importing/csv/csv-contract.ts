import { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import type { ImportedContract } from '#src/domain/imported-fill.ts';
import { settlementProblem, type ContractKind } from '#src/domain/instrument.ts';
import { err, ok } from '#src/domain/result.ts';
import { readSymbol as readPair, readTraded } from '#src/domain/traded-symbol.ts';
import type { Read } from './read-cell.ts';
import type { CsvRow } from './csv-row.ts';
import { readCurrency, shown } from './csv-values.ts';

/** Undefined for what is a pair or a share. */
const kinds = new Map<string, ContractKind | undefined>([
  ['future', 'future'],
  ['futures', 'future'],
  ['perpetual', 'perpetual'],
  ['perp', 'perpetual'],
  ['swap', 'perpetual'],
  ['option', 'option'],
  ['options', 'option'],
  ...['', 'spot', 'crypto', 'equity', 'share', 'shares', 'stock', 'stocks', 'etf', 'fund'].map(
    (word) => [word, undefined] as const,
  ),
]);

export function readKind(text: string): Read<ContractKind | undefined> {
  const word = text.toLowerCase();
  return kinds.has(word) ? ok(kinds.get(word)) : err({ code: 'NOT_A_KIND', text: shown(text) });
}

type Asked = {
  readonly symbol: string | undefined;
  /** What the price is in, as the row says it, and in which column. */
  readonly code: string;
  readonly column: string;
  readonly multiplier: Decimal | undefined;
};

/**
 * What its prices make. A future's settlement and every multiplier have to be told: a contract that is settled in its base
 * would be computed as another by a default. The base may be told by the symbol, and matters only where it settles.
 */
export function readContract(
  row: CsvRow,
  kind: ContractKind,
  { symbol, code, column, multiplier }: Asked,
): ImportedContract | undefined {
  const pair = symbol === undefined ? undefined : readPair(symbol.split(':')[0] ?? '').pair;
  const quote = row.read(column, readCode({ code: 'PRICE_CURRENCY_EMPTY' }), code || pair?.quote);
  const settle =
    kind === 'option' && row.text('settle') === ''
      ? quote
      : row.read('settle', readCode({ code: 'SETTLE_EMPTY' }));
  // A symbol may write the coin in a way of its own, as XBTUSD does: it says no more than that the two are one.
  const isNamed = settle === quote || pair?.base === settle;
  const named = row.text('base') || (isNamed ? pair?.base : undefined);
  if (symbol === undefined || quote === undefined || settle === undefined || multiplier === undefined)
    return undefined;
  if (settle !== quote && named === undefined) {
    row.refuse('base', { code: 'BASE_EMPTY', settle, quote });
    return undefined;
  }
  const base = named === undefined ? currency(symbol) : row.read('base', readCurrency, named);
  if (base === undefined) return undefined;
  const contract = { kind, base, quote, settle, multiplier };
  const problem = settlementProblem(contract);
  if (problem === undefined) return contract;
  row.refuse(
    'settle',
    problem === 'QUANTO' ? { code: problem, settle, base, quote } : { code: 'OPTION_SETTLE', settle, quote },
  );
  return undefined;
}

/** Notes where a pair or a share has what only a contract has, and which would be left out of its amounts. */
export function checkUncontracted(
  row: CsvRow,
  {
    symbol,
    priceCurrency,
    multiplier,
  }: Pick<Asked, 'symbol' | 'multiplier'> & { readonly priceCurrency: Currency | undefined },
): void {
  const settle = row.text('settle').toUpperCase();
  const quote = priceCurrency ?? (symbol && readTraded({ symbol, priceCurrency }).pair?.quote);
  const isOtherwise = settle !== '' && quote !== undefined && settle !== quote;
  if (isOtherwise || multiplier?.equals(Decimal.one) === false) row.refuse('kind', { code: 'KIND_EMPTY' });
}

function readCode(empty: { readonly code: 'PRICE_CURRENCY_EMPTY' | 'SETTLE_EMPTY' }) {
  return (text: string): Read<Currency> => (text === '' ? err(empty) : readCurrency(text));
}
