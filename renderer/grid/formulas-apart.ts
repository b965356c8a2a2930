import { withoutFormula } from './spreadsheet-text.ts';

/** As a browser parts what it copies: cells of a table by tabs, everything else by lines. */
const cell = /[^\t\r\n]+/gu;
/** A number, however it is grouped: the sign of a gain or a loss is no formula. */
const number = /^\s*[+-][\d.,'’\s]*\d\s?%?\s*$/u;

/**
 * A table sees to its own copies. What is copied beside it, as the rows of a file in a preview, a dialog, or all of the
 * page, is pasted into spreadsheets too, and no text in it may become a formula there.
 */
export function keepFormulasOut(): () => void {
  document.addEventListener('copy', onCopy);
  return () => document.removeEventListener('copy', onCopy);
}

function onCopy(event: ClipboardEvent): void {
  const { target, clipboardData } = event;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (event.defaultPrevented || isField || clipboardData === null) return;
  const selected = document.getSelection()?.toString() ?? '';
  const text = selected.replaceAll(cell, (part) => (number.test(part) ? part : withoutFormula(part)));
  if (text === selected) return;
  clipboardData.setData('text/plain', text);
  event.preventDefault();
}
