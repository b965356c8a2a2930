import { describe, expect, it } from 'vitest';

import { importBegin, importCommit } from '#src/contract/imports.ts';
import { workspaceName } from '#src/contract/visible-name.ts';

function refusalOf(name: string): string | undefined {
  const parsed = workspaceName.safeParse(name);
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}

describe('the name of a workspace', () => {
  it.each([
    '日本',
    'Москва',
    'Ελλάδα',
    'العربية',
    'می‌خواهم',
    '🐢',
    '👩‍👩‍👧‍👦',
    '..',
    'CON',
    'nul.txt',
    'Q1/2026',
    'a'.repeat(60),
    '𝒜'.repeat(60),
  ])('may be %s', (name) => {
    expect(workspaceName.parse(name)).toBe(name.normalize('NFC'));
  });

  it('is kept without the space around it, and each letter written one way', () => {
    expect(workspaceName.parse(' cafe\u0301 \n')).toBe('caf\u00e9');
  });

  it.each([
    ['', 'can be seen'],
    [' \t\u00a0', 'can be seen'],
    ['\u3164', 'can be seen'],
    ['\u200d\u200c', 'can be seen'],
    ['a\u0000b', 'U+0000'],
    ['a\u001b[31m', 'U+001B'],
    ['a\nb', 'U+000A'],
    ['a\u202eb', 'U+202E'],
    ['\u200fa', 'U+200F'],
    ['a\u200bb', 'U+200B'],
    ['a\ud800', 'U+D800'],
    ['a'.repeat(61), '60 characters at most; this one has 61'],
  ])('may not be %j, and is told why', (name, reason) => {
    expect(refusalOf(name)).toContain(reason);
  });
});

describe('what an import names', () => {
  it.each(['', '\u3164', 'Main\u202e', 'Ma\u200bin'])('an account is not called “%s”', (accountName) => {
    expect(importCommit.safeParse({ importId: 'i', accountName }).success).toBe(false);
  });

  it('an account’s letters are written one way, and the file turns no words around', () => {
    expect(importCommit.parse({ importId: 'i', accountName: ' cafe\u0301' }).accountName).toBe('caf\u00e9');
    expect(importBegin.parse({ fileName: 'cafe\u0301 \u202efdp.csv' }).fileName).toBe('caf\u00e9 fdp.csv');
  });
});
