import type { Decimal } from '#src/domain/decimal.ts';
import type { ClientOrderId, InstrumentId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';

/** In what the record and a venue differed. What was done about it follows from it. */
export const differenceKinds = [
  /** It is taken up as one of elsewhere. */
  'PLACED_ELSEWHERE',
  /** They are recorded. */
  'FILLS_MISSED',
  /** Its end is recorded. */
  'ENDED_THERE',
  /** Its quantity is recorded anew. */
  'CHANGED_THERE',
  /** The venue was asked, and says what the record says. */
  'CONFIRMED',
  /** The venue knows nothing of an order that it had accepted: nothing is done, and trading stays locked. */
  'NOT_THERE',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

type Known = Pick<Order, 'status' | 'quantity' | 'filledQuantity'>;

export type Difference = {
  /** When it was found. */
  readonly time: number;
  readonly kind: DifferenceKind;
  readonly clientOrderId: ClientOrderId;
  readonly instrumentId: InstrumentId;
  /** What the record had; undefined where it knew of no such order. */
  readonly ours: Known | undefined;
  /** What the venue listed among its open orders; undefined where it was not there. */
  readonly theirs: { readonly quantity: Decimal; readonly filledQuantity: Decimal } | undefined;
};

const ended: ReadonlySet<Order['status']> = new Set(['FILLED', 'CANCELLED', 'REJECTED', 'EXPIRED']);

/** By what the record had of an order before the venue was asked, and what it has after. */
export function differenceKind(before: Known | undefined, after: Known): DifferenceKind {
  if (before === undefined) return 'PLACED_ELSEWHERE';
  if (after.filledQuantity.greaterThan(before.filledQuantity)) return 'FILLS_MISSED';
  if (ended.has(after.status) && !ended.has(before.status)) return 'ENDED_THERE';
  return after.quantity.equals(before.quantity) ? 'CONFIRMED' : 'CHANGED_THERE';
}
