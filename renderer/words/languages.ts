import type { Separators } from '#renderer/format/number.ts';
import type { Pack } from './say.ts';

type Language = {
  /** In itself; none where no trader is offered it. */
  readonly name?: string;
  /** As it writes numbers, where the settings have that. The trader's choice holds, whatever the language. */
  readonly separators?: Separators;
  /** What the page says before its parts are there. */
  readonly atOnce: () => Promise<Pack>;
  /** What its parts say. */
  readonly later: () => Promise<Pack>;
};

const languages = {
  en: {
    name: 'English',
    separators: 'comma-point',
    atOnce: async () => (await import('./packs/en-at-once.ts')).enAtOnce,
    later: async () => (await import('./packs/en-later.ts')).enLater,
  },
  de: {
    name: 'Deutsch',
    separators: 'point-comma',
    atOnce: async () => (await import('./packs/de-at-once.ts')).deAtOnce,
    later: async () => (await import('./packs/de-later.ts')).deLater,
  },
  'de-CH': {
    name: 'Deutsch (Schweiz)',
    separators: 'apostrophe-point',
    atOnce: async () => (await import('./packs/de-ch-at-once.ts')).swissAtOnce,
    later: async () => (await import('./packs/de-ch-later.ts')).swissLater,
  },
  // English made longer and accented, so that a test sees what a longer language would cut.
  'en-XA': {
    atOnce: async () => (await import('./packs/pseudo.ts')).pseudoAtOnce,
    later: async () => (await import('./packs/pseudo.ts')).pseudoLater,
  },
} satisfies Record<string, Language>;
export type LanguageTag = keyof typeof languages;

export function languageAt(tag: LanguageTag): Language {
  return languages[tag];
}

/** Those a trader can choose, each by its own name. */
export const languageNames: readonly { readonly tag: LanguageTag; readonly name: string }[] = tags().flatMap(
  (tag) => {
    const { name } = languageAt(tag);
    return name === undefined ? [] : [{ tag, name }];
  },
);

/** The first of the system's languages that there is, of its country or, where it is offered, of any; else English. */
export function systemLanguage(system: readonly string[] = navigator.languages): LanguageTag {
  const offered = languageNames.map(({ tag }) => tag);
  const found = system.flatMap((wanted) => {
    const [base] = wanted.split('-');
    return tags().find((tag) => tag === wanted) ?? offered.find((tag) => tag === base) ?? [];
  });
  return found[0] ?? 'en';
}

/** The chosen one; the system's where that was chosen, or one that this version does not have. */
export function languageOf(chosen: string): LanguageTag {
  return tags().find((tag) => tag === chosen) ?? systemLanguage();
}

function tags(): readonly LanguageTag[] {
  return Object.keys(languages).filter((name): name is LanguageTag => Object.hasOwn(languages, name));
}
