import { readArrivals } from './in-transit.ts';
import { pagesOfFlows } from './pages-of-flows.ts';
import { ownLegsOf, wholeHolding } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import type { Account } from '#src/domain/account.ts';
import { DayChanges, type DayChange } from '#src/domain/day-equity.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { paidByTrade, valueOfFill, type Fill } from '#src/domain/fill.ts';
import { cashOfFill } from '#src/domain/fill-cash.ts';
import type { Leg, Settled } from '#src/domain/fill-order.ts';
import { coinOf, heldCoin, heldIn, maySellShort } from '#src/domain/held.ts';
import {
  instrumentId,
  type Currency,
  type HeldId,
  type InstrumentId,
  type LedgerEntryId,
} from '#src/domain/ids.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import { isPayment, movedBy } from '#src/domain/leg-effect.ts';
import { scaled } from '#src/domain/lots.ts';
import { movesCapital } from '#src/domain/entry-types.ts';
import { worthOfFlow } from '#src/domain/paid-in.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/**
 * What changed in an account by day of UTC, by all that its record has: what is held in the order in which it folds, so
 * that a sale of more than is held is a missing purchase here as well. Throws the signal's reason when it is aborted.
 */
export async function readDayChanges(
  read: Repositories,
  account: Account,
  base: Currency,
  signal: AbortSignal,
): Promise<readonly DayChange[]> {
  const changes = new DayChanges();
  const arrivals = await readArrivals(read, account);
  const listed = new Map((await read.instruments.list()).map((one) => [one.id, one]));
  async function breathe(): Promise<void> {
    await nextTurn();
    signal.throwIfAborted();
  }

  for (const [held, instruments] of await heldTogether(read, account, base, listed)) {
    const sum = new LegSum(changes, { account, base, held, instruments: listed, arrivals });
    const isCoin = held !== undefined && coinOf(held) !== undefined;
    const all = isCoin
      ? ownLegsOf(read, await wholeHolding(read, { account, held }))
      : read.trades.inFoldOrder(account.id, { instruments, coin: undefined });
    for await (const legs of all) {
      for (const leg of legs) sum.add(leg);
      await breathe();
    }
  }
  const worths = new Map<LedgerEntryId, Decimal | undefined>();
  for await (const flows of pagesOfFlows(read.rates, account.id, base))
    // Both ends of such a transfer count when it has arrived.
    for (const flow of flows) worths.set(flow.id, flow.cancels ? Decimal.zero : worthOfFlow(flow));
  for await (const entries of read.ledger.inPieces(account.id, { from: 0, to: Number.MAX_SAFE_INTEGER })) {
    for (const { id, type, time: moved, cash } of entries) {
      if (cash === undefined) continue;
      const time = arrivals.get(id) ?? moved;
      if (heldCoin(cash.currency, base) === undefined) changes.addMoney(time, cash);
      if (movesCapital(type)) changes.addPaidIn(time, cash.currency === base ? cash.amount : worths.get(id));
    }
    await breathe();
  }
  return changes.list();
}

/** The instruments that the account moved, by what of them is held; those of money, of which nothing is, each alone. */
async function heldTogether(
  { trades, ledger }: Repositories,
  { id }: Account,
  base: Currency,
  listed: ReadonlyMap<InstrumentId, Instrument>,
): Promise<readonly (readonly [held: HeldId | undefined, instruments: readonly InstrumentId[]])[]> {
  const moved = new Set([...(await trades.instrumentsOf(id)), ...(await ledger.instrumentsOf(id))]);
  const together = new Map<HeldId, InstrumentId[]>();
  const money: InstrumentId[] = [];
  const paid = [...moved].flatMap((instrument) => listed.get(instrument)?.settle ?? []);
  for (const coin of [...(await ledger.coinsOf(id)), ...(await trades.feeCurrencies(id)), ...paid]) {
    const held = heldCoin(coin, base);
    if (held !== undefined) together.set(held, []);
  }
  for (const instrument of moved) {
    const traded = listed.get(instrument);
    const held = traded && heldIn(base, traded);
    if (held === undefined) money.push(instrument);
    else together.set(held, [...(together.get(held) ?? []), instrument]);
  }
  return [...together, ...money.map((instrument) => [undefined, [instrument]] as const)];
}

