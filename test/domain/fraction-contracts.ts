/** A second implementation of what trades of a contract come to, in exact fractions: profit is a difference of two values. */
import { fraction, over, plus, times, type Fraction } from './fraction-trips.ts';

export type Traded = {
  /** Signed: positive was bought. */
  readonly quantity: Fraction;
  readonly price: Fraction;
};

/** What one contract is worth to its holder as the price rises: linear in the price, inverse in minus one over it. */
function level(kind: 'linear' | 'inverse', multiplier: Fraction, price: Fraction): Fraction {
  return kind === 'linear' ? times(multiplier, price) : times(fraction(-1n), over(multiplier, price));
}

/** Realised by matching the oldest first or the newest first, and what is open at the mark. */
export function profitOf(
  trades: readonly Traded[],
  {
    kind,
    multiplier,
    method,
    mark,
  }: {
    readonly kind: 'linear' | 'inverse';
    readonly multiplier: Fraction;
    readonly method: 'FIFO' | 'LIFO' | 'AVERAGE';
    readonly mark: Fraction;
  },
): { readonly realised: Fraction; readonly unrealised: Fraction } {
  let open: { quantity: Fraction; level: Fraction }[] = [];
  let realised = fraction(0n);
  for (const { quantity, price } of trades) {
    const at = level(kind, multiplier, price);
    let left = quantity;
    while (left.top !== 0n) {
      const place = method === 'LIFO' ? open.length - 1 : 0;
      const lot = open[place];
      if (lot === undefined || lot.quantity.top > 0n === left.top > 0n) break;
      const rest = plus(lot.quantity, left);
      // The part that is closed is as large as the smaller of the two.
      const isWhole = rest.top === 0n || rest.top > 0n === left.top > 0n;
      const closed = isWhole ? lot.quantity : times(fraction(-1n), left);
      realised = plus(realised, times(closed, plus(at, times(fraction(-1n), lot.level))));
      lot.quantity = plus(lot.quantity, times(fraction(-1n), closed));
      left = plus(left, closed);
      if (isWhole) open = open.filter((one) => one !== lot);
    }
    if (left.top === 0n) continue;
    const [pool] = open;
    if (method !== 'AVERAGE' || pool === undefined) open.push({ quantity: left, level: at });
    else {
      const all = plus(pool.quantity, left);
      pool.level = over(plus(times(pool.quantity, pool.level), times(left, at)), all);
      pool.quantity = all;
    }
  }
  const now = level(kind, multiplier, mark);
  const unrealised = open
    .map((lot) => times(lot.quantity, plus(now, times(fraction(-1n), lot.level))))
    .reduce(plus, fraction(0n));
  return { realised, unrealised };
}
