import type { CallOutput } from '#src/contract/contract.ts';
import type { Format } from '#renderer/format/format.ts';

/** "1 fill", "2,000 fills": a count with its word. */
export function counted(count: number, one: string, many: string, format: Format): string {
  return count === 1 ? `1 ${one}` : `${format.count(count)} ${many}`;
}

/** Fills and movements of money, whichever there are, as in "Import 2 fills and 1 movement". */
export function contentWords(fills: number, movements: number, format: Format): string {
  const parts = [
    ...(fills > 0 || movements === 0 ? [counted(fills, 'fill', 'fills', format)] : []),
    ...(movements > 0 ? [counted(movements, 'movement', 'movements', format)] : []),
  ];
  return parts.join(' and ');
}

/** What was not imported, and why; empty where all was. */
export function leftOutWords(
  {
    duplicates,
    alike,
    duplicateEntries,
    alikeEntries,
    skipped,
    invalid,
  }: Omit<CallOutput<'imports.commit'>, 'imported' | 'entries'>,
  format: Format,
): readonly string[] {
  return [
    ...(duplicates > 0 ? [`${counted(duplicates, 'fill was', 'fills were', format)} there already`] : []),
    ...(duplicateEntries > 0
      ? [`${counted(duplicateEntries, 'movement was', 'movements were', format)} there already`]
      : []),
    ...(alike + alikeEntries > 0
      ? [`${contentWords(alike, alikeEntries, format)} left out as there already, as you said`]
      : []),
    ...(skipped > 0
      ? [`${counted(skipped, 'row was', 'rows were', format)} passed over, being no trade`]
      : []),
    ...(invalid > 0
      ? [`${counted(invalid, 'row with errors was', 'rows with errors were', format)} left out`]
      : []),
  ];
}
