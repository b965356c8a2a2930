import type { Decimal } from './decimal.ts';
import { currency, heldId, type AccountId, type Currency, type HeldId, type LedgerEntryId } from './ids.ts';
import type { Instrument } from './instrument.ts';
import type { LedgerEntry } from './ledger.ts';
import { isCash } from './quote-currencies.ts';

/**
 * What an account has lots and round trips of. A coin is held once, in whatever it was bought and sold; shares, futures
 * and the like are held by their instrument, since two listings are one thing only where somebody says so.
 */
export function heldOf(instrument: Pick<Instrument, 'id' | 'kind' | 'base'>): HeldId {
  const coin = instrument.kind === 'spot' ? heldCoin(instrument.base) : undefined;
  return coin ?? heldId(instrument.id);
}

/** Undefined for money, which has no lots. What a portfolio is measured in is money to it, whatever it is. */
export function heldCoin(code: Currency, base?: Currency): HeldId | undefined {
  return isCash(code) || code === base || code.includes(mark) ? undefined : heldId(code);
}

/** Undefined for what is held by its instrument. */
export function coinOf(held: HeldId): Currency | undefined {
  return held.includes(mark) ? undefined : currency(held);
}

/** Every id of an instrument has it. */
const mark = ':';

/**
 * What came of a coin, or went where it is negative, without a trade: a deposit or withdrawal, a reward, a fee. It folds
 * into the round trips together with the fills (see `fill-order.ts`).
 */
export type HeldMovement = {
  readonly id: LedgerEntryId;
  readonly accountId: AccountId;
  readonly time: number;
  readonly quantity: Decimal;
  readonly source: 'ledger';
  readonly venueSequence: undefined;
  readonly place: number;
};

/** Of the same time, what comes is there for every fill, and what goes was there for them. */
const places = { first: -1, last: Number.MAX_SAFE_INTEGER };

/** Of a coin; undefined for a movement of nothing. */
export function movementOf({ id, accountId, time, cash }: MovedCoin): HeldMovement | undefined {
  if (cash === undefined || cash.amount.isZero()) return undefined;
  const place = cash.amount.isPositive() ? places.first : places.last;
  return { id, accountId, time, quantity: cash.amount, source: 'ledger', venueSequence: undefined, place };
}

export type MovedCoin = Pick<LedgerEntry, 'id' | 'accountId' | 'time' | 'cash'>;
