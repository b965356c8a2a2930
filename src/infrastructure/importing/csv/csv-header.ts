import { err, ok, type Result } from '#src/domain/result.ts';
import { shown } from './csv-values.ts';

const required = ['time', 'symbol', 'side', 'quantity', 'price'] as const;
const columns = [...required, 'fee', 'fee currency', 'order id'] as const;

export type Column = (typeof columns)[number];

/** Where each column of ours stands in the file's rows; columns that are not ours are passed over. */
export type CsvHeader = { readonly width: number; readonly places: ReadonlyMap<Column, number> };

export type UnreadableFile = { readonly message: string; readonly missingColumns: readonly string[] };

const byKey = new Map<string, Column>(columns.map((column) => [keyOf(column), column]));
const delimiters = [',', ';', '\t'] as const;

/** The delimiter that makes the most of our column names out of the first line. */
export function delimiterOf(firstLine: string): string {
  let best: { readonly delimiter: string; readonly named: number } = { delimiter: ',', named: 0 };
  for (const delimiter of delimiters) {
    const named = firstLine.split(delimiter).filter((name) => byKey.has(keyOf(name))).length;
    if (named > best.named) best = { delimiter, named };
  }
  return best.delimiter;
}

export function readHeader(names: readonly string[]): Result<CsvHeader, UnreadableFile> {
  const places = new Map<Column, number>();
  for (const [place, name] of names.entries()) {
    const column = byKey.get(keyOf(name));
    if (column === undefined) continue;
    if (places.has(column)) {
      const message = `The first line names the column "${column}" twice. Rename or remove one of them.`;
      return err({ message, missingColumns: [] });
    }
    places.set(column, place);
  }
  const missingColumns = required.filter((column) => !places.has(column));
  if (missingColumns.length === 0) return ok({ width: names.length, places });
  const found = names.slice(0, 20).map(shown).join(', ');
  return err({ message: `The first line must name the columns. It reads ${found}.`, missingColumns });
}

/** `Fee Currency`, `fee_currency` and `"fee currency"` are one. */
function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
