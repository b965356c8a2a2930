import { enAtOnce } from '#renderer/words/packs/en-at-once.ts';
import { enLater } from '#renderer/words/packs/en-later.ts';
import type { Separators } from '#renderer/format/number.ts';
import { speak } from '#renderer/words/say.ts';

/** The whole of English, as a page has it once it is loaded. */
export function speakEnglish(separators: Separators = 'comma-point'): void {
  speak({ locale: 'en', messages: { ...enAtOnce, ...enLater }, separators });
}
