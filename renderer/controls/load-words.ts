import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { languageAt, languageOf, type LanguageTag } from '#renderer/words/languages.ts';
import { speak, spoken } from '#renderer/words/say.ts';
import { keepLanguage, keptLanguage } from './kept-language.ts';

let showing: LanguageTag | undefined;
let rest: Promise<void> | undefined;

/**
 * Before anything is said: in the language that this browser showed last. Once the trader's settings are read, and when
 * they change, everything is said in the language that they choose, with their separators. Returns what ends that.
 */
export async function startWords(): Promise<() => void> {
  usePreferencesStore.setState({ language: keptLanguage() });
  await show(languageOf(usePreferencesStore.getState().language), false);
  return usePreferencesStore.subscribe(({ language, separators }, before) => {
    const speech = spoken();
    if (speech !== undefined && separators !== before.separators) speak({ ...speech, separators });
    if (language === before.language) return;
    keepLanguage(language);
    // It stays as it is where the other language does not come: the fault goes into the program's log.
    show(languageOf(language), true).catch(reportError);
  });
}

/** What the parts of the page say comes with the first of them. A try that failed is made again. */
export function wordsOfParts(): Promise<void> {
  rest ??= loadRest().catch((cause: unknown) => {
    rest = undefined;
    throw cause;
  });
  return rest;
}

async function loadRest(): Promise<void> {
  const language = showing;
  if (language === undefined) return;
  const later = await languageAt(language).later();
  const speech = spoken();
  // Another language was chosen meanwhile, and came with all it says.
  if (language !== showing || speech === undefined) return;
  speak({ ...speech, messages: { ...speech.messages, ...later } });
}

let asked = 0;

async function show(language: LanguageTag, whole: boolean): Promise<void> {
  asked += 1;
  const turn = asked;
  const packs = languageAt(language);
  const [atOnce, later] = await Promise.all([packs.atOnce(), whole ? packs.later() : {}]);
  if (turn !== asked) return;
  showing = language;
  // What the parts say is still to come.
  if (!whole) rest = undefined;
  document.documentElement.lang = language;
  const { separators } = usePreferencesStore.getState();
  speak({ locale: language, messages: { ...atOnce, ...later }, separators });
}
