import { Decimal } from '#src/domain/decimal.ts';
import { sides } from '#src/domain/fill.ts';
import { isOneMoment, isRecorded, isWorth, totalOf, type LikeFill } from './compared-fills.ts';

/** How long an order that is listed as a whole may have waited and been filled. */
export const longest = 86_400_000;
/** With so many executions on either side of an order's time its own may begin or end. */
const nearest = 100;

/**
 * Which executions an order may be, by time: those of its side that follow one another and come to the same, behind its time
 * or before it. One export tells when an order was placed, another when it ended. Each execution is one order's at most.
 */
export function executionsOf<Order extends LikeFill, Execution extends LikeFill>(
  orders: readonly Order[],
  executions: readonly Execution[],
  grain: number,
): ReadonlyMap<Order, readonly Execution[]> {
  const found = new Map<Order, readonly Execution[]>();
  for (const side of sides) {
    let open = orders.filter((order) => order.side === side);
    let left = executions.filter((execution) => execution.side === side);
    // Executions that an order has no longer stand between those of another.
    for (let more = true; more && open.length > 0 && left.length > 0;) {
      const runs = new Runs(left, grain);
      const taken = new Set<Execution>();
      for (const order of open) {
        const run = runs.of(order, taken);
        if (run === undefined) continue;
        found.set(order, run);
        for (const execution of run) taken.add(execution);
      }
      more = taken.size > 0;
      open = open.filter((order) => !found.has(order));
      left = left.filter((execution) => !taken.has(execution));
    }
  }
  return found;
}

/** Executions of one side, by time, with what the first so many come to. */
class Runs<Execution extends LikeFill> {
  readonly #fills: readonly Execution[];
  readonly #grain: number;
  readonly #sums: readonly Decimal[];
  readonly #atSum: ReadonlyMap<string, number>;

  constructor(fills: readonly Execution[], grain: number) {
    let sum = Decimal.zero;
    const sums = [sum];
    for (const { quantity } of fills) {
      sum = sum.plus(quantity);
      sums.push(sum);
    }
    this.#fills = fills;
    this.#grain = grain;
    this.#sums = sums;
    this.#atSum = new Map(sums.map((each, at) => [each.toString(), at]));
  }

  /** The nearest in time that comes to the order, without those that are taken. */
  of(order: LikeFill, taken: ReadonlySet<Execution>): readonly Execution[] | undefined {
    const middle = this.#firstFrom(order.time);
    let best: { readonly run: readonly Execution[]; readonly distance: number } | undefined;
    for (let at = Math.max(0, middle - nearest); at <= middle + nearest; at += 1) {
      for (const [from, to] of this.#endingOrBeginningAt(at, order.quantity)) {
        const run = this.#fills.slice(from, to);
        const distance = this.#distanceOf(order, run);
        if (distance === undefined || (best !== undefined && distance >= best.distance)) continue;
        if (run.some((each) => taken.has(each)) || !isWorth(totalOf([order]), totalOf(run))) continue;
        best = { run, distance };
      }
    }
    return best?.run;
  }

  #endingOrBeginningAt(at: number, quantity: Decimal): readonly (readonly [number, number])[] {
    const sum = this.#sums[at];
    if (sum === undefined) return [];
    const from = this.#atSum.get(sum.minus(quantity).toString());
    const to = this.#atSum.get(sum.plus(quantity).toString());
    return [
      ...(from === undefined ? [] : [[from, at] as const]),
      ...(to === undefined ? [] : [[at, to] as const]),
    ];
  }

  #firstFrom(time: number): number {
    let [low, high] = [0, this.#fills.length];
    while (low < high) {
      const half = Math.floor((low + high) / 2);
      if ((this.#fills[half]?.time ?? 0) < time) low = half + 1;
      else high = half;
    }
    return low;
  }

  /** Undefined where the order's time lies between them, or too far away. */
  #distanceOf(order: LikeFill, run: readonly Execution[]): number | undefined {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    if (last.time - order.time > longest || order.time - first.time > longest) return undefined;
    if (areOneMoment(order, first, this.#grain) || areOneMoment(order, last, this.#grain)) return 0;
    if (first.time > order.time) return first.time - order.time;
    return last.time < order.time ? order.time - last.time : undefined;
  }
}

function areOneMoment(order: LikeFill, execution: LikeFill, grain: number): boolean {
  return isRecorded(order)
    ? isOneMoment(order.time, execution.time, grain)
    : isOneMoment(execution.time, order.time, grain);
}
