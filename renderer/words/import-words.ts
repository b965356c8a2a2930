import type { CallOutput } from '#src/contract/contract.ts';
import { say } from './say.ts';

/** Fills and movements of money, whichever there are, as in "2 fills and 1 movement". */
export function contentWords(fills: number, movements: number): string {
  if (movements === 0) return say('imports.fills', { fills });
  return fills === 0
    ? say('imports.movements', { movements })
    : say('imports.fillsAndMovements', { fills, movements });
}

/** What a file was read as. */
export function formatWords(format: string): string {
  return format === 'fills' || format === 'mapped' ? say(`imports.format_${format}`) : format;
}

/** On the button that imports them. */
export function importWords(fills: number, movements: number): string {
  if (movements === 0) return say('imports.importFills', { fills });
  return fills === 0
    ? say('imports.importMovements', { movements })
    : say('imports.importBoth', { fills, movements });
}

/** What was not imported, and why; empty where all was. */
export function leftOutWords({
  duplicates,
  alike,
  duplicateEntries,
  alikeEntries,
  skipped,
  invalid,
}: Omit<CallOutput<'imports.commit'>, 'imported' | 'entries'>): readonly string[] {
  return [
    ...(duplicates > 0 ? [say('imports.fillsWereThere', { count: duplicates })] : []),
    ...(duplicateEntries > 0 ? [say('imports.movementsWereThere', { count: duplicateEntries })] : []),
    ...(alike + alikeEntries > 0
      ? [say('imports.leftOutAsSaid', { content: contentWords(alike, alikeEntries) })]
      : []),
    ...(skipped > 0 ? [say('imports.rowsPassedOver', { count: skipped })] : []),
    ...(invalid > 0 ? [say('imports.rowsLeftOut', { count: invalid })] : []),
  ];
}
