import { err, ok, type Result } from '#src/domain/result.ts';
import type { FileProblem } from '#src/domain/file-problem.ts';
import type { FileMapping, ImportFileError, UnreadableFile } from '#src/ports/import-files.ts';
import {
  findMappedHeader,
  headerLines,
  likelyHeader,
  readHeader,
  shownCells,
  type CsvHeader,
  type FoundHeader,
} from './csv-header.ts';
import { keyOf } from './csv-key.ts';
import { longestLine, splitRecord } from './csv-records.ts';
import type { Format } from './formats/format.ts';
import { mappedFills, missingColumns } from './formats/mapped-fills.ts';
import { fillColumns } from './formats/plain-fills.ts';
import { guessColumns } from './guess-columns.ts';
import { findHeader, insufficiencyOf } from './recognise-format.ts';

export type FileHead = {
  readonly found: FoundHeader;
  readonly format: Format;
  /** The first ones: what they tell of how the file is written holds for all of it. */
  readonly rows: readonly string[];
  /** The lines before the header. */
  readonly preamble: readonly string[];
};

const fillKeys: ReadonlySet<string> = new Set(fillColumns);
const rowsLookedAt = 200;
const samplesShown = 5;
const lineBreaks = /\r\n|\n|\r/;
/** In characters: where the header has to stand. */
const longestHead = 4 * longestLine;

/** Undefined while the header, or enough of what follows it, may still be to come. */
export function readHead(
  text: string,
  mapping: FileMapping | undefined,
  isWhole: boolean,
): Result<FileHead, ImportFileError> | undefined {
  const lines = text.split(lineBreaks);
  const complete = isWhole ? lines : lines.slice(0, -1);
  const isAll = isWhole || text.length > longestHead;
  const head = recognise(complete, mapping);
  if (head === undefined) {
    const isUnknown = isAll || complete.length > headerLines + samplesShown;
    return isUnknown ? err(unknown(lines, complete, isWhole)) : undefined;
  }
  const { found, format } = head;
  const problem = problemOfColumns(found, format, mapping);
  if (problem !== undefined) return err(unreadable(problem));
  const rows = complete.slice(found.linesBefore + 1);
  const isEnough = isAll || rows.length >= rowsLookedAt;
  if (!isEnough) return undefined;
  const preamble = complete.slice(0, found.linesBefore);
  return ok({ found, format, rows: rows.slice(0, rowsLookedAt), preamble });
}

function recognise(
  lines: readonly string[],
  mapping: FileMapping | undefined,
): Pick<FileHead, 'found' | 'format'> | undefined {
  if (mapping === undefined) {
    const found = findHeader(lines);
    return found && { found, format: found.format };
  }
  const found = findMappedHeader(lines, mapping.header);
  return found && { found, format: mappedFills(mapping) };
}

/** What has to be there, and once. */
function problemOfColumns(
  found: FoundHeader,
  format: Format,
  mapping: FileMapping | undefined,
): FileProblem | undefined {
  if (mapping !== undefined) {
    const [column] = missingColumns(mapping);
    return column === undefined ? undefined : { code: 'COLUMN_NOT_CHOSEN', column };
  }
  const column = format.id === 'fills' ? namedTwice(found.names, readHeader(found.names)) : undefined;
  return column === undefined ? undefined : { code: 'COLUMN_TWICE', column };
}

function namedTwice(names: readonly string[], { places }: CsvHeader): string | undefined {
  const twice = names.find((name, place) => {
    const first = places.get(keyOf(name));
    return first !== undefined && first !== place && fillKeys.has(keyOf(name));
  });
  return twice?.trim();
}

function unknown(all: readonly string[], lines: readonly string[], isWhole: boolean): ImportFileError {
  if (lines.every((line) => line.trim() === '')) {
    const long = all.findIndex((line) => line.length > longestLine);
    if (long !== -1) return unreadable(tooLong(long + 1));
    return unreadable({ code: isWhole ? 'FILE_EMPTY' : 'NO_HEADER' });
  }
  const found = likelyHeader(lines);
  if (found === undefined) return unreadable({ code: 'NO_HEADER' });
  const insufficiency = insufficiencyOf(found);
  if (insufficiency !== undefined) return unreadable(insufficiency);
  const samples = lines
    .slice(found.linesBefore + 1)
    .filter((line) => line.trim() !== '')
    .slice(0, samplesShown)
    .map((line) => shownCells(splitRecord(line, found.delimiter) ?? [line]));
  const header = shownCells(found.names);
  return { code: 'UNKNOWN_FORMAT', header, samples, guess: guessColumns(header, samples) };
}

export function unreadable(problem: FileProblem): UnreadableFile {
  return { code: 'UNREADABLE_FILE', problem };
}

export function tooLong(line: number): FileProblem {
  return { code: 'LINE_TOO_LONG', line, longest: longestLine };
}
