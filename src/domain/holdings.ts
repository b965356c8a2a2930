import { Decimal } from './decimal.ts';
import { paidByTrade, valueOfFill, type Fill } from './fill.ts';
import { cashOfFill } from './fill-cash.ts';
import { coinOf, heldCoin, heldIn } from './held.ts';
import type { Currency, HeldId, InstrumentId } from './ids.ts';
import { isMargined, worthAt, type Instrument } from './instrument.ts';
import { movesCapital } from './entry-types.ts';
import { entriesOfFill, type LedgerEntry, type SplitRatio } from './ledger.ts';
import { scaled } from './lots.ts';
import { PurseSum, type Money, type Purse } from './money.ts';
import type { Position } from './position.ts';
import type { PortfolioFacts, RateOf } from './valuation.ts';

/**
 * What a portfolio owns: money, and quantities of what is held. Here a margined instrument counts as if it were paid for
 * in full: what it cost is out of the money and what it is worth is in the quantity, which comes to the same as its
 * realised and unrealised profit. So fills add up, and can be taken away again, whatever round trips they made.
 */
export type Holdings = {
  readonly money: Purse;
  readonly quantities: ReadonlyMap<HeldId, HeldQuantity>;
};

/** Where it is priced is not known of a coin that only came or went: then by its rate. */
export type HeldQuantity = {
  readonly quantity: Decimal;
  readonly listing: InstrumentId | undefined;
  /** Of what moved: the quantity is in what there was before these splits. */
  readonly splits?: readonly SplitRatio[] | undefined;
  /** Accounts that split it otherwise: what there was before is not known. */
  readonly isSplitApart?: boolean | undefined;
};

/** What moved over some time, deposits included. */
export type Movement = Holdings & { readonly deposits: readonly Deposit[] };

/** What was paid in, or out where it is negative: at its moment, since a coin is worth something else later. */
export type Deposit = { readonly time: number; readonly cash: Money };

/** Adds up fills and ledger entries. */
export class MovementSum {
  readonly #money = new PurseSum();
  readonly #deposits: Deposit[] = [];
  readonly #quantities = new Map<HeldId, HeldQuantity>();
  readonly #splits = new Map<HeldId, { readonly time: number; readonly ratio: SplitRatio }[]>();

