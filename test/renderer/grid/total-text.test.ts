import { describe, expect, it } from 'vitest';
import { totalText } from '#renderer/grid/total-text.ts';

describe('totalText', () => {
  it.each([
    [1_234, true, 'comma-point', '1,234'],
    [10_000, false, 'point-comma', '10.000+'],
  ] as const)('tells %i, exact: %s, with %s, as %s', (total, exact, separators, text) => {
    expect(totalText(total, exact, separators)).toBe(text);
  });
});
