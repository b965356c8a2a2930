import type { GridColumn } from './column.ts';
import { spreadsheetText } from './spreadsheet-text.ts';

/** RFC 4180, with plain values: canonical decimals, ISO times, an empty field where a value is unknown. */
export function toCsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => quoted(column.header))];
  for (const row of rows) lines.push(columns.map((column) => quoted(spreadsheetText(column, row))));
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
