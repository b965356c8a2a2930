import { isSameName } from '#src/domain/account.ts';
import type { ImportId } from '#src/domain/ids.ts';
import type { EarlierImport, FileReading } from '#src/ports/import-files.ts';
import type { ImportRun, ImportSpan } from '#src/ports/import-repository.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** A time whose zone was misread is off by less. */
const day = 86_400_000;
/** Before it was recorded. */
const firstReader = 1;

/**
 * Imports that have what a file has, and have it otherwise: a reader that is known to be wrong took them, or they are
 * the same file, which may have been read by other answers. Beside them the file would double what it holds.
 */
export async function findEarlier(
  read: Pick<Repositories, 'imports' | 'accounts'>,
  file: FileReading,
): Promise<readonly EarlierImport[]> {
  const accounts = new Map((await read.accounts.list()).map(({ id, name }) => [id, name]));
  const found: EarlierImport[] = [];
  for (const run of await read.imports.list()) {
    if (run.state !== 'done') continue;
    const isSame = run.digest === file.digest;
    const isOutdated = run.format === file.format && isOutdatedBy(run, file.reader);
    if (!isSame && !isOutdated) continue;
    const span = await read.imports.span(run.id);
    if (span === undefined || !(isSame || overlaps(file, span))) continue;
    found.push({
      id: run.id,
      accountName: accounts.get(run.accountId) ?? '',
      fileName: run.fileName,
      importedAt: run.importedAt,
      ...span,
      isOutdated,
      isCovered: isSame || covers(file, span),
    });
  }
  return found;
}

/** Whether a reader took it that later ones corrected. */
export function isOutdatedBy({ reader }: Pick<ImportRun, 'reader'>, newest: number): boolean {
  return (reader ?? firstReader) < newest;
}

/** Those of an account that a file may not stand beside, and those of them that cannot be replaced by it. */
export function conflictsOf(
  earlier: readonly EarlierImport[],
  accountName: string,
  replaces: readonly ImportId[],
): { readonly replaced: readonly EarlierImport[]; readonly refused: EarlierImport | undefined } {
  const own = earlier.filter((one) => isSameName(one.accountName, accountName));
  const replaced = own.filter(({ id, isCovered }) => isCovered && replaces.includes(id));
  return { replaced, refused: own.find((one) => one.isOutdated && !replaced.includes(one)) };
}

function overlaps({ from, to }: FileReading, span: ImportSpan): boolean {
  return from !== undefined && to !== undefined && from - day <= span.to && to + day >= span.from;
}

function covers({ from, to }: FileReading, span: ImportSpan): boolean {
  return from !== undefined && to !== undefined && from - day <= span.from && to + day >= span.to;
}
