import type { CallError } from '#src/contract/contract.ts';
import type { ImportPreview } from '#src/contract/imports.ts';
import type { FilePreview, ImportFileError } from '#src/ports/import-files.ts';

/** As the contract has it, whose lists may be changed. */
export function presentPreview(preview: FilePreview): Omit<ImportPreview, 'importId' | 'fileName'> {
  const { rows, errors, skippedRows, symbols, inAccounts, alikes, alikeMovements, ...facts } = preview;
  return {
    ...facts,
    rows: [...rows],
    errors: [...errors],
    skippedRows: [...skippedRows],
    symbols: [...symbols],
    inAccounts: [...inAccounts],
    alikes: [...alikes],
    alikeMovements: [...alikeMovements],
  };
}

export function presentFileError(error: ImportFileError): CallError<'imports.chunk'> {
  if (error.code === 'UNREADABLE_FILE') return error;
  const { code, header, samples, guess } = error;
  return { code, header: [...header], samples: samples.map((cells) => [...cells]), guess: { ...guess } };
}
