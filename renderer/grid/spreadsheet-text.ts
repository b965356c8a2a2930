import { plainText, type GridColumn } from './column.ts';

/**
 * Where a spreadsheet would begin a formula: it looks past blanks, quotes and what cannot be seen, and takes the full-width
 * signs of East Asian keyboards for the others. It begins a cell at the start of a text, and within it where it parts cells
 * by that sign, as it does by a semicolon where numbers have a comma. A number is none, nor is an amount.
 */
const formula =
  /([;,|\t\r\n]|^)(?=[\v\f\p{Z}\p{Cf}"]*[=+\-@\uff1d\uff0b\uff0d\uff20])(?! *-?\d+(?:\.\d+)?(?: [\p{L}\p{N}]+)? *(?:$|[;,|\t\r\n]))/gu;
const begun = /^(?=[\t\r\n])/u;

/** Texts come from venues and files: none may be run by the program that it is pasted into. */
export function withoutFormula(text: string): string {
  return text.replaceAll(formula, "$1'").replace(begun, "'");
}

/** The plain text of a cell for a file or a copy. A number stays one: the minus of a loss is no formula. */
export function spreadsheetText<Row>(column: GridColumn<Row>, row: Row): string {
  const text = plainText(column, row);
  return column.kind === 'number' || column.kind === 'time' ? text : withoutFormula(text);
}
