import { keyOf } from './csv-key.ts';
import { splitRecord } from './csv-records.ts';
import type { Format } from './formats/format.ts';
import { formats } from './formats/registry.ts';

/** The columns of a file, by key, in its own names. */
export type CsvHeader = {
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
};

export type FoundHeader = {
  readonly delimiter: string;
  /** Lines of the text that come before it. */
  readonly linesBefore: number;
  readonly names: readonly string[];
};

export type RecognisedHeader = FoundHeader & { readonly format: Format };

const delimiters = [',', ';', '\t'] as const;
/** Lines among which a header is looked for: exports say above it whose they are and when they were made. */
export const headerLines = 40;

export function readHeader(names: readonly string[]): CsvHeader {
  const places = new Map<string, number>();
  for (const [place, name] of names.entries()) {
    const key = keyOf(name);
    if (key !== '' && !places.has(key)) places.set(key, place);
  }
  return { names, places };
}

/** The first line that a format knows as its header. */
export function findHeader(lines: readonly string[]): RecognisedHeader | undefined {
  for (const [linesBefore, line] of lines.slice(0, headerLines).entries()) {
    for (const delimiter of delimiters) {
      const names = splitRecord(line, delimiter);
      const format = names === undefined ? undefined : formatOf(new Set(names.map(keyOf)));
      if (names !== undefined && format !== undefined) return { format, delimiter, linesBefore, names };
    }
  }
  return undefined;
}

/** The line that names the same columns as a mapping that the trader made for such a file. */
export function findMappedHeader(
  lines: readonly string[],
  columns: readonly string[],
): FoundHeader | undefined {
  const wanted = columns.map(keyOf).join(' ');
  for (const [linesBefore, line] of lines.slice(0, headerLines).entries()) {
    for (const delimiter of delimiters) {
      const names = splitRecord(line, delimiter);
      if (names?.map(keyOf).join(' ') === wanted) return { delimiter, linesBefore, names };
    }
  }
  return undefined;
}

/** What a trader would take for the header of an unknown file: the first of the lines with the most names. */
export function likelyHeader(lines: readonly string[]): FoundHeader | undefined {
  let best: (FoundHeader & { readonly named: number }) | undefined;
  for (const [linesBefore, line] of lines.slice(0, headerLines).entries()) {
    for (const delimiter of delimiters) {
      const names = splitRecord(line, delimiter);
      const named = names?.filter((name) => /\p{L}/u.test(name)).length ?? 0;
      if (names !== undefined && named > (best?.named ?? 1)) best = { delimiter, linesBefore, names, named };
    }
  }
  return best;
}

/** Of the formats that fit, the one that asks for the most columns: a file of few columns is not a special one. */
function formatOf(keys: ReadonlySet<string>): Format | undefined {
  let best: { readonly format: Format; readonly columns: number } | undefined;
  for (const format of formats) {
    for (const variant of format.variants) {
      if (!variant.every((key) => keys.has(key))) continue;
      if (best === undefined || variant.length > best.columns) best = { format, columns: variant.length };
    }
  }
  return best?.format;
}
