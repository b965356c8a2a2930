import { keyOf } from './csv-key.ts';
import { splitRecord } from './csv-records.ts';

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

export const delimiters = [',', ';', '\t'] as const;
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

/** Where in the text the line begins that so many come before. */
export function offsetOfLine(text: string, linesBefore: number): number {
  let offset = 0;
  const lineBreak = /\r\n|\n|\r/g;
  for (let line = 0; line < linesBefore; line += 1) {
    if (lineBreak.exec(text) === null) break;
    offset = lineBreak.lastIndex;
  }
  return offset;
}

export function shownCells(cells: readonly string[]): readonly string[] {
  return cells.slice(0, 100).map((cell) => cell.trim().slice(0, 100));
}
