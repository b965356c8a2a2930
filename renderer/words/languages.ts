import type { Pack } from './say.ts';

/** Those a trader can choose, each by its own name. */
export const languageNames = { en: 'English', de: 'Deutsch' } as const;

/** `en-XA` is English made longer and accented, so that a test sees what a longer language would cut. */
export type Language = keyof typeof languageNames | 'en-XA';

type Packs = {
  /** What the page says before its parts are there. */
  readonly atOnce: () => Promise<Pack>;
  /** What its parts say. */
  readonly later: () => Promise<Pack>;
};

export const packs: Readonly<Record<Language, Packs>> = {
  en: {
    atOnce: async () => (await import('./packs/en-at-once.ts')).enAtOnce,
    later: async () => (await import('./packs/en-later.ts')).enLater,
  },
  de: {
    atOnce: async () => (await import('./packs/de-at-once.ts')).deAtOnce,
    later: async () => (await import('./packs/de-later.ts')).deLater,
  },
  'en-XA': {
    atOnce: async () => (await import('./packs/pseudo.ts')).pseudoAtOnce,
    later: async () => (await import('./packs/pseudo.ts')).pseudoLater,
  },
};

/** The first of the system's languages that there is; English where there is none. */
export function systemLanguage(system: readonly string[] = navigator.languages): keyof typeof languageNames {
  const known = Object.keys(languageNames);
  const wanted = system.map((tag) => tag.split('-')[0] ?? '').find((base) => known.includes(base));
  return wanted === 'de' ? 'de' : 'en';
}

export function languageOf(chosen: Language | 'system'): Language {
  return chosen === 'system' ? systemLanguage() : chosen;
}
