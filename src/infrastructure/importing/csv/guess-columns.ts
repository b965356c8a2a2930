import type { FileMapping, FillColumn } from '#src/ports/import-files.ts';
import { keyOf } from './csv-key.ts';
import { writtenAmount } from './csv-prices.ts';
import { readSide } from './csv-words.ts';

type Guess = {
  readonly column: FillColumn;
  /** Words for it as exports have them, the surest first; the key of a name has letters and digits alone. */
  readonly words: readonly RegExp[];
  /** What such a column never is. */
  readonly not?: RegExp;
  /** Whether one of its values may be what it is. */
  readonly fits: (cell: string) => boolean;
};

/** The special words first, since a fee's currency names a fee. */
const guesses: readonly Guess[] = [
  { column: 'status', words: [/^(?:order)?stat(?:us|e)$/], fits: isWord },
  { column: 'orderid', words: [/order(?:id|no|number|ref)/], fits: isId },
  {
    column: 'tradeid',
    words: [
      /(?:trade|deal|fill|exec|execution|operation|transaction|tx)(?:id|no|number|ref)/,
      /^(?:uu)?id$|^reference$/,
    ],
    fits: isId,
  },
  {
    column: 'kind',
    words: [/^kind$|^(?:instrument|contract|security|product|asset)(?:kind|type|class|category)$/],
    fits: isWord,
  },
  { column: 'base', words: [/^base(?:asset|coin|currency)?$|^underlying/], fits: isWord },
  { column: 'settle', words: [/^settle(?:ment|d)?(?:in|currency|coin|asset)?$/], fits: isWord },
  { column: 'multiplier', words: [/multiplier|^contract(?:size|value|unit)$/], fits: isNumber },
  {
    column: 'feecurrency',
    words: [/(?:fee|commission)(?:currency|coin|asset|unit|in$)|^currency.*(?:fee|commission)$/],
    fits: isCode,
  },
  {
    column: 'currency',
    words: [/^(?:price|unitprice|trade|quote)?currency(?:price.*)?$|^(?:währung|devise|moneda|valuta|munt)$/],
    fits: isCode,
  },
  {
    column: 'time',
    words: [
      // When it was traded, where a file of orders tells when it was placed, too.
      /^(?:filled|fill|executed|execution|exec|traded?|deal)(?:time|date|datetime|at|on)/,
      /time|date|when|executedat|createdat|timestamp|datum|zeit|fecha/,
    ],
    not: /timezone|updated/,
    fits: isTime,
  },
  {
    column: 'symbol',
    words: [
      /^(?:symbol|ticker)/,
      /symbol|market|pair|instrument|ticker|product|wertpapier|titre|valor/,
      /isin|asset/,
    ],
    fits: isSymbol,
  },
  {
    column: 'side',
    words: [
      /^side|buysell|direction|tradetype|^type|action|^(?:richtung|vorgang|typ|art|sens|operación|tipo|soort)$/,
    ],
    fits: isSide,
  },
  {
    column: 'quantity',
    words: [
      // What was traded of an order, where a file tells what was ordered, too.
      /^(?:filled|executed)$|^(?:filled|fill|executed|execution|exec|traded?|deal)(?:quantity|qty|amount|size|volume|vol|shares|units)$/,
      /quantity|^qty|filled|shares$|^(?:stück|menge|anzahl|quantité|cantidad|quantità|aantal)/,
      /size|volume|^vol|amount|units|shares/,
    ],
    not: /price|total|net|fiat|value/,
    fits: isNumber,
  },
  {
    column: 'price',
    words: [
      /^(?:avg|average).*price$|^(?:filled|fill|executed|execution|exec|traded?|deal)(?:avg|average)?price$/,
      /price|rate|^(?:kurs|preis|prix|cours|precio|prezzo|koers)/,
    ],
    not: /exchange|total/,
    fits: isNumber,
  },
  {
    column: 'total',
    words: [
      /^(?:total|(?:trade|order|total|gross)?value|(?:gross|total)amount|turnover|kurswert|gesamt|bruttobetrag)$/,
    ],
    fits: isNumber,
  },
  {
    column: 'fee',
    words: [/^(?:fees?|commissions?)$/, /fee|commission|charge|costs?$|gebühr|provision|frais|comisi|kosten/],
    not: /excl|without|before|net|currency$/,
    fits: isNumber,
  },
];

/** What a total is in, where the file tells that apart: it need not be what the price is in. */
const totalCurrency = /^currency.*(?:total|value|amount)$|(?:total|value|amount)currency$/;

/** The likeliest column for each of ours by its name and by what it holds; none twice, and none where it is unsure. */
export function guessColumns(
  names: readonly string[],
  samples: readonly (readonly string[])[],
): FileMapping['columns'] {
  const taken = new Set<number>();
  const guessed: { [Column in FillColumn]?: number } = {};
  const keys = names.map(keyOf);
  for (const { column, words, not, fits } of guesses) {
    if (column === 'total' && keys.some((key) => totalCurrency.test(key))) continue;
    const isLike = (key: string, at: number) => !taken.has(at) && not?.test(key) !== true && holds(at, fits);
    const place = words
      .map((word) => keys.findIndex((key, at) => word.test(key) && isLike(key, at)))
      .find((at) => at !== -1);
    if (place === undefined) continue;
    taken.add(place);
    guessed[column] = place;
  }
  return guessed;

  /** An empty column says nothing against its name. */
  function holds(place: number, fits: (cell: string) => boolean): boolean {
    const cells = samples.map((row) => (row[place] ?? '').trim()).filter((cell) => cell !== '');
    return cells.length === 0 || cells.some(fits);
  }
}

function isNumber(cell: string): boolean {
  return /^[-+(]?[\d.,'’\s]*\d(?:e[+-]?\d+)?\)?$/i.test(writtenAmount(cell).number);
}

function isTime(cell: string): boolean {
  return /\d.*[-/.:\s].*\d|^\d{8,19}$/.test(cell);
}

function isCode(cell: string): boolean {
  return /^\p{L}[\p{L}\d]{1,9}$/u.test(cell);
}

function isId(cell: string): boolean {
  return /\d/.test(cell);
}

function isWord(cell: string): boolean {
  return /\p{L}/u.test(cell);
}

function isSymbol(cell: string): boolean {
  return isWord(cell) && !/^[\da-f]{8}-[\da-f]{4}-/i.test(cell);
}

/** A column has other words too, as a type that is a dividend. */
function isSide(cell: string): boolean {
  return readSide(cell).ok;
}
