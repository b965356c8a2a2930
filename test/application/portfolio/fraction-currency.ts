/** A second implementation of what prices and currencies made of one share and its money, in exact fractions. */
import { fraction, over, plus, times, type Fraction } from '#test/domain/fraction-trips.ts';

/** What the money was worth in the base currency at its moment. */
export type Step =
  | { readonly kind: 'money'; readonly amount: Fraction; readonly rate: Fraction }
  | {
      readonly kind: 'buy' | 'sell';
      readonly quantity: Fraction;
      readonly paid: Fraction;
      readonly rate: Fraction;
    };

type Lot = { quantity: Fraction; cost: Fraction; rate: Fraction };
export type Effects = {
  readonly value: Fraction;
  readonly cost: Fraction;
  readonly price: Fraction;
  readonly currency: Fraction;
};

const zero = fraction(0n);
const minus = (one: Fraction, other: Fraction): Fraction => plus(one, times(fraction(-1n), other));

/** Of the share and of the money, at a price and a rate of now. Money that came first goes first. */
export function effectsOf(
  steps: readonly Step[],
  method: 'FIFO' | 'LIFO' | 'AVERAGE',
  { price, rate: now }: { readonly price: Fraction; readonly rate: Fraction },
): { readonly share: Effects; readonly money: Effects } {
  let lots: Lot[] = [];
  let money: Lot[] = [];
  for (const step of steps) {
    if (step.kind === 'money') moved(step.amount, step.rate);
    else if (step.kind === 'buy') {
      lots.push({ quantity: step.quantity, cost: step.paid, rate: step.rate });
      moved(times(fraction(-1n), step.paid), step.rate);
    } else {
      sold(step.quantity);
      moved(step.paid, step.rate);
    }
  }
  return {
    share: sumUp(lots, (quantity) => times(quantity, price)),
    money: sumUp(money, (quantity) => quantity),
  };

  /** Against what there is of the other sign first, the oldest of it. */
  function moved(amount: Fraction, rate: Fraction): void {
    let left = amount;
    while (left.top !== 0n) {
      const [first] = money;
      if (first === undefined || first.quantity.top > 0n === left.top > 0n) {
        money.push({ quantity: left, cost: left, rate });
        return;
      }
      const rest = plus(first.quantity, left);
      if (rest.top === 0n || rest.top > 0n === left.top > 0n) {
        money = money.slice(1);
        left = rest;
      } else {
        money[0] = { ...first, quantity: rest, cost: rest };
        left = zero;
      }
    }
  }

  function sold(quantity: Fraction): void {
    const all = lots.map((lot) => lot.quantity).reduce(plus, zero);
    if (method === 'AVERAGE') {
      const part = over(minus(all, quantity), all);
      lots = lots.map((lot) => ({
        ...lot,
        quantity: times(lot.quantity, part),
        cost: times(lot.cost, part),
      }));
      return;
    }
    let left = quantity;
    while (left.top > 0n) {
      const at = method === 'LIFO' ? lots.length - 1 : 0;
      const lot = lots[at];
      if (lot === undefined) throw new Error('more was sold than there was');
      const taken = minus(lot.quantity, left).top > 0n ? left : lot.quantity;
      const part = over(minus(lot.quantity, taken), lot.quantity);
      left = minus(left, taken);
      if (part.top === 0n) lots.splice(at, 1);
      else lots[at] = { ...lot, quantity: times(lot.quantity, part), cost: times(lot.cost, part) };
    }
  }

  function sumUp(pieces: readonly Lot[], worth: (quantity: Fraction) => Fraction): Effects {
    const sum = (of: (lot: Lot) => Fraction): Fraction => pieces.map(of).reduce(plus, zero);
    return {
      value: times(
        sum(({ quantity }) => worth(quantity)),
        now,
      ),
      cost: sum(({ cost, rate }) => times(cost, rate)),
      price: sum(({ quantity, cost, rate }) => times(minus(worth(quantity), cost), rate)),
      currency: sum(({ quantity, rate }) => times(worth(quantity), minus(now, rate))),
    };
  }
}
