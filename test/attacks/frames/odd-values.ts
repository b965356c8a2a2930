/** What a broken or hostile screen might put where a value belongs. */
import * as fc from 'fast-check';

/** Any UTF-16, lone surrogates too. */
export const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));

const oddTexts = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202Eabc',
  '\u200b',
  '\uFEFF',
  'İ',
  'ß'.repeat(70),
  'e\u0301',
  '👩‍👩‍👧‍👦',
  '﷽'.repeat(130),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '../../etc/passwd',
  '..',
  'C:\\con',
  'nul',
  '/dev/zero',
  "'; DROP TABLE orders; --",
  '%00',
  ':',
  ':x',
  'x:',
  'binance:',
  'BTCUSDT',
  `binance:${'X'.repeat(200)}`,
  'x'.repeat(128),
  'x'.repeat(129),
  'x'.repeat(1000),
  'x'.repeat(1001),
  'x'.repeat(10_000),
);
const oddDecimals = fc.constantFrom(
  '0',
  '-0',
  '00',
  '-1',
  '+1',
  '1.',
  '.1',
  '1e5',
  '0x10',
  '١٢',
  'NaN',
  'Infinity',
  '9'.repeat(60),
  `0.${'0'.repeat(59)}1`,
  '9'.repeat(61),
  `${'9'.repeat(60)}.${'9'.repeat(60)}`,
  '9'.repeat(400),
);
const oddNumbers = fc.constantFrom(
  0,
  -0,
  -1,
  0.5,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  8_640_000_000_000_000,
  8_640_000_000_000_001,
  1e308,
  5e-324,
);
const oddObjects = fc.constantFrom(
  '{}',
  '[]',
  '[[]]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":1}',
  '{"length":1e9}',
  `${'['.repeat(500)}${']'.repeat(500)}`,
  `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
);
/** Near what a message may hold: few, since each costs its parser milliseconds. */
const hugeTexts = fc.constantFrom(100_000, 1_000_000, 1_100_000).map((length) => 'x'.repeat(length));

/** JSON, as any value of it. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: oddTexts },
  { weight: 4, arbitrary: oddDecimals },
  { weight: 4, arbitrary: oddNumbers },
  { weight: 4, arbitrary: anyText },
  { weight: 3, arbitrary: oddObjects.map((text): unknown => JSON.parse(text)) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false) },
  { weight: 3, arbitrary: fc.jsonValue() },
);

export const hugeValue: fc.Arbitrary<unknown> = fc.oneof(
  hugeTexts,
  fc.constantFrom(10_000, 100_000).map((length) => Array.from({ length }, () => 'x')),
  fc.constantFrom(500, 1500).map((depth): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))),
);

/** A copy with one place of it put wrong: replaced, left out, or with a key more. */
export function spoilt(value: unknown, place: number, odd: unknown): unknown {
  const places = placesIn(value);
  const path = places[place % places.length] ?? [];
  return changedAt(value, path, place, odd);
}

type Path = readonly (string | number)[];

function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (path.length > 6) return [path];
  if (Array.isArray(value)) {
    return [path, ...value.slice(0, 5).flatMap((item, at) => placesIn(item, [...path, at]))];
  }
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, field]) => placesIn(field, [...path, key]))];
}

function changedAt(value: unknown, [key, ...rest]: Path, how: number, odd: unknown): unknown {
  if (key === undefined) {
    if (how % 5 === 0 && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      // Its own key, as a parser of JSON makes it.
      const extra: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
      return Object.defineProperties({ ...value }, Object.getOwnPropertyDescriptors(extra));
    }
    return odd;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => (at === key ? changedAt(item, rest, how, odd) : item));
  }
  const entries = Object.entries(value ?? {});
  if (rest.length === 0 && how % 11 === 0) {
    return Object.fromEntries(entries.filter(([name]) => name !== key));
  }
  return Object.fromEntries(
    entries.map(([name, field]) => [name, name === key ? changedAt(field, rest, how, odd) : field]),
  );
}
