import { expect, test } from 'vitest';
import { importRequest } from '#src/contract/maintenance.ts';

// Windows writes U+202A before a path that is copied from the properties of a file.
test.each([
  ['\u202AC:\\tapes\\old.tapedeck', 'C:\\tapes\\old.tapedeck'],
  ['\uFEFF\u200E/tapes/old.tapedeck', '/tapes/old.tapedeck'],
  ['/tapes/\u05D9\u05E9\u05DF.tapedeck', '/tapes/\u05D9\u05E9\u05DF.tapedeck'],
])('the path of an archive begins with what is seen: %j', (typed, path) => {
  expect(importRequest.parse({ path: typed })).toEqual({ path });
});

test.each(['', '\u202A'])('nothing is no path: %j', (path) => {
  expect(importRequest.safeParse({ path }).success).toBe(false);
});
