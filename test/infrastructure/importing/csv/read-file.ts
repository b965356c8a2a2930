import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';
import type { GroupedRow } from '#src/ports/import-staging.ts';
import type { FileAnswers, FileMapping, FileNotes } from '#src/ports/import-files.ts';

export type ReadFile = FileNotes & {
  readonly fills: readonly ImportedFill[];
  readonly entries: readonly ImportedEntry[];
};

export const now = Date.UTC(2026, 0, 1);

/** A whole file, in pieces, its groups put together as the staging does; throws what was refused. */
export function readFile(
  text: string,
  pieceSize = 64_000,
  mapping?: FileMapping,
  answers: FileAnswers = {},
): ReadFile {
  const file = new ImportFile(now, mapping, answers);
  const fills: ImportedFill[] = [];
  const entries: ImportedEntry[] = [];
  const groups: GroupedRow[] = [];

  function take(rows: ReturnType<ImportFile['end']>): void {
    if (!rows.ok)
      throw new Error('problem' in rows.error ? JSON.stringify(rows.error.problem) : rows.error.code);
    fills.push(...rows.value.fills);
    entries.push(...rows.value.entries);
    groups.push(...rows.value.groups);
  }

  for (let start = 0; start < text.length; start += pieceSize)
    take(file.write(text.slice(start, start + pieceSize)));
  take(file.end());
  for (const group of Map.groupBy(groups, ({ key }) => key).values()) {
    const made = file.readGroup(group);
    fills.push(...made.fills);
    entries.push(...made.entries);
  }
  return { ...file.notes(), fills, entries };
}

/** A fill as one line: `time side quantity symbol @ price, fee, ids`. */
export function told(fill: ImportedFill): string {
  const { time, side, quantity, symbol, price, value, fee, feeCurrency, orderId, tradeId, priceCurrency } =
    fill;
  const what = `${new Date(time).toISOString()} ${side} ${quantity.toString()} ${symbol} @ ${price.toString()}`;
  return [
    priceCurrency === undefined ? what : `${what} ${priceCurrency}`,
    ...(value === undefined ? [] : [`for ${value.toString()}`]),
    fee === undefined ? 'fee unknown' : `fee ${fee.toString()} ${feeCurrency ?? ''}`.trim(),
    ...(orderId === undefined ? [] : [`order ${orderId}`]),
    ...(tradeId === undefined ? [] : [`trade ${tradeId}`]),
  ].join(', ');
}

export function toldEntry({ time, type, currency, amount, reference }: ImportedEntry): string {
  const what = `${new Date(time).toISOString()} ${type} ${amount.toString()} ${currency}`;
  return reference === undefined ? what : `${what}, ${reference}`;
}