  /** Before all that moved: of one moment, a split comes first. */
  addSplit(
    { time, ratio }: Pick<LedgerEntry, 'time' | 'ratio'>,
    base: Currency,
    instrument: Instrument,
  ): void {
    const held = heldIn(base, instrument);
    if (held === undefined || ratio === undefined) return;
    const splits = [...(this.#splits.get(held) ?? []), { time, ratio }];
    this.#splits.set(
      held,
      splits.toSorted((one, other) => one.time - other.time),
    );
    this.#move(held, Decimal.zero, { time, listing: instrument.id });
  }

  /** `base`: what the portfolio is measured in. */
  addFill(fill: Fill, instrument: Instrument, base: Currency): void {
    for (const { cash } of cashOfFill(fill, instrument, base)) if (cash !== undefined) this.#money.add(cash);
    const held = heldIn(base, instrument);
    for (const { quantity, cash } of entriesOfFill(fill, instrument)) {
      if (quantity !== undefined && held !== undefined)
        this.#move(held, quantity, { time: fill.time, listing: instrument.id });
      const coin = cash && heldCoin(cash.currency, base);
      if (cash !== undefined && coin !== undefined)
        this.#move(coin, cash.amount, { time: fill.time, listing: undefined });
    }
    if (!isMargined(instrument)) return;
    const paid = paidByTrade(instrument, fill.side, valueOfFill(fill, instrument));
    this.#money.add({ currency: instrument.settle, amount: paid.negated() });
  }

  /** `base`: what the portfolio is measured in; `instrument`: the entry's. */
  addEntry({ type, cash, time, quantity }: MovedAmount, base: Currency, instrument?: Instrument): void {
    const held = instrument && heldIn(base, instrument);
    if (quantity !== undefined && held !== undefined)
      this.#move(held, quantity, { time, listing: instrument?.id });
    if (cash === undefined) return;
    const coin = heldCoin(cash.currency, base);
    if (coin === undefined) this.#money.add(cash);
    else this.#move(coin, cash.amount, { time, listing: undefined });
    if (movesCapital(type)) this.#deposits.push({ time, cash });
  }

  add({ money, deposits, quantities }: Movement): void {
    for (const amount of money) this.#money.add(amount);
    for (const deposit of deposits) this.#deposits.push(deposit);
    for (const [held, more] of quantities) {
      const before = this.#quantities.get(held);
      addHeld(this.#quantities, held, more.quantity, more.listing);
      const isSplitApart =
        more.isSplitApart === true || (before !== undefined && !isSplitAlike(before.splits, more.splits));
      addSplits(this.#quantities, held, { splits: more.splits ?? before?.splits, isSplitApart });
    }
  }

  /** In what there was before the splits of the span. */
  #move(
    held: HeldId,
    quantity: Decimal,
    { time, listing }: { readonly time: number; readonly listing: InstrumentId | undefined },
  ): void {
    const splits = this.#splits.get(held);
    if (splits === undefined) return addHeld(this.#quantities, held, quantity, listing);
    const before = splits.filter((split) => split.time <= time).map(({ ratio }) => ratio);
    addHeld(this.#quantities, held, unsplit(quantity, before), listing);
    addSplits(this.#quantities, held, { splits: splits.map(({ ratio }) => ratio), isSplitApart: false });
  }

  sum(): Movement {
    return {
      money: this.#money.purse(),
      deposits: [...this.#deposits],
      quantities: new Map(this.#quantities),
    };
  }
}

/** The first that is known to price it does. */
function addHeld(
  quantities: Map<HeldId, HeldQuantity>,
  held: HeldId,
  more: Decimal,
  listing: InstrumentId | undefined,
): void {
  const before = quantities.get(held);
  const quantity = before?.quantity.plus(more) ?? more;
  quantities.set(held, { ...before, quantity, listing: before?.listing ?? listing });
}

function addSplits(
  quantities: Map<HeldId, HeldQuantity>,
  held: HeldId,
  { splits, isSplitApart }: Pick<HeldQuantity, 'splits'> & { readonly isSplitApart: boolean },
): void {
  const before = quantities.get(held);
  if (before === undefined || (splits === undefined && !isSplitApart)) return;
  quantities.set(held, { ...before, splits, isSplitApart: isSplitApart || before.isSplitApart });
}

function isSplitAlike(one: HeldQuantity['splits'], other: HeldQuantity['splits']): boolean {
  return ratiosIn(one) === ratiosIn(other);
}

function ratiosIn(splits: HeldQuantity['splits'] = []): string {
  return splits.map((ratio) => `${ratio.new}:${ratio.old}`).join();
}

/** How many there were before the splits for how many there are after them. */
function unsplit(quantity: Decimal, splits: readonly SplitRatio[]): Decimal {
  return splits.reduceRight(
    (after, { new: given, old: of }) => scaled(after, { new: of, old: given }),
    quantity,
  );
}

type MovedAmount = Pick<LedgerEntry, 'type' | 'cash' | 'time'> & { readonly quantity?: Decimal | undefined };

export type HeldPosition = { readonly position: Position; readonly instrument: Instrument };

export function holdingsOf(
  { cash, marginProfit }: Pick<PortfolioFacts, 'cash' | 'marginProfit'>,
  open: readonly HeldPosition[],
): Holdings {
  const money = new PurseSum();
  for (const amount of [...cash, ...marginProfit]) money.add(amount);
  const quantities = new Map<HeldId, HeldQuantity>();
  for (const { position, instrument } of open) {
    addHeld(quantities, position.held, position.quantity, instrument.id);
    if (isMargined(instrument)) money.add({ currency: instrument.settle, amount: position.cost.negated() });
  }
  return { money: money.purse(), quantities };
}

/** What was owned before the movement. */
export function holdingsBefore(now: Holdings, movement: Movement): Holdings {
  const money = new PurseSum();
  for (const amount of now.money) money.add(amount);
  for (const { currency, amount } of movement.money) money.add({ currency, amount: amount.negated() });
  const quantities = new Map(now.quantities);
  for (const [held, { quantity, listing, splits, isSplitApart }] of movement.quantities) {
    const owned = quantities.get(held);
    if (owned !== undefined && splits !== undefined)
      quantities.set(held, { ...owned, quantity: unsplit(owned.quantity, splits) });
    addHeld(quantities, held, quantity.negated(), listing);
    if (isSplitApart === true) addSplits(quantities, held, { splits, isSplitApart });
  }
  return { money: money.purse(), quantities };
}

export type Prices = {
  readonly instrument: (id: InstrumentId) => Instrument | undefined;
  readonly priceOf: (id: InstrumentId) => Decimal | undefined;
  readonly rateOf: RateOf;
};

/** In the currency of the rates; undefined as soon as one price or rate is. All that are needed are asked for. */
export function worthOf({ money, quantities }: Holdings, prices: Prices): Decimal | undefined {
  const worth = new PurseSum();
  let known = true;
  for (const amount of money) worth.add(amount);
  for (const [held, { quantity, listing, isSplitApart }] of quantities) {
    if (quantity.isZero()) continue;
    const value = isSplitApart === true ? undefined : valueOf(held, listing, quantity, prices);
    if (value === undefined) known = false;
    else worth.add(value);
  }
  const total = sumIn(worth.purse(), prices.rateOf);
  return known ? total : undefined;
}

function valueOf(
  held: HeldId,
  id: InstrumentId | undefined,
  quantity: Decimal,
  prices: Prices,
): Money | undefined {
  const coin = coinOf(held);
  if (id === undefined) return coin && { currency: coin, amount: quantity };
  const instrument = prices.instrument(id);
  if (instrument === undefined) return undefined;
  const price = prices.priceOf(id);
  if (price === undefined) return undefined;
  const amount = worthAt(instrument, quantity, price);
  return amount && { currency: instrument.settle, amount };
}

/** In the currency of the rates; undefined as soon as one rate is. */
export function sumIn(purse: Purse, rateOf: (of: Currency) => Decimal | undefined): Decimal | undefined {
  const parts = purse
    .filter(({ amount }) => !amount.isZero())
    .map(({ currency, amount }) => {
      const rate = rateOf(currency);
      return rate === undefined ? undefined : amount.times(rate);
    });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? Decimal.sum(known) : undefined;
}
