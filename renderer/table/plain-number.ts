import type { Separators } from '#renderer/format/number.ts';

/** What was selected on the screen, as a program or a spreadsheet reads it: no grouping, ASCII minus and point. */
export function plainNumber(shown: string, separators: Separators): string {
  const text = shown.trim();
  if (!/^[+\u2212\-\u25b2\u25bc\s]*\d[\d.,\u202f\u00a0]*$/.test(text)) return text;
  const ascii = text.replaceAll(/[+\u25b2\u25bc\s\u202f\u00a0]/g, '').replaceAll('\u2212', '-');
  return separators === 'point-comma'
    ? ascii.replaceAll('.', '').replace(',', '.')
    : ascii.replaceAll(',', '');
}
