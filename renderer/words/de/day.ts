import type { day as english } from '#renderer/words/en/day.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const day: Translated<typeof english> = {
  since: 'seit {clock} {zone}',
  unread: 'Das Tagesergebnis ist unbekannt, bis der Tagesbeginn gelesen ist.',
  unknown:
    'Das Tagesergebnis ist unbekannt: {names} hatte um {clock} {zone} oder bei einer Ein- oder Auszahlung seither keinen bekannten Preis.',
  counts: 'Das Tagesergebnis zählt seit {clock} {zone}',
};
