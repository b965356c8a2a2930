import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dress } from '#renderer/format/number.ts';
import { plainNumber } from '#renderer/grid/plain-number.ts';

describe('plainNumber', () => {
  it('undoes what the screen does to a number, with every setting of separators', () => {
    const separators = fc.constantFrom(
      'comma-point',
      'point-comma',
      'space-comma',
      'space-point',
      'apostrophe-point',
      'none-point',
    );
    const number = fc.tuple(fc.boolean(), fc.nat(), fc.option(fc.nat(999)));
    fc.assert(
      fc.property(separators, number, (setting, [negative, whole, fraction]) => {
        const plain = `${negative ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}`;
        expect(plainNumber(dress(plain, setting), setting)).toBe(plain);
      }),
    );
  });

  it('drops the sign of a gain and the arrows', () => {
    expect(plainNumber('▲ +1,234.50', 'comma-point')).toBe('1234.50');
    expect(plainNumber('▼ \u22123.40', 'comma-point')).toBe('-3.40');
  });

  it('takes no other text for one', () => {
    expect(plainNumber(' Partially filled ', 'comma-point')).toBeUndefined();
    expect(plainNumber('2026-03-08 14:05:09', 'comma-point')).toBeUndefined();
  });
});
