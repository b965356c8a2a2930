import type { ImportColumns, ImportMapping } from '#src/contract/imports.ts';

type Notation = {
  readonly order: ImportMapping['times']['order'];
  readonly decimal: ImportMapping['decimal'];
  readonly direction: ImportMapping['direction'];
};
type Samples = readonly (readonly string[])[];

/** How dates and numbers are written in the first rows, for the trader to check. */
export function guessNotation(samples: Samples, columns: ImportColumns): Notation {
  return {
    order: guessOrder(cellsOf(samples, [columns.time])),
    decimal: guessDecimal(cellsOf(samples, [columns.quantity, columns.price, columns.fee])),
    // What a total's sign means is not told by it.
    direction: cellsOf(samples, [columns.quantity]).some((text) => /^[^\d]*[-−(]/u.test(text))
      ? 'quantity'
      : undefined,
  };
}

/** A month is at most 12; where that does not decide, the preview asks. */
function guessOrder(times: readonly string[]): Notation['order'] {
  const dates = times.flatMap((text) => {
    const [, first, second] = /^\s*(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}/.exec(text) ?? [];
    return first === undefined || second === undefined ? [] : [{ first: +first, second: +second }];
  });
  if (dates.some(({ first }) => first > 12)) return 'DMY';
  return dates.some(({ second }) => second > 12) ? 'MDY' : 'YMD';
}

/** The last of the two signs in a number is the decimal one; a comma before three digits alone says nothing. */
function guessDecimal(numbers: readonly string[]): Notation['decimal'] {
  const commas = numbers.filter(
    (text) => /,\d+$/.test(text) && (!/^[^,]*,\d{3}$/.test(text) || /^-?0,/.test(text) || text.includes('.')),
  );
  const points = numbers.filter((text) => /\.\d+$/.test(text) && !/\.\d{3}$/.test(text));
  return commas.length > points.length ? ',' : '.';
}

function cellsOf(samples: Samples, places: readonly (number | undefined)[]): readonly string[] {
  return samples.flatMap((cells) =>
    places.flatMap((place) => (place === undefined ? [] : [(cells[place] ?? '').trim()])),
  );
}
