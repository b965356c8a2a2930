import { expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { differenceKind } from '#src/domain/reconciliation/difference.ts';
import type { OrderStatus } from '#src/domain/order.ts';

const order = (status: OrderStatus, quantity: string, filled: string) => ({
  status,
  quantity: Decimal.from(quantity),
  filledQuantity: Decimal.from(filled),
});

it.each([
  [undefined, order('SUBMITTED', '1', '0'), 'PLACED_ELSEWHERE'],
  [order('SUBMITTED', '1', '0'), order('PARTIALLY_FILLED', '1', '0.5'), 'FILLS_MISSED'],
  [order('SUBMITTED', '1', '0'), order('FILLED', '1', '1'), 'FILLS_MISSED'],
  [order('SUBMITTED', '1', '0'), order('CANCELLED', '1', '0'), 'ENDED_THERE'],
  [order('SUBMITTED', '1', '0'), order('SUBMITTED', '0.5', '0'), 'CHANGED_THERE'],
  [order('UNCONFIRMED', '1', '0'), order('SUBMITTED', '1', '0'), 'CONFIRMED'],
  [order('CANCELLED', '1', '0'), order('CANCELLED', '1', '0'), 'CONFIRMED'],
] as const)('of %o and then %o is %s', (before, after, kind) => {
  expect(differenceKind(before, after)).toBe(kind);
});
