import { Decimal } from '#src/domain/decimal.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import {
  isRecorded,
  isWorth,
  totalOf,
  type ComparedFill,
  type LikeFill,
  type RecordedFill,
} from './compared-fills.ts';
import { executionsOf } from './order-executions.ts';

/** With the venue's number of its order, of one that was traded here. */
export type FillOfOrder = RecordedFill & { readonly brokerOrderId?: string | undefined };

export type OrderCandidates = {
  /** Those of a day before the piece and behind it, by time, that no row was found to be. */
  readonly around: readonly FillOfOrder[];
  /** Of the file, behind the piece: an order's executions may go on there. */
  readonly next: readonly ImportedFill[];
  readonly grain: number;
  /** Whether what is compared is all that there is of each of its orders. */
  readonly wholeOrders: boolean;
};

export type OfOrders = {
  /** Rows of the piece, and behind it, with what each may be. */
  readonly found: ReadonlyMap<ImportedFill, LikeFill>;
  /** That are listed in another way, and accounted for. */
  readonly taken: readonly RecordedFill[];
};

/**
 * One export may list orders as wholes, and another their executions, of hours: what bears the order's id there and here may be
 * one, where the one could hold the other. Where only the one has it, an order may be executions that come to the same
 * (see `executionsOf`), whichever of them is recorded.
 */
export function comparedByOrder(
  compared: readonly ComparedFill[],
  { around, next, grain, wholeOrders }: OrderCandidates,
): OfOrders {
  const found = new Map<ImportedFill, LikeFill>();
  if (around.length === 0) return { found, taken: [] };
  // An order of which a row is there itself is listed in the same way in both.
  const listed = new Set(
    compared.flatMap(({ known, as }) => (known !== undefined && as && isRecorded(as) ? orderOf(as) : [])),
  );
  const open = compared.flatMap(({ known, imported }) => (known === undefined ? imported : []));
  const own = Map.groupBy(open.filter(hasOrder), orderOf);
  const there = Map.groupBy(own.size === 0 ? [] : around, orderOf);
  const wholes: ImportedFill[] = [];
  for (const [order, rows] of own) {
    if (listed.has(order)) continue;
    const others = there.get(order) ?? [];
    if (others.length === 0) wholes.push(...rows.filter(({ tradeId }) => tradeId === undefined));
    else if (wholeOrders || mayHold(rows, others)) for (const row of rows) found.set(row, summed(others));
  }
  const taken: RecordedFill[] = [];
  const executed = around.filter((fill) => !hasOrder(fill) && !own.has(orderOf(fill)));
  for (const [whole, parts] of executionsOf(wholes, executed, grain)) {
    found.set(whole, summed(parts));
    taken.push(...parts);
  }
  const ordersThere = around.filter(
    (fill) => hasOrder(fill) && fill.tradeId === undefined && !own.has(orderOf(fill)),
  );
  const here = new Set(open);
  const executions = [...open, ...next].filter((fill) => !hasOrder(fill));
  for (const [whole, parts] of executionsOf(ordersThere, executions, grain)) {
    // One that begins behind the piece is looked for there.
    if (!parts.some((part) => here.has(part))) continue;
    for (const part of parts) found.set(part, whole);
    taken.push(whole);
  }
  return { found, taken };
}

function hasOrder({ orderId }: LikeFill): boolean {
  return orderId !== undefined;
}

function orderOf({ orderId, brokerOrderId, side }: LikeFill & Pick<FillOfOrder, 'brokerOrderId'>): string {
  return `${side}/${orderId ?? brokerOrderId ?? ''}`;
}

/** Both come to the same, or the one that is alone is no less than the others. */
function mayHold(own: readonly LikeFill[], others: readonly LikeFill[]): boolean {
  const [here, there] = [totalOf(own), totalOf(others)];
  if (here.quantity.equals(there.quantity)) return isWorth(here, there);
  return here.quantity.greaterThan(there.quantity) ? own.length === 1 : others.length === 1;
}

function summed(others: readonly FillOfOrder[]): LikeFill {
  const [one] = others;
  if (one === undefined) throw new RangeError('nothing is summed');
  if (others.length === 1) return one;
  return { ...one, quantity: Decimal.sum(others.map(({ quantity }) => quantity)), tradeId: undefined };
}
