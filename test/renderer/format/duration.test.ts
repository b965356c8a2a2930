import { expect, test } from 'vitest';
import { formatDuration } from '#renderer/format/duration.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [undefined, '–'],
  [0, '0 sec'],
  [999, '0 sec'],
  [45 * second, '45 sec'],
  [minute, '1 min'],
  [12 * minute + 30 * second, '12 min 30 sec'],
  [3 * hour + 59 * minute + 59 * second, '3 hr 59 min'],
  [2 * day + 5 * hour, '2 days 5 hr'],
  [1_234 * day, '1,234 days'],
])('%s ms: %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds, 'comma-point', 'en')).toBe(text);
});

test('in the words and the separators of the trader', () => {
  expect(formatDuration(1_234 * day + 2 * hour, 'point-comma', 'de')).toBe('1.234 Tg. 2 Std.');
});
