import { Decimal } from '#src/domain/decimal.ts';

/**
 * The value moved by so many steps, on the step's grid, and never below zero. An empty field begins at `start`.
 * Undefined where there is nothing to move.
 */
export function stepped(
  value: string,
  start: string | undefined,
  step: string,
  count: number,
): string | undefined {
  const size = Decimal.from(step);
  const empty = value.trim() === '';
  const base = empty ? Decimal.from(start ?? '0') : Decimal.parse(value.trim());
  if (base === undefined || !size.isPositive()) return undefined;
  if (empty && start !== undefined) return base.roundToMultiple(size, 'half-up').toString();
  const onGrid = base.roundToMultiple(size, count > 0 ? 'floor' : 'ceiling');
  return Decimal.max(onGrid.plus(size.times(Decimal.fromInteger(count))), Decimal.zero).toString();
}
