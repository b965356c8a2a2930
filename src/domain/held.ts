import type { Account } from './account.ts';
import { Decimal } from './decimal.ts';
import {
  currency,
  heldId,
  type AccountId,
  type Currency,
  type HeldId,
  type InstrumentId,
  type LedgerEntryId,
} from './ids.ts';
import { isEarned, movesCapital } from './entry-types.ts';
import type { Instrument } from './instrument.ts';
import type { LedgerEntry, SplitRatio } from './ledger.ts';
import type { Money } from './money.ts';
import { isCash } from './quote-currencies.ts';

/**
 * What an account has lots and round trips of. A coin is held once, in whatever it was bought and sold; shares, futures
 * and the like are held by their instrument, since two listings are one thing only where somebody says so. Of what is
 * held at all: see `heldIn`.
 */
export function heldOf(instrument: Pick<Instrument, 'id' | 'kind' | 'base'>): HeldId {
  const coin = instrument.kind === 'spot' ? heldCoin(instrument.base) : undefined;
  return coin ?? heldId(instrument.id);
}

/** Undefined for money that is traded for money. `base`: what the portfolio is measured in. */
export function heldIn(
  base: Currency | undefined,
  instrument: Pick<Instrument, 'id' | 'kind' | 'base'>,
): HeldId | undefined {
  return turnsMoney(instrument, base) ? undefined : heldOf(instrument);
}

/** Whether to trade it is to turn money into other money: there is nothing that is held then. */
export function turnsMoney(
  { kind, base: code }: Pick<Instrument, 'kind' | 'base'>,
  base: Currency | undefined,
): boolean {
  return kind === 'spot' && isMoney(code, base);
}

/** Undefined for money, which has no lots. */
export function heldCoin(code: Currency, base?: Currency): HeldId | undefined {
  return isMoney(code, base) || code.includes(mark) ? undefined : heldId(code);
}

/** What a portfolio is measured in is money to it, whatever it is. */
function isMoney(code: Currency, base: Currency | undefined): boolean {
  return isCash(code) || code === base;
}

/** Undefined for what is held by its instrument. */
export function coinOf(held: HeldId): Currency | undefined {
  return held.includes(mark) ? undefined : currency(held);
}

/**
 * Whether more of it can be sold than is held. Coins and shares have to be borrowed for that; what is sold of them where the
 * account borrows none came in, and is not in the record. `listing` is that of what is held by its instrument. Of shares that
 * are traded here, their venue says what can be sold.
 */
export function maySellShort(
  { mayBorrow, mode }: Pick<Account, 'mayBorrow' | 'mode'>,
  held: HeldId,
  listing: Pick<Instrument, 'kind'> | undefined,
): boolean {
  if (mayBorrow) return true;
  return coinOf(held) === undefined && (listing?.kind !== 'equity' || mode !== 'history');
}

/** Every id of an instrument has it. */
const mark = ':';

/**
 * What an entry of the ledger does to what is held. It folds into the round trips together with the fills (see
 * `fill-order.ts`).
 */
export type HeldMovement = {
  readonly id: LedgerEntryId;
  readonly accountId: AccountId;
  readonly time: number;
  /** Signed: positive came in. Zero of a split, and of cash that was paid back. */
  readonly quantity: Decimal;
  /** Signed, as a fill's: what came in had cost, or was paid for it; negative for what it brought. Undefined where nobody knows. */
  readonly paid: Money | undefined;
  /** Lost or expired: it left for nothing, and not to be held elsewhere. */
  readonly isWorthless: boolean;
  readonly acquiredAt: number | undefined;
  readonly ratio: SplitRatio | undefined;
  /** Lots go along with it, or come: the other entry of the link has the other end (see `carried-lots.ts`). */
  readonly link: string | undefined;
  /**
   * Of what ends an option by its exercise: what it had cost, or brought in, goes along with the link; of what is traded at
   * the strike: that comes to what was paid for it.
   */
  readonly premium?: 'leaves' | 'joins' | undefined;
  /** Whether a fee of what came along is not known. */
  readonly lacksFee?: boolean | undefined;
  /** Of what is spun off: so much of the cost of each lot goes along, and nothing of its quantity. */
  readonly share: SplitRatio | undefined;
  /** The other end of that: it arrives, also where it is owed and so negative. */
  readonly isSpunOff?: boolean | undefined;
  /** It came or left for what it was worth at the moment, as what a trade is paid in does (see `payment.ts`). */
  readonly isAtWorth?: boolean | undefined;
  /** It came or left without a price, from or to elsewhere than here: what it had cost is in no result. */
  readonly outside?: Outside | undefined;
  /** Of a contract that the coin settles: the quantity is what it realised. */
  readonly settles?: InstrumentId | undefined;
  /** Of a fee in kind what it was worth. */
  readonly fee: Money | undefined;
  /** Cash that lowers the cost of what is held. */
  readonly returned: Money | undefined;
  readonly source: 'ledger';
  readonly venueSequence: undefined;
  readonly place: number;
};

/** Of the same time, a split is before every amount, what comes is there for every fill, and what goes was there for them. */
const places = { split: -3, returned: -2, in: -1, out: Number.MAX_SAFE_INTEGER };

