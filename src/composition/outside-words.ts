import compile from 'icu-minify/compile';
import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format';
import { store as germanStore } from '#renderer/words/de/store.ts';
import { finding } from '#renderer/words/en/finding.ts';
import { store } from '#renderer/words/en/store.ts';
import type { FindingProblem } from '#src/domain/finding.ts';
import { isCause, type Cause } from '#src/domain/coded.ts';
import type { Remedy } from '#src/domain/store-problem.ts';
import type { StartFailure } from './open-shell.ts';

/** Of where there is no screen: a terminal is spoken to in English, a dialog of the system in the system's language. */
export type OutsideLanguage = 'en' | 'de';
type Messages = Readonly<Record<string, CompiledMessage>>;

const stores: Readonly<Record<OutsideLanguage, Messages>> = { en: store, de: germanStore };
const findings: Messages = finding;

export function outsideLanguage(system: readonly string[]): OutsideLanguage {
  return system[0]?.startsWith('de') === true ? 'de' : 'en';
}

export function causeText(cause: Cause, language: OutsideLanguage = 'en'): string {
  if (typeof cause === 'string') return cause;
  const { code, ...values } = cause;
  return written(stores[language][code], values, language);
}

function remedyText(remedy: Remedy, folder: string, language: OutsideLanguage = 'en'): string {
  return written(stores[language][remedy], { folder }, language);
}

/** Which program has the workspaces says by itself what to do. */
export function startFailureText(
  { code, cause, remedy, folder }: StartFailure,
  language: OutsideLanguage = 'en',
): string {
  const why = causeText(cause, language);
  return code === 'ALREADY_RUNNING' ? why : `${why} ${remedyText(remedy, folder, language)}`;
}

export function findingText({ code, ...values }: FindingProblem): string {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    isCause(value) ? causeText(value) : value,
  ]);
  return written(findings[code], Object.fromEntries(said), 'en');
}

/** The screen's messages are compiled while it is built; here they are read as they are written. */
function written(message: CompiledMessage | undefined, values: FormatValues<string>, locale: string): string {
  if (message === undefined) throw new RangeError('there is no such message');
  const compiled = typeof message === 'string' ? compile(message) : message;
  const text = format(compiled, locale, values, {
    formatters: {
      getDateTimeFormat: (...wanted) => new Intl.DateTimeFormat(...wanted),
      getNumberFormat: (...wanted) => new Intl.NumberFormat(...wanted),
      getPluralRules: (...wanted) => new Intl.PluralRules(...wanted),
    },
  });
  return Array.isArray(text) ? text.join('') : text;
}
