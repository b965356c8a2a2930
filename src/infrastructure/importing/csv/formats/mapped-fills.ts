import { err, ok } from '#src/domain/result.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import { keyOf } from '#src/infrastructure/importing/csv/csv-key.ts';
import { shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { fillColumns, neededColumns, readFill } from './plain-fills.ts';
import type { Format } from './format.ts';
import type { FileMapping } from '#src/ports/import-files.ts';
import type { FillColumn } from '#src/ports/import-files.ts';

/** Other words for our columns, as exports have them. */
const words: Readonly<Record<FillColumn, RegExp>> = {
  time: /time|date|when|executedat|createdat|timestamp/,
  symbol: /symbol|market|pair|instrument|ticker|product|isin|asset/,
  side: /^side|buysell|direction|tradetype|^type|action/,
  quantity: /quantity|^qty|size|volume|^vol|amount|shares|units|filled/,
  price: /price|rate/,
  currency: /^(?:price|unitprice|trade|quote)?currency/,
  feecurrency: /(?:fee|commission)(?:currency|coin|asset|unit|in$)/,
  fee: /fee|commission|charge/,
  orderid: /order(?:id|no|number|ref)/,
  kind: /^kind$|^(?:instrument|contract|security|product|asset)(?:kind|type|class|category)$/,
  base: /^base(?:asset|coin|currency)?$|^underlying/,
  settle: /^settle(?:ment|d)?(?:in|currency|coin|asset)?$/,
  multiplier: /multiplier|^contract(?:size|value|unit)$/,
  tradeid: /(?:trade|deal|fill|exec|execution|transaction|tx)(?:id|no|number|ref)/,
};

/** The likeliest column for each of ours, none twice; the special words first, since a fee's currency names a fee. */
export function guessColumns(names: readonly string[]): FileMapping['columns'] {
  const taken = new Set<number>();
  const guessed: { [Column in FillColumn]?: number } = {};
  const order = [...fillColumns].toSorted((left, right) => Number(left === 'fee') - Number(right === 'fee'));
  const special: readonly FillColumn[] = [
    'orderid',
    'tradeid',
    'kind',
    'base',
    'settle',
    'multiplier',
    'feecurrency',
    'currency',
  ];
  for (const column of [...special, ...order.filter((other) => !special.includes(other))]) {
    const place = names.findIndex((name, at) => !taken.has(at) && words[column].test(keyOf(name)));
    if (place === -1) continue;
    taken.add(place);
    guessed[column] = place;
  }
  return guessed;
}

/** The columns of ours that a mapping leaves out and must not. */
export function missingColumns({ columns }: Pick<FileMapping, 'columns'>): readonly FillColumn[] {
  return neededColumns.filter((column) => columns[column] === undefined);
}

/** A format as the trader mapped it. Its rows are read under our own columns. */
export function mappedFills({ times, decimal }: FileMapping): Format {
  const toNumber = decimal === '.' ? ok : fromDecimalComma;
  return {
    id: 'mapped',
    name: 'mapped',
    variants: [],
    read: (row, rows) => readFill(row, rows, times, toNumber),
  };
}

/** 1.234,50 and 1 234,50 are 1234.50, and 1,5E-6 is as spreadsheets write small numbers; a point anywhere else is no thousands', and not guessed at. */
function fromDecimalComma(text: string): Read<string> {
  if (text === '') return ok(text);
  const compact = text.replaceAll(/[\s'’]/gu, '');
  if (/^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?(?:e[+-]?\d+)?$/i.test(compact)) {
    return ok(compact.replaceAll('.', '').replace(',', '.'));
  }
  return err({ code: 'NOT_DECIMAL_COMMA', text: shown(text) });
}
