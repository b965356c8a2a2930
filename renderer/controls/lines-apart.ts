import { writeSelected } from './write-field.ts';

const lineEnd = /\s*[\r\n\u2028\u2029]+\s*/gu;

/**
 * The browser writes what is pasted or dropped on one line, with a blank for each end of a line; between two cells of a
 * spreadsheet, 100 and 200, that blank would group one number, 100 200. Such an end stays seen, and is no number's.
 */
export function keepLinesApart(): () => void {
  document.addEventListener('beforeinput', onBeforeInput);
  return () => document.removeEventListener('beforeinput', onBeforeInput);
}

function onBeforeInput(event: InputEvent): void {
  const { target, data } = event;
  if (!(target instanceof HTMLInputElement) || target.inputMode !== 'decimal' || data === null) return;
  const lines = data.trim().split(lineEnd);
  if (lines.length === 1) return;
  event.preventDefault();
  writeSelected(target, lines.join(' ⏎ '));
}
