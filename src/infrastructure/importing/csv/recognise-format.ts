import { delimiters, headerLines, type FoundHeader } from './csv-header.ts';
import { keyOf } from './csv-key.ts';
import { splitRecord } from './csv-records.ts';
import type { Format } from './formats/format.ts';
import { formats } from './formats/registry.ts';

export type RecognisedHeader = FoundHeader & { readonly format: Format };

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
