import { type Preferences, preferencesSchema } from '#renderer/saved/preferences-store.ts';

const key = 'tapedeck.language';

/** Of this browser: the page speaks before the core has told the settings. */
export function keptLanguage(): Preferences['language'] {
  return preferencesSchema.shape.language.catch('system').parse(localStorage.getItem(key) ?? 'system');
}

export function keepLanguage(language: Preferences['language']): void {
  localStorage.setItem(key, language);
}