/** What it does to the coin, or to its own instrument where no coin is given; undefined where it does nothing to that. */
export function movementOf(entry: MovedEntry, coin: Currency | undefined): HeldMovement | undefined {
  const { id, accountId, time, type, cash, quantity, instrumentId: of } = entry;
  const common = { id, accountId, time, source: 'ledger', venueSequence: undefined } as const;
  if (cash !== undefined && cash.currency === coin && !cash.amount.isZero())
    return {
      ...common,
      ...moving(entry, cash.amount, undefined),
      ...(isAtWorth(entry) ? atWorth : {}),
      ...outsideOf(entry, 'capital'),
    };
  if (of === undefined) return undefined;
  const still = { ...common, ...stillness };
  if (entry.ratio !== undefined && type === 'split')
    return { ...still, ratio: entry.ratio, place: places.split };
  if (entry.ratio !== undefined)
    return { ...still, share: entry.ratio, link: entry.link, place: places.split };
  if (quantity !== undefined && !quantity.isZero())
    return {
      ...common,
      ...moving(entry, quantity, cash),
      ...(type === 'spin-off' ? { isSpunOff: true } : {}),
      ...(isPricedBy(cash, quantity) ? {} : outsideOf(entry, 'adjusted')),
    };
  if (type !== 'return-of-capital' || cash === undefined) return undefined;
  return { ...still, returned: cash, place: places.returned };
}

/** What is earned or charged in a coin is bought or sold for what it was worth, unless that was told. */
function isAtWorth({ type, cost, quantity }: MovedEntry): boolean {
  return isEarned(type) && cost === undefined && (quantity === undefined || quantity.isZero());
}

/** Coins that are paid in or out have a worth beside their cost; anything else that comes or goes so has its cost alone. */
export type Outside = 'capital' | 'adjusted';

/** Lots that come and go by a link stay here where its other entry does. */
function outsideOf(
  { type, link, isOwnTransfer }: MovedEntry,
  paidIn: Outside,
): { readonly outside?: Outside } {
  if (type === 'fee' || type === 'loss' || type === 'expiry' || type === 'spin-off') return {};
  if (movesCapital(type)) return isOwnTransfer === true ? {} : { outside: paidIn };
  return link === undefined && !isEarned(type) ? { outside: 'adjusted' } : {};
}

const atWorth = { isAtWorth: true, acquiredAt: undefined, link: undefined } as const;

/** What an entry of a contract does to the coin that settles it; how much is told by the fold of the contract. */
export function settledBy(entry: MovedEntry): HeldMovement | undefined {
  const own = movementOf(entry, undefined);
  return own && { ...own, ...stillness, premium: undefined, isAtWorth: true, settles: entry.instrumentId };
}

/** Of what moves nothing by itself. */
const stillness = {
  quantity: Decimal.zero,
  paid: undefined,
  isWorthless: false,
  acquiredAt: undefined,
  link: undefined,
  share: undefined,
  fee: undefined,
  ratio: undefined,
  returned: undefined,
};

/** `cash` moved with the quantity; against it, it was paid or received for it. */
function moving({ type, cost, acquiredAt, link }: MovedEntry, quantity: Decimal, cash: Money | undefined) {
  const isIn = quantity.isPositive();
  const isFee = type === 'fee' && !isIn;
  const isWorthless = type === 'loss' || type === 'expiry';
  const against = isPricedBy(cash, quantity) ? minus(cash) : undefined;
  const paid = isIn ? (cost ?? against) : isFee && cost !== undefined ? minus(cost) : against;
  const isExercise = type === 'exercise' || type === 'assignment';
  const carries = paid === undefined && !isFee && !isWorthless;
  return {
    quantity,
    paid,
    isWorthless,
    acquiredAt: isIn ? acquiredAt : undefined,
    ratio: undefined,
    link: carries || isExercise ? link : undefined,
    premium: isExercise ? (carries ? ('leaves' as const) : ('joins' as const)) : undefined,
    share: undefined,
    fee: isFee ? cost : undefined,
    returned: undefined,
    place: isIn ? places.in : places.out,
  };
}

/** Cash that moved against a quantity was paid or received for it. */
function isPricedBy(cash: Money | undefined, quantity: Decimal): cash is Money {
  return cash !== undefined && cash.amount.sign() === -quantity.sign();
}

function minus({ currency: code, amount }: Money): Money {
  return { currency: code, amount: amount.negated() };
}

/** All that the entry may change. `instrument` is its own; `base` is what the portfolio is measured in. */
export function heldByEntry(
  { cash, quantity, ratio, type }: MovedEntry,
  instrument: Pick<Instrument, 'id' | 'kind' | 'base'> | undefined,
  base: Currency,
): readonly HeldId[] {
  const coin = cash && heldCoin(cash.currency, base);
  const isMoved = quantity !== undefined || ratio !== undefined || type === 'return-of-capital';
  const held = isMoved && instrument !== undefined ? heldIn(base, instrument) : undefined;
  return [...new Set([coin, held].filter((one) => one !== undefined))];
}

/** What of an entry changes what is held. */
export type MovedEntry = Pick<
  LedgerEntry,
  | 'id'
  | 'accountId'
  | 'type'
  | 'time'
  | 'cash'
  | 'instrumentId'
  | 'quantity'
  | 'ratio'
  | 'cost'
  | 'acquiredAt'
  | 'link'
> & {
  /** Whether another account of the portfolio has an entry of its link. */
  readonly isOwnTransfer?: boolean | undefined;
};
