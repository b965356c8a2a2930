import { Decimal } from '#src/domain/decimal.ts';
import type { FillId } from '#src/domain/ids.ts';
import {
  isOneMoment,
  isRecorded,
  isWorth,
  totalOf,
  type ComparedFill,
  type LikeFill,
  type RecordedFill,
} from './compared-fills.ts';

export type OrderCandidates = {
  /** Those of a day before the piece and behind it, by time. */
  readonly around: readonly RecordedFill[];
  readonly claimed: ReadonlyMap<FillId, number>;
  readonly grain: number;
};

/**
 * One export may list orders as wholes, and another their executions, of hours: what bears the order's id there and
 * here may be one, where the one could hold the other. What executions with trade ids were part of is not recorded: an
 * order may be those that end when it ended, and come to the same.
 */
export function comparedByOrder(
  compared: readonly ComparedFill[],
  candidates: OrderCandidates,
): readonly ComparedFill[] {
  const open = compared.filter(
    ({ known, imported }) => known === undefined && imported.orderId !== undefined,
  );
  if (open.length === 0 || candidates.around.length === 0) return compared;
  const left = candidates.around.filter(({ id }) => !candidates.claimed.has(id));
  const there = Map.groupBy(left, orderOf);
  // An order of which a row is there itself is listed in the same way in both.
  const listed = new Set(
    compared.flatMap(({ known, as }) => (known !== undefined && as && isRecorded(as) ? orderOf(as) : [])),
  );
  const found = new Map<ComparedFill, LikeFill>();
  for (const [order, rows] of Map.groupBy(open, ({ imported }) => orderOf(imported))) {
    if (listed.has(order)) continue;
    const own = rows.map(({ imported }) => imported);
    const others = there.get(order) ?? [];
    if (mayHold(own, others)) for (const row of rows) found.set(row, summed(others));
    else if (others.length === 0)
      for (const row of rows) {
        const parts = executionsOf(row.imported, left, candidates.grain);
        if (parts !== undefined) found.set(row, summed(parts));
      }
  }
  return compared.map((row) => {
    const as = found.get(row);
    return as === undefined ? row : { ...row, known: 'alike', as };
  });
}

function orderOf({ orderId, side }: LikeFill): string {
  return `${side}/${orderId ?? ''}`;
}

/** Both come to the same, or the one that is alone is no less than the others. */
function mayHold(own: readonly LikeFill[], others: readonly LikeFill[]): boolean {
  if (own.length === 0 || others.length === 0) return false;
  const [here, there] = [totalOf(own), totalOf(others)];
  if (here.quantity.equals(there.quantity)) return isWorth(here, there);
  return here.quantity.greaterThan(there.quantity) ? own.length === 1 : others.length === 1;
}

/** The last executions up to the order's end, of another kind of export, that come to it. */
function executionsOf(
  order: LikeFill,
  around: readonly RecordedFill[],
  grain: number,
): readonly RecordedFill[] | undefined {
  if (order.tradeId !== undefined) return undefined;
  const before = around.filter(
    ({ side, time, tradeId, orderId }) =>
      side === order.side &&
      tradeId !== undefined &&
      orderId === undefined &&
      time > order.time - longest &&
      (time <= order.time || isOneMoment(time, order.time, grain)),
  );
  const last = before.at(-1);
  if (last === undefined || !isOneMoment(last.time, order.time, grain)) return undefined;
  let quantity = Decimal.zero;
  for (let from = before.length - 1; from >= 0; from -= 1) {
    quantity = quantity.plus(before[from]?.quantity ?? Decimal.zero);
    if (quantity.greaterThan(order.quantity)) return undefined;
    const parts = before.slice(from);
    if (quantity.equals(order.quantity)) return isWorth(totalOf([order]), totalOf(parts)) ? parts : undefined;
  }
  return undefined;
}

/** How long an order that is listed as a whole may have been filled. */
export const longest = 86_400_000;

function summed(others: readonly RecordedFill[]): LikeFill {
  const [one] = others;
  if (one === undefined) throw new RangeError('nothing is summed');
  return others.length === 1
    ? one
    : { ...one, quantity: Decimal.sum(others.map(({ quantity }) => quantity)), tradeId: undefined };
}
