import { expect, test } from 'vitest';
import { createFormat } from '#renderer/format/format.ts';
import { languageNames, languageOf, systemLanguage } from '#renderer/words/languages.ts';
import { swissAtOnce } from '#renderer/words/packs/de-ch-at-once.ts';
import { swissLater } from '#renderer/words/packs/de-ch-later.ts';

test.each([
  [['de-CH', 'en'], 'de-CH'],
  [['de-AT', 'en'], 'de'],
  [['fr-CH', 'de-CH'], 'de-CH'],
  [['en-GB', 'de'], 'en'],
  [['en-XA'], 'en-XA'],
  [['fr', 'ja'], 'en'],
  [[], 'en'],
])('a system that speaks %j is answered in %s', (system, expected) => {
  expect(systemLanguage(system)).toBe(expected);
});

test('what this version does not speak is the system’s, and what no trader is offered can be chosen by a test', () => {
  expect(languageOf('de-CH')).toBe('de-CH');
  expect(languageOf('xx')).toBe(systemLanguage());
  expect(languageOf('toString')).toBe(systemLanguage());
  expect(languageOf('en-XA')).toBe('en-XA');
  expect(languageNames.map(({ name }) => name)).toEqual(['English', 'Deutsch', 'Deutsch (Schweiz)']);
});

test('German of Switzerland has its own quotation marks, no ß, and the day first', () => {
  const text = JSON.stringify({ ...swissAtOnce, ...swissLater });
  expect(text).not.toMatch(/[ß„“‚‘]/u);
  expect(text).toContain('«');
  expect(text).toContain('schliessen');
  const noon = Date.UTC(2026, 2, 8, 12);
  expect(createFormat('comma-point', 'utc', false, 'de-CH').date(noon)).toBe('08.03.2026');
});
