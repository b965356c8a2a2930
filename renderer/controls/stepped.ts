import { Decimal } from '#src/domain/decimal.ts';

/**
 * The value moved by so many steps, on the step's grid, and never below zero. An empty field begins at `start`.
 * Undefined where there is nothing to move by.
 */
export function stepped(
  value: Decimal | undefined,
  start: string | undefined,
  step: string,
  count: number,
): Decimal | undefined {
  const size = Decimal.from(step);
  if (!size.isPositive()) return undefined;
  if (value === undefined && start !== undefined) return Decimal.from(start).roundToMultiple(size, 'half-up');
  const onGrid = (value ?? Decimal.zero).roundToMultiple(size, count > 0 ? 'floor' : 'ceiling');
  return Decimal.max(onGrid.plus(size.times(Decimal.fromInteger(count))), Decimal.zero);
}
