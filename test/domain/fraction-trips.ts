/** A second implementation of what movements do to one long holding, in exact fractions and as plainly as can be. */

export type Fraction = { readonly top: bigint; readonly below: bigint };

export function fraction(top: bigint, below = 1n): Fraction {
  return below < 0n ? { top: -top, below: -below } : { top, below };
}

/** Of a plain decimal text. */
export function fractionOf(text: string): Fraction {
  const [whole = '', places = ''] = text.split('.');
  return fraction(BigInt(whole + places), 10n ** BigInt(places.length));
}

const zero = fraction(0n);
export const plus = (one: Fraction, other: Fraction): Fraction =>
  fraction(one.top * other.below + other.top * one.below, one.below * other.below);
export const times = (one: Fraction, other: Fraction): Fraction =>
  fraction(one.top * other.top, one.below * other.below);
export const over = (one: Fraction, other: Fraction): Fraction =>
  fraction(one.top * other.below, one.below * other.top);
const negated = ({ top, below }: Fraction): Fraction => fraction(-top, below);
const minus = (one: Fraction, other: Fraction): Fraction => plus(one, negated(other));
const compare = (one: Fraction, other: Fraction): bigint => minus(one, other).top;

/** How far apart they are, in units of 10⁻¹². */
export function distance(one: Fraction, other: Fraction): bigint {
  const { top, below } = minus(one, other);
  return ((top < 0n ? -top : top) * 10n ** 12n) / below;
}

export type Happening =
  | { readonly kind: 'buy' | 'sell' | 'in lieu'; readonly quantity: Fraction; readonly paid: Fraction }
  | { readonly kind: 'deposit'; readonly quantity: Fraction; readonly cost: Fraction | undefined }
  | { readonly kind: 'withdrawal'; readonly quantity: Fraction }
  | { readonly kind: 'loss'; readonly quantity: Fraction }
  | { readonly kind: 'split'; readonly by: Fraction }
  | { readonly kind: 'return'; readonly paid: Fraction };

type Piece = { quantity: Fraction; cost: Fraction | undefined };
export type Sums = {
  readonly quantity: Fraction;
  readonly uncosted: Fraction;
  readonly cost: Fraction;
  /** Over all round trips. */
  readonly realised: Fraction;
};

/** With the oldest sold first, or the newest, or at the average of what has a cost, and then what has none. */
export function sumsOf(happenings: readonly Happening[], method: 'FIFO' | 'LIFO' | 'AVERAGE'): Sums {
  let pieces: Piece[] = [];
  let realised = zero;

  for (const each of happenings) {
    if (each.kind === 'buy') enter(each.quantity, each.paid);
    else if (each.kind === 'deposit') enter(each.quantity, each.cost);
    else if (each.kind === 'split')
      pieces = pieces.map(({ quantity, cost }) => ({ quantity: times(quantity, each.by), cost }));
    else if (each.kind === 'return') payBack(each.paid);
    else if (each.kind === 'withdrawal') leave(each.quantity, undefined);
    else if (each.kind === 'loss') leave(each.quantity, zero);
    else leave(each.quantity, each.paid);
  }
  const known = pieces.filter(({ cost }) => cost !== undefined);
  return {
    quantity: sum(pieces.map(({ quantity }) => quantity)),
    uncosted: sum(pieces.filter(({ cost }) => cost === undefined).map(({ quantity }) => quantity)),
    cost: sum(known.map(({ cost }) => cost ?? zero)),
    realised,
  };

  function enter(quantity: Fraction, cost: Fraction | undefined): void {
    const pool =
      method === 'AVERAGE'
        ? pieces.find((one) => (one.cost === undefined) === (cost === undefined))
        : undefined;
    if (pool === undefined) pieces.push({ quantity, cost });
    else {
      pool.quantity = plus(pool.quantity, quantity);
      pool.cost = cost && plus(pool.cost ?? zero, cost);
    }
    if (method === 'AVERAGE')
      pieces.sort((one, other) => Number(one.cost === undefined) - Number(other.cost === undefined));
  }

  /** Each part brings its share of what was received. */
  function leave(wanted: Fraction, received: Fraction | undefined): void {
    let left = wanted;
    while (left.top > 0n) {
      const at = method === 'LIFO' ? pieces.length - 1 : 0;
      const piece = pieces[at];
      if (piece === undefined) throw new Error('more left than was held');
      const part = compare(piece.quantity, left) < 0n ? piece.quantity : left;
      const share = piece.cost && times(piece.cost, over(part, piece.quantity));
      if (share !== undefined && received !== undefined)
        realised = plus(realised, minus(times(received, over(part, wanted)), share));
      piece.quantity = minus(piece.quantity, part);
      piece.cost = piece.cost && share && minus(piece.cost, share);
      left = minus(left, part);
      if (piece.quantity.top === 0n) pieces.splice(at, 1);
    }
  }

  function payBack(paid: Fraction): void {
    const all = sum(pieces.map(({ quantity }) => quantity));
    for (const piece of pieces) {
      if (piece.cost === undefined) continue;
      const rest = minus(piece.cost, times(paid, over(piece.quantity, all)));
      if (rest.top < 0n) realised = minus(realised, rest);
      piece.cost = rest.top < 0n ? zero : rest;
    }
  }
}

function sum(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(plus, zero);
}
