import { plainText, type GridColumn } from './column.ts';

/**
 * A text that a spreadsheet would run as a formula: it looks past blanks and what cannot be seen, and takes the
 * full-width signs of East Asian keyboards for the others.
 */
const formula = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Texts come from venues and files: none may be run by the program that it is pasted into. */
export function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The plain text of a cell for a file or a copy. A number stays one: the minus of a loss is no formula. */
export function spreadsheetText<Row>(column: GridColumn<Row>, row: Row): string {
  const text = plainText(column, row);
  return column.kind === 'number' || column.kind === 'time' ? text : withoutFormula(text);
}
