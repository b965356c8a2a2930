import { plainText, type GridColumn } from '#renderer/table/column.ts';

/** A text that a spreadsheet would run as a formula. */
const formula = /^[=+\-@\t\r]/;

/** RFC 4180, with plain values: canonical decimals, ISO times, an empty field where a value is unknown. */
export function toCsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => quoted(column.header))];
  for (const row of rows) lines.push(columns.map((column) => field(column, row)));
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function field<Row>(column: GridColumn<Row>, row: Row): string {
  const text = plainText(column, row);
  // Texts come from venues: none may be run by the program that opens the file.
  return quoted(column.kind === 'text' && formula.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
