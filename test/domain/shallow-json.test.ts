import { assert, jsonValue, property } from 'fast-check';
import { expect, it } from 'vitest';

import { parseShallowJson } from '#src/domain/shallow-json.ts';

it.each(['[', '{"a":'])('what is nested 200,000 deep by %s is refused in words', (open) => {
  const text = open.repeat(200_000) + '1' + (open === '[' ? ']' : '}').repeat(200_000);
  expect(() => parseShallowJson(text)).toThrow('it is nested more than 64 deep');
});

it('brackets inside of texts are no depth, and what is side by side is none either', () => {
  const value = [
    '['.repeat(100),
    '"'.repeat(100),
    '\\"['.repeat(100),
    ...Array.from({ length: 100 }, () => []),
  ];
  expect(parseShallowJson(JSON.stringify(value))).toEqual(value);
});

it('is what JSON.parse says of everything shallow', () => {
  assert(
    property(jsonValue({ maxDepth: 20 }), (value) => {
      const text = JSON.stringify(value);
      expect(parseShallowJson(text)).toEqual(JSON.parse(text));
    }),
  );
});
