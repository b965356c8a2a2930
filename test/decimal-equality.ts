import { expect } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';

// A Decimal keeps its state in private fields, which vitest cannot see: without this, any two are "equal".
expect.addEqualityTesters([
  (left: unknown, right: unknown): boolean | undefined => {
    if (!(left instanceof Decimal) || !(right instanceof Decimal)) return undefined;
    return left.equals(right);
  },
]);
