import type { GridColumn } from './column.ts';
import { spreadsheetText } from './spreadsheet-text.ts';

/**
 * RFC 4180, with plain values: canonical decimals, ISO times, an empty field where a value is unknown. A column is named
 * in the trader's language, and by an id that is the same in every language: `Menge [quantity]`.
 */
export function toCsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ header, id }) => quoted(`${header} [${id}]`))];
  for (const row of rows) lines.push(columns.map((column) => quoted(spreadsheetText(column, row))));
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

/**
 * A file of it. Excel takes one without a mark for one of the letters of the machine, which would make other names of
 * those of another script; one of ASCII alone is the same either way, and stays without for whatever else reads it.
 */
export function csvFile(text: string): Blob {
  const mark = /[^\p{ASCII}]/u.test(text) ? '\uFEFF' : '';
  return new Blob([mark, text], { type: 'text/csv;charset=utf-8' });
}

function quoted(text: string): string {
  // Whatever a spreadsheet may part cells by.
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
