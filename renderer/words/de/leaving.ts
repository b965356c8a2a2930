import type { leaving as english } from '#renderer/words/en/leaving.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const leaving: Translated<typeof english> = {
  title: 'Verlassen, während Orders aktiv sind?',
  meaning:
    '{count, plural, one {# Order ist aktiv.} other {# Orders sind aktiv.}} Solange dieser Arbeitsbereich geschlossen ist – und zwar in jedem Fenster –, erreicht kein Kurs seine Orders: Keine wird ausgeführt, und kein Stop löst aus. Sie bleiben, wie sie sind, und können wieder ausgeführt werden, sobald er geöffnet ist.',
  stay: 'Bleiben',
};
