import { describe, expect, it } from 'vitest';

import { inputProblemOf } from '#src/contract/input-problem.ts';
import { importBegin, importCommit } from '#src/contract/imports.ts';
import { workspaceName } from '#src/contract/visible-name.ts';

function refusalOf(name: string) {
  return inputProblemOf(workspaceName.safeParse(name).error?.issues ?? []).problem;
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
    ['', { code: 'NAME_UNSEEN' }],
    [' \t\u00a0', { code: 'NAME_UNSEEN' }],
    ['\u3164', { code: 'NAME_UNSEEN' }],
    ['\u200d\u200c', { code: 'NAME_UNSEEN' }],
    ['a\u0000b', { code: 'NAME_INVISIBLE', character: 'U+0000' }],
    ['a\u001b[31m', { code: 'NAME_INVISIBLE', character: 'U+001B' }],
    ['a\nb', { code: 'NAME_INVISIBLE', character: 'U+000A' }],
    ['a\u202eb', { code: 'NAME_INVISIBLE', character: 'U+202E' }],
    ['\u200fa', { code: 'NAME_INVISIBLE', character: 'U+200F' }],
    ['a\u200bb', { code: 'NAME_INVISIBLE', character: 'U+200B' }],
    ['a\ud800', { code: 'NAME_INVISIBLE', character: 'U+D800' }],
    ['a'.repeat(61), { code: 'NAME_TOO_LONG', longest: 60, length: 61 }],
  ])('may not be %j, and is told why', (name, problem) => {
    expect(refusalOf(name)).toEqual(problem);
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
