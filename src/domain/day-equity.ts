import { Decimal } from './decimal.ts';
import type { Currency, HeldId } from './ids.ts';
import type { Money } from './money.ts';
import type { RateOf } from './valuation.ts';

/** Days of UTC, as daily candles have them: the first moment of each, in milliseconds. */
export const dayLength = 86_400_000;

export function dayOf(time: number): number {
  return Math.floor(time / dayLength) * dayLength;
}

/** What changed in an account over one day of UTC. */
export type DayChange = {
  /** Its first moment. */
  readonly day: number;
  /** Signed. A margined instrument counts as if it were paid for in full, as in `Holdings`. */
  readonly money: readonly Money[];
  readonly held: readonly { readonly held: HeldId; readonly quantity: Decimal }[];
  /** What was paid in less what was paid out, in the base currency. */
  readonly paidIn: Decimal;
  /** Whether something was paid in, or came in unseen, whose worth nobody knows. */
  readonly isPaidInUnknown: boolean;
};

/** Adds up what fills and entries moved, by day. They may come in any order. */
export class DayChanges {
  readonly #days = new Map<
    number,
    { money: Map<Currency, Decimal>; held: Map<HeldId, Decimal>; paidIn: Decimal; isPaidInUnknown: boolean }
  >();

  addMoney(time: number, { currency, amount }: Money): void {
    const { money } = this.#at(time);
    money.set(currency, money.get(currency)?.plus(amount) ?? amount);
  }

  addHeld(time: number, held: HeldId, quantity: Decimal): void {
    const { held: quantities } = this.#at(time);
    quantities.set(held, quantities.get(held)?.plus(quantity) ?? quantity);
  }

  /** Undefined where nobody knows what it was worth. */
  addPaidIn(time: number, worth: Decimal | undefined): void {
    const day = this.#at(time);
    if (worth === undefined) day.isPaidInUnknown = true;
    else day.paidIn = day.paidIn.plus(worth);
  }

  /** In order of time. */
  list(): readonly DayChange[] {
    return [...this.#days]
      .toSorted(([one], [other]) => one - other)
      .map(([day, { money, held, paidIn, isPaidInUnknown }]) => ({
        day,
        money: Array.from(money, ([currency, amount]) => ({ currency, amount })),
        held: Array.from(held, ([id, quantity]) => ({ held: id, quantity })),
        paidIn,
        isPaidInUnknown,
      }));
  }

  #at(time: number) {
    const day = dayOf(time);
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const begun = {
      money: new Map<Currency, Decimal>(),
      held: new Map<HeldId, Decimal>(),
      paidIn: Decimal.zero,
      isPaidInUnknown: false,
    };
    this.#days.set(day, begun);
    return begun;
  }
}

/** What an account was worth at the end of a day of UTC, by the record and the day's prices. */
export type DayEquity = {
  /** Its first moment. */
  readonly day: number;
  /** In the base currency; undefined where a price is missing. */
  readonly equity: Decimal | undefined;
  /** What was paid in less what was paid out until then; undefined where a part has no known worth. */
  readonly paidIn: Decimal | undefined;
  /** What was held without a price, and currencies without a rate. */
  readonly missing: readonly (HeldId | Currency)[];
};

/** Of one day. */
export type DayPrices = {
  /** What so much of it was worth to its holder; undefined where no price of the day is known. */
  readonly worthOf: (held: HeldId, quantity: Decimal) => Money | undefined;
  readonly rateOf: RateOf;
};

/**
 * The days from `from` on and before `to`, from what changed in order of time. Before its first change an account has no
 * days. A price that is not known makes its day unknown, and no other.
 */
export function dayEquities(
  changes: readonly DayChange[],
  { from, to }: { readonly from: number; readonly to: number },
  pricesOf: (day: number) => DayPrices,
): readonly DayEquity[] {
  const [first] = changes;
  if (first === undefined) return [];
  const held = new Map<HeldId, Decimal>();
  const money = new Map<Currency, Decimal>();
  const days: DayEquity[] = [];
  let paidIn = Decimal.zero;
  let isPaidInUnknown = false;
  let next = 0;
  for (let day = Math.max(first.day, from); day < to; day += dayLength) {
    for (let change = changes[next]; change !== undefined && change.day <= day; change = changes[next]) {
      for (const { held: id, quantity } of change.held) addTo(held, id, quantity);
      for (const { currency, amount } of change.money) addTo(money, currency, amount);
      paidIn = paidIn.plus(change.paidIn);
      isPaidInUnknown ||= change.isPaidInUnknown;
      next += 1;
    }
    days.push({
      day,
      ...worthOfAll(held, money, pricesOf(day)),
      paidIn: isPaidInUnknown ? undefined : paidIn,
    });
  }
  return days;
}

/** What is zero is not there. */
function addTo<Id>(amounts: Map<Id, Decimal>, id: Id, more: Decimal): void {
  const amount = amounts.get(id)?.plus(more) ?? more;
  if (amount.isZero()) amounts.delete(id);
  else amounts.set(id, amount);
}

function worthOfAll(
  held: ReadonlyMap<HeldId, Decimal>,
  money: ReadonlyMap<Currency, Decimal>,
  { worthOf, rateOf }: DayPrices,
): Pick<DayEquity, 'equity' | 'missing'> {
  const missing = new Set<HeldId | Currency>();
  let equity = Decimal.zero;
  function add(currency: Currency, amount: Decimal): void {
    const rate = rateOf(currency);
    if (rate === undefined) missing.add(currency);
    else equity = equity.plus(amount.times(rate));
  }
  for (const [id, quantity] of held) {
    const worth = worthOf(id, quantity);
    if (worth === undefined) missing.add(id);
    else add(worth.currency, worth.amount);
  }
  for (const [currency, amount] of money) add(currency, amount);
  return { equity: missing.size === 0 ? equity : undefined, missing: [...missing].toSorted() };
}
