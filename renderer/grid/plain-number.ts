import type { Separators } from '#renderer/format/number.ts';
import { plainNumberText } from '#renderer/format/parse-number.ts';

/**
 * A number that was selected on the screen, as a program or a spreadsheet reads it: no grouping, ASCII minus and
 * point. Undefined where it is none.
 */
export function plainNumber(shown: string, separators: Separators): string | undefined {
  return plainNumberText(shown.trim().replace(/^[\u25b2\u25bc]\s*/u, ''), separators);
}
