import { expect, test } from 'vitest';
import { formatBytes } from '#renderer/format/bytes.ts';

test('a size has the largest unit that fits', () => {
  expect(formatBytes(0, 'comma-point')).toBe('0 B');
  expect(formatBytes(1023, 'comma-point')).toBe('1023 B');
  expect(formatBytes(1024, 'comma-point')).toBe('1.0 KiB');
  expect(formatBytes(1536, 'comma-point')).toBe('1.5 KiB');
  expect(formatBytes(1024 ** 3, 'comma-point')).toBe('1.0 GiB');
  expect(formatBytes(23.4 * 1024 ** 2, 'point-comma')).toBe('23,4 MiB');
  expect(formatBytes(5000 * 1024 ** 4, 'comma-point')).toBe('5,000.0 TiB');
});
