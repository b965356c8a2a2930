import type { Separators } from '#renderer/format/number.ts';
import { plainNumberText } from '#renderer/format/parse-number.ts';

/** What was selected on the screen, as a program or a spreadsheet reads it: no grouping, ASCII minus and point. */
export function plainNumber(shown: string, separators: Separators): string {
  const text = shown.trim();
  return plainNumberText(text.replace(/^[\u25b2\u25bc]\s*/u, ''), separators) ?? text;
}
