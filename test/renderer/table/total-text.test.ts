import { describe, expect, it } from 'vitest';
import { totalText } from '#renderer/table/total-text.ts';

describe('totalText', () => {
  it.each([
    [1_234, true, '1,234'],
    [10_000, false, '10,000+'],
  ])('tells %i, exact: %s, as %s', (total, exact, text) => {
    expect(totalText(total, exact)).toBe(text);
  });
});