type Summed = {
  readonly account: Account;
  readonly base: Currency;
  /** Undefined for money. */
  readonly held: HeldId | undefined;
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** When what goes along a link counts. */
  readonly arrivals: ReadonlyMap<LedgerEntryId, number>;
};

/** The legs of what is held, in the order in which they fold. */
class LegSum {
  readonly #changes: DayChanges;
  readonly #of: Summed;
  #quantity = Decimal.zero;

  constructor(changes: DayChanges, of: Summed) {
    this.#changes = changes;
    this.#of = of;
  }

  add(leg: Leg): void {
    if (leg.source !== 'ledger') return this.#trade(leg);
    if (leg.ratio !== undefined) return this.#become(leg.time, scaled(this.#quantity, leg.ratio));
    if (leg.settles !== undefined) this.#takeFromCash(leg.time, leg.quantity);
    const opensShort = leg.premium === 'joins' || leg.isSpunOff === true;
    this.#move(this.#of.arrivals.get(leg.id) ?? leg.time, leg.quantity, opensShort);
  }

  #trade(fill: Fill & Settled): void {
    const { instruments } = this.#of;
    const instrument = instruments.get(fill.instrumentId);
    if (instrument === undefined) throw new RangeError(`fill ${fill.id} has no instrument`);
    const { held } = this.#of;
    if (held === undefined || !isPayment(instrument, held)) this.#addCash(fill, instrument);
    if (fill.settled !== undefined) this.#takeFromCash(fill.time, fill.settled);
    if (held !== undefined) this.#move(fill.time, movedBy(fill, instrument, held), true);
  }

  /** What a contract realised is in the money that it counts as paid in full for, and is held from then on. */
  #takeFromCash(time: number, result: Decimal): void {
    const { held } = this.#of;
    const coin = held && coinOf(held);
    if (coin !== undefined) this.#changes.addMoney(time, { currency: coin, amount: result.negated() });
  }

  #addCash(fill: Fill, instrument: Instrument): void {
    const { base } = this.#of;
    for (const { cash } of cashOfFill(fill, instrument, base))
      if (cash !== undefined) this.#changes.addMoney(fill.time, cash);
    if (isMargined(instrument)) {
      const paid = paidByTrade(instrument, fill.side, valueOfFill(fill, instrument));
      this.#changes.addMoney(fill.time, { currency: instrument.settle, amount: paid.negated() });
    }
  }

  /** As `PositionFold` has it: what was sold and never came in has come in unseen, for what nobody knows. */
  #move(time: number, moved: Decimal, opensShort: boolean): void {
    const { held } = this.#of;
    if (held === undefined) return;
    const after = this.#quantity.plus(moved);
    const isUnseen =
      moved.isNegative() &&
      after.isNegative() &&
      !this.#quantity.isNegative() &&
      !this.#mayBeShort(opensShort);
    if (isUnseen) this.#changes.addPaidIn(time, undefined);
    this.#become(time, isUnseen ? Decimal.zero : after);
  }

  /** `opensShort`: of a leg that does where the account may, as a trade. */
  #mayBeShort(opensShort: boolean): boolean {
    const { account, held, instruments } = this.#of;
    if (held === undefined) return opensShort;
    const coin = coinOf(held);
    const listing = coin === undefined ? instruments.get(instrumentId(held)) : undefined;
    return maySellShort(account, held, listing) && (coin !== undefined || opensShort);
  }

  #become(time: number, quantity: Decimal): void {
    const { held } = this.#of;
    const more = quantity.minus(this.#quantity);
    this.#quantity = quantity;
    // A split of what is not held begins no day.
    if (held !== undefined && !more.isZero()) this.#changes.addHeld(time, held, more);
  }
}
