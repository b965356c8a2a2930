import { delimiters, headerLines, type FoundHeader } from './csv-header.ts';
import { keyOf } from './csv-key.ts';
import { splitRecord } from './csv-records.ts';
import type { Format } from './formats/format.ts';
import type { FileProblem } from '#src/domain/file-problem.ts';
import { formats, insufficientExports } from './formats/registry.ts';

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

/** Why an export that is known by its columns cannot be imported. */
export function insufficiencyOf({ names }: FoundHeader): FileProblem | undefined {
  const keys = new Set(names.map(keyOf));
  return insufficientExports.find(([columns]) => columns.every((key) => keys.has(key)))?.[1];
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
